internal import CTables

/// Every word that stands in a name of the list, as numbers, with what matching asks of it.
struct NameLexicon: Sendable {
  struct Traits: OptionSet, Sendable {
    let rawValue: UInt8
    /// A given name in use somewhere, by the tables compiled in.
    static let givenName = Traits(rawValue: 1)
    static let vowelless = Traits(rawValue: 2)
    static let ideographic = Traits(rawValue: 4)
    /// One letter.
    static let initial = Traits(rawValue: 8)
  }

  private(set) var words = TextInterner()
  /// By word: traits, the hash of the folded letters and that of the consonants.
  private(set) var traits: [Traits] = [[]]
  private(set) var sounds: [UInt32] = [0]
  private(set) var skeletons: [UInt32] = [0]
  /// By word: how many records have it as a given name, and as a surname.
  private(set) var givenUses: [UInt32] = [0]
  private(set) var surnameUses: [UInt32] = [0]
  private var nicknames: Set<UInt64> = []
  private var tableWords: UInt32 = 0
  private var fold = SoundFold()

  init() {
    readNicknames()
    readGivenNames()
    readNameUsage()
    tableWords = UInt32(words.count)
  }

  /// The number of a word of folded text.
  mutating func intern(_ text: [UInt8], _ part: Range<Int>, script: TextFolder.Script) -> UInt32 {
    let id = words.intern(text.span, part)
    if Int(id) == traits.count { append(script) }
    return id
  }

  mutating func countGiven(_ id: UInt32) { givenUses[Int(id)] &+= 1 }
  mutating func countSurname(_ id: UInt32) { surnameUses[Int(id)] &+= 1 }
  mutating func setGivenUses(of id: UInt32, to uses: UInt32) { givenUses[Int(id)] = uses }
  mutating func setSurnameUses(of id: UInt32, to uses: UInt32) { surnameUses[Int(id)] = uses }

  private mutating func append(_ script: TextFolder.Script) {
    let id = UInt32(traits.count)
    let part = words.range(id)
    let bytes = words.bytes
    fold.fold(bytes.span, part)
    var traits: Traits = part.count == 1 ? .initial : []
    if script == .vowelless { traits.insert(.vowelless) }
    if script == .ideographic { traits.insert(.ideographic) }
    self.traits.append(traits)
    sounds.append(UInt32(truncatingIfNeeded: textHash(fold.letters.span, 0..<fold.letters.count)))
    skeletons.append(UInt32(truncatingIfNeeded: textHash(fold.consonants.span, 0..<fold.consonants.count)))
    givenUses.append(0)
    surnameUses.append(0)
  }

  /// Whether one is a usual short form of the other.
  func isNickname(_ a: UInt32, _ b: UInt32) -> Bool {
    a < tableWords && b < tableWords && nicknames.contains(pair(a, b))
  }

  private func pair(_ a: UInt32, _ b: UInt32) -> UInt64 { UInt64(min(a, b)) << 32 | UInt64(max(a, b)) }
}

extension NameLexicon {
  private mutating func readNicknames() {
    let table = unsafe tableText(ctables_nicknames)
    for line in table.split(separator: 0x0A).dropFirst() {
      let names = line.split(separator: 0x2C)
      guard names.count == 2 else { continue }
      let letters = names.map { $0.filter { $0 >= 0x61 && $0 <= 0x7A } }
      let name = intern(letters[0], 0..<letters[0].count, script: .latin)
      let nickname = intern(letters[1], 0..<letters[1].count, script: .latin)
      traits[Int(name)].insert(.givenName)
      traits[Int(nickname)].insert(.givenName)
      nicknames.insert(pair(name, nickname))
    }
  }

  private mutating func readGivenNames() {
    let table = unsafe tableText(ctables_given_names)
    for line in table.split(separator: 0x0A) {
      let name = Array(line)
      traits[Int(intern(name, 0..<name.count, script: .latin))].insert(.givenName)
    }
  }

  /// Words that are nearly always given names; those that are written in plain letters, as matching folds them.
  private mutating func readNameUsage() {
    let table = unsafe Array(UnsafeBufferPointer(start: ctables_name_usage, count: ctables_name_usage_size))
    for line in table.split(separator: 0x0A) where line.starts(with: "given\t".utf8) {
      for word in line.dropFirst(6).split(separator: 0x20) where word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
        let name = Array(word)
        traits[Int(intern(name, 0..<name.count, script: .latin))].insert(.givenName)
      }
    }
  }
}

/// A table compiled in, as an array. The bytes are static and never change.
private func tableText(_ table: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>) -> [UInt8] {
  var count = 0
  let start = unsafe table(&count)
  return unsafe Array(UnsafeBufferPointer(start: start, count: count))
}

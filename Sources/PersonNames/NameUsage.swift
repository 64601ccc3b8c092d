internal import CTables

/// Which words are nearly always a given name, and which a family name, from `rules/tables/name-usage.tsv`.
struct NameUsage: Sendable {
  enum Kind: Sendable { case given, family }

  /// By a 64-bit hash of the word in lower case: among some thousand words no two share one, as the tests check, and a word
  /// that is not in the table meets one in 10^15.
  private var kinds: [UInt64: Kind] = [:]
  let count: Int

  static let standard: NameUsage = {
    let bytes = unsafe UnsafeBufferPointer(start: ctables_name_usage, count: ctables_name_usage_size)
    return unsafe NameUsage(tsv: bytes.span)
  }()

  /// Reads two lines of words between spaces, each after its kind and a tab.
  init(tsv: Span<UInt8>) {
    kinds.reserveCapacity(8192)
    var kind: Kind?
    var isComment = false
    var hash = NameUsage.seed
    var words = 0
    for index in tsv.indices {
      switch tsv[index] {
      case UInt8(ascii: "#"): isComment = true
      case UInt8(ascii: "\t"):
        kind = hash == NameUsage.hash("given".utf8) ? .given : .family
        hash = NameUsage.seed
      case UInt8(ascii: " "), UInt8(ascii: "\n"):
        if !isComment, hash != NameUsage.seed {
          kinds[hash] = kind
          words += 1
        }
        hash = NameUsage.seed
        if tsv[index] == UInt8(ascii: "\n") { isComment = false }
      case let byte: hash = NameUsage.step(hash, byte)
      }
    }
    count = words
  }

  /// How many words the table tells apart; `count` when no two share a hash.
  var distinct: Int { kinds.count }

  /// What a word is nearly always; nil when it is either, or not known.
  func kind(of word: some StringProtocol) -> Kind? { kinds[NameUsage.hash(word.lowercased().utf8)] }

  // FNV-1a, in 64 bits.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  private static func hash(_ word: String.UTF8View) -> UInt64 { word.reduce(seed, step) }
}

/// Why a first and a last name seem to have changed places.
public struct SwapEvidence: Sendable, Hashable {
  /// The word in the first-name field that is nearly always a family name.
  public let familyName: String
  /// The word in the last-name field that is nearly always a given name.
  public let givenName: String
}

extension NameNormalizer {
  /// What a word is nearly always: a given name (`.first`) or a family name (`.last`); nil when it is either, or not known.
  public static func usualKind(of word: some StringProtocol) -> NameKind? {
    switch NameUsage.standard.kind(of: word) {
    case .given: .first
    case .family: .last
    case nil: nil
    }
  }

  /// Evidence that a record's first and last name are swapped: each is a single word that is nearly always the other.
  ///
  /// It is evidence, not proof: what to do is for a person to say. Nil when either word is used both ways, or is not known.
  public func swapEvidence(first: String, last: String) -> SwapEvidence? {
    let usage = NameUsage.standard
    guard !first.isEmpty, !last.isEmpty, usage.kind(of: first) == .family, usage.kind(of: last) == .given
    else { return nil }
    return SwapEvidence(familyName: first, givenName: last)
  }
}

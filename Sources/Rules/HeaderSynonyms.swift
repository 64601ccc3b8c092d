internal import CTables

/// What columns are called: `rules/tables/headers.tsv`, compiled into `headers.bin` and searched where it lies, so that a start costs the
/// look-ups of the list's own columns.
///
/// The table, in words of little end: the numbers of lines, names, word sets and bytes of text (4 bytes each); 16 bytes for each line, its
/// subject, its kind and its language; the hashes of names in order, then those of word sets (8 bytes each); where each name's text
/// begins, in the order of the table, and where the last ends (4 bytes each); the lines of the hashes, of the word sets, and of the texts
/// (2 bytes each); the texts, folded.
struct HeaderSynonyms: Sendable {
  /// What a name means before the list's other columns and its cells were looked at.
  enum Subject: Sendable, Equatable {
    case role(Role)
    /// A given name beside surnames, a surname beside given names, a full name alone.
    case anyName
    /// A salutation, or a position in a firm.
    case title
    /// An ISO code, or a calling code.
    case countryCode
  }

  struct Meaning: Sendable, Equatable {
    let subject: Subject
    let phone: PhoneKind?
    /// What a column that is only carried says about another one or about the contact.
    let hint: HomeHint?
    /// BCP 47; "und" for names that belong to a program.
    let language: String
  }

  private let lineCount: Int
  private let nameCount: Int
  private let setCount: Int
  private let textCount: Int

  init() {
    lineCount = Self.number(at: 0)
    nameCount = Self.number(at: 4)
    setCount = Self.number(at: 8)
    textCount = Self.number(at: 12)
  }

  // Sound: the table is static, never changes and is aligned to 8 bytes; its maker wrote what its counts speak of, and a test holds it.
  private static var table: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: ctables_headers, count: ctables_headers_count)
  }

  private static func number(at offset: Int) -> Int {
    unsafe Int(UInt32(littleEndian: table.load(fromByteOffset: offset, as: UInt32.self)))
  }

  private var namesStart: Int { 16 + 16 * lineCount }
  private var setsStart: Int { namesStart + 8 * nameCount }
  private var textEndsStart: Int { setsStart + 8 * setCount }
  private var linesStart: Int { textEndsStart + 4 * (textCount + 1) }
  private var textsStart: Int { linesStart + 2 * (nameCount + setCount + textCount) }

  private func hash(at index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: Self.table.load(fromByteOffset: namesStart + 8 * index, as: UInt64.self))
  }

  /// The line of a name, a word set or a text; these follow one another.
  private func line(at index: Int) -> Int {
    unsafe Int(UInt16(littleEndian: Self.table.load(fromByteOffset: linesStart + 2 * index, as: UInt16.self)))
  }

  /// The line of a hash among those of some indexes, which are in order.
  private func line(of wanted: UInt64, among indexes: Range<Int>) -> Int? {
    var (low, high) = (indexes.lowerBound, indexes.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if hash(at: middle) < wanted { low = middle + 1 } else { high = middle }
    }
    return low < indexes.upperBound && hash(at: low) == wanted ? line(at: low) : nil
  }

  private func line(ofText hash: UInt64) -> Int? { line(of: hash, among: 0..<nameCount) }
  private func line(ofWords hash: UInt64) -> Int? { line(of: hash, among: nameCount..<nameCount + setCount) }

  private func meaning(ofLine line: Int) -> Meaning {
    let entry = 16 + 16 * line
    let language = (2..<16).map { unsafe Self.table[entry + $0] }.prefix { $0 > 0 }
    return unsafe Meaning(
      subject: Subject(code: Self.table[entry]), kind: Self.table[entry + 1], language: String(decoding: language, as: UTF8.self))
  }

  /// The meaning of a name as it stands.
  func meaning(of name: HeaderName) -> Meaning? { line(ofText: NameHash(name.words).text).map(meaning(ofLine:)) }

  /// The meaning of a name in other words: its words in another order, or without words that say nothing about a column.
  func meaning(inOtherWords name: HeaderName) -> Meaning? {
    if name.words.count > 1, let line = line(ofWords: NameHash(name.words).words) { return meaning(ofLine: line) }
    let unnumbered = name.words.filter { !$0.allSatisfy { (0x30...0x39).contains($0) } }
    if unnumbered.count < name.words.count, let line = line(of: unnumbered) { return meaning(ofLine: line) }
    let telling = Self.telling(name)
    guard telling.count < unnumbered.count else { return nil }
    return line(of: telling).map(meaning(ofLine:))
  }

  /// A name's words without those that say nothing about a column, and without numbers.
  static func telling(_ name: HeaderName) -> [[UInt8]] {
    name.words.filter { !decorations.contains($0) && !$0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private func line(of words: [[UInt8]]) -> Int? {
    guard !words.isEmpty else { return nil }
    let hash = NameHash(words)
    return line(ofText: hash.text) ?? (hash.count > 1 ? line(ofWords: hash.words) : nil)
  }

  /// Hands over every name of the table, folded, with the meaning to be asked for. Costs some ten nanoseconds a name.
  func forEach(_ body: (Span<UInt8>, () -> Meaning) -> Void) {
    for index in 0..<textCount {
      let start = textsStart + Self.number(at: textEndsStart + 4 * index)
      let end = textsStart + Self.number(at: textEndsStart + 4 * (index + 1))
      let text = unsafe UnsafeRawBufferPointer(rebasing: Self.table[start..<end])
      let span = unsafe Span<UInt8>(_unsafeBytes: text)
      body(span) { meaning(ofLine: line(at: nameCount + setCount + index)) }
    }
  }

  /// Whose column it is, that it must be filled, that a value stands in it: words that are put around a column's name, folded.
  private static let decorations: Set<[UInt8]> = Set(
    [
      "contact", "contacts", "person", "people", "lead", "customer", "client", "member", "user", "employee", "student", "guest", "attendee",
      "patient", "subscriber", "prospect", "candidate", "applicant", "recipient", "billing", "shipping", "mailing", "primary", "your",
      "the", "value", "required", "optional", "field", "text", "e164", "type", "pref", "voice", "internet", "of", "intl", "with",
      "kontakt", "kunde", "kunden", "wert", "pflichtfeld", "contacto", "contato", "cliente", "valor", "obligatorio", "obrigatorio",
      "valeur", "obligatoire", "personne", "persona", "persoon", "contatto", "valore", "obbligatorio", "waarde", "verplicht",
      "wartosc", "klient", "hodnota", "varde", "vaerdi", "verdi", "arvo", "ertek", "valoare", "deger", "znachenie", "značenie", "значение",
      "значення", "стойност", "τιμη", "kontaktu", "kontakts", "nilai", "値", "值", "값",
    ].map { Array($0.utf8) })
}

extension HeaderSynonyms.Subject {
  /// As the table has it: a role's place among all roles, or one of three words behind them.
  init(code: UInt8) {
    let roles = Role.allCases
    switch Int(code) - roles.count {
    case 0: self = .anyName
    case 1: self = .title
    case 2: self = .countryCode
    default: self = .role(Int(code) < roles.count ? roles[Int(code)] : .other)
    }
  }

  var code: UInt8 {
    let count = UInt8(Role.allCases.count)
    return switch self {
    case .role(let role): Role.allCases.firstIndex(of: role).map { UInt8($0) } ?? count
    case .anyName: count
    case .title: count + 1
    case .countryCode: count + 2
    }
  }
}

extension HeaderSynonyms.Meaning {
  /// As the table has it: 0, or one more than the place of a phone's kind or of a hint.
  init(subject: HeaderSynonyms.Subject, kind: UInt8, language: String) {
    let index = Int(kind) - 1
    let isHint = subject == .role(.other)
    self.init(
      subject: subject, phone: !isHint && index >= 0 ? PhoneKind.allCases[index] : nil,
      hint: isHint && index >= 0 ? HomeHint.allCases[index] : nil, language: language)
  }

  var kind: UInt8 {
    (phone.flatMap { PhoneKind.allCases.firstIndex(of: $0) } ?? hint.flatMap { HomeHint.allCases.firstIndex(of: $0) }).map { UInt8($0 + 1) }
      ?? 0
  }
}

internal import CTables

/// What columns are called, from `rules/tables/headers.tsv`.
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

    init?(_ word: Substring) {
      switch word {
      case "anyName": self = .anyName
      case "title": self = .title
      case "countryCode": self = .countryCode
      default:
        guard let role = Role(rawValue: String(word)) else { return nil }
        self = .role(role)
      }
    }
  }

  struct Meaning: Sendable, Equatable {
    let subject: Subject
    let phone: PhoneKind?
    /// BCP 47; "und" for names that belong to a program.
    let language: String
  }

  private let folding: Folding
  /// A meaning for each line of the table.
  private let lines: [Meaning]
  /// Indexes of `lines` by the hash of a name, and by the hash of its words in any order ("Phone (Mobile)" finds "mobile phone").
  private let byText: [UInt64: Int]
  private let byWords: [UInt64: Int]

  init(folding: Folding) {
    self.folding = folding
    var byText: [UInt64: Int] = [:]
    var byWords: [UInt64: Int] = [:]
    byText.reserveCapacity(4096)
    byWords.reserveCapacity(4096)
    lines = Self.walk(folding) { line, words in
      let hash = NameHash(words)
      // A name that stands twice keeps its first meaning.
      if byText[hash.text] == nil { byText[hash.text] = line }
      if hash.count > 1, byWords[hash.words] == nil { byWords[hash.words] = line }
    }
    self.byText = byText
    self.byWords = byWords
  }

  /// Reads the table; hands over each name's words with the index of its line, and returns what the lines mean.
  private static func walk(_ folding: Folding, _ name: (Int, [[UInt8]]) -> Void) -> [Meaning] {
    var lines: [Meaning] = []
    let text = unsafe String(decoding: UnsafeBufferPointer(start: ctables_headers, count: ctables_headers_count), as: UTF8.self)
    var cutter = WordCutter(folding: folding)
    var words: [[UInt8]] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: UInt8(ascii: "\t"))
      guard cells.count == 3 else { continue }
      let path = Substring(cells[0]).split(separator: "/")
      guard let subject = path.first.flatMap(Subject.init) else { continue }
      let phone = path.count > 1 ? PhoneKind(rawValue: String(path[1])) : nil
      for scalar in Substring(cells[2]).unicodeScalars {
        guard scalar == ";" else {
          cutter.take(scalar) { words.append($0) }
          continue
        }
        cutter.finish { words.append($0) }
        name(lines.count, words)
        words.removeAll(keepingCapacity: true)
      }
      cutter.finish { words.append($0) }
      name(lines.count, words)
      words.removeAll(keepingCapacity: true)
      lines.append(Meaning(subject: subject, phone: phone, language: String(Substring(cells[1]))))
    }
    return lines
  }

  /// The meaning of a name as it stands.
  func meaning(of name: HeaderName) -> Meaning? { byText[NameHash(name.words).text].map { lines[$0] } }

  /// The meaning of a name in other words: its words in another order, or without words that say nothing about a column.
  func meaning(inOtherWords name: HeaderName) -> Meaning? {
    if name.words.count > 1, let line = byWords[NameHash(name.words).words] { return lines[line] }
    let telling = Self.telling(name)
    guard !telling.isEmpty, telling.count < name.words.count else { return nil }
    let hash = NameHash(telling)
    return (byText[hash.text] ?? (hash.count > 1 ? byWords[hash.words] : nil)).map { lines[$0] }
  }

  /// A name's words without those that say nothing about a column, and without numbers.
  static func telling(_ name: HeaderName) -> [[UInt8]] {
    name.words.filter { !decorations.contains($0) && !$0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// Hands over every name of the table, folded, with what it means. Costs another reading of the table.
  func forEach(_ body: ([UInt8], Meaning) -> Void) {
    _ = Self.walk(folding) { line, words in body(Array(words.joined()), lines[line]) }
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

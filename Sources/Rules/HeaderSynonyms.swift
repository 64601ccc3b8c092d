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
    var phone: PhoneKind?
    /// BCP 47; "und" for names that belong to a program.
    let language: String
  }

  /// By folded name.
  private(set) var meanings: [[UInt8]: Meaning] = [:]
  /// By the folded words of a name in order of their bytes, so that "Phone (Mobile)" finds "mobile phone".
  private(set) var meaningsOfWords: [[UInt8]: Meaning] = [:]

  init(folding: Folding) {
    meanings.reserveCapacity(4000)
    meaningsOfWords.reserveCapacity(4000)
    let text = unsafe String(decoding: UnsafeBufferPointer(start: ctables_headers, count: ctables_headers_count), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t")
      guard cells.count == 3 else { continue }
      let path = cells[0].split(separator: "/")
      guard let subject = path.first.flatMap(Subject.init) else { continue }
      let phone = path.count > 1 ? PhoneKind(rawValue: String(path[1])) : nil
      let meaning = Meaning(subject: subject, phone: phone, language: String(cells[1]))
      for synonym in cells[2].split(separator: ";") {
        let name = HeaderName(String(synonym), folding: folding)
        // A name that stands twice keeps its first meaning.
        if meanings[name.text] == nil { meanings[name.text] = meaning }
        guard name.words.count > 1 else { continue }
        let words = Self.key(of: name.words)
        if meaningsOfWords[words] == nil { meaningsOfWords[words] = meaning }
      }
    }
  }

  static func key(of words: [[UInt8]]) -> [UInt8] {
    Array(words.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [UInt8(ascii: " ")]))
  }

  /// The meaning of a name in other words: its words in another order, or without words that say nothing about a column.
  func meaning(ofWords words: [[UInt8]]) -> Meaning? {
    if words.count > 1, let meaning = meaningsOfWords[Self.key(of: words)] { return meaning }
    let telling = words.filter { !Self.decorations.contains($0) && !$0.allSatisfy { (0x30...0x39).contains($0) } }
    guard !telling.isEmpty, telling.count < words.count else { return nil }
    return meanings[Array(telling.joined())] ?? (telling.count > 1 ? meaningsOfWords[Self.key(of: telling)] : nil)
  }

  /// Whose column it is, that it must be filled, that a value stands in it: words that are put around a column's name, folded.
  private static let decorations: Set<[UInt8]> = Set(
    [
      "contact", "contacts", "person", "people", "lead", "customer", "client", "member", "user", "employee", "student", "guest", "attendee",
      "patient", "subscriber", "prospect", "candidate", "applicant", "recipient", "billing", "shipping", "mailing", "primary", "your",
      "the", "value", "required", "optional", "field", "text", "e164", "e", "pref", "voice", "internet", "of", "intl", "with",
      "kontakt", "kunde", "kunden", "wert", "pflichtfeld", "contacto", "contato", "cliente", "valor", "obligatorio", "obrigatorio",
      "valeur", "obligatoire", "personne", "persona", "persoon", "contatto", "valore", "obbligatorio", "waarde", "verplicht",
      "wartosc", "klient", "hodnota", "varde", "vaerdi", "verdi", "arvo", "ertek", "valoare", "deger", "znachenie", "značenie", "значение",
      "значення", "стойност", "τιμη", "kontaktu", "kontakts", "nilai", "値", "值", "값",
    ].map { Array($0.utf8) })
}

internal import CSV
internal import PersonNames
internal import Rules

extension Normalizer {
  /// Reads the record's name and salutation into `contact`.
  mutating func readNames(of record: SourceRecord) {
    // The salutation's own column is believed over a title that stands in a name.
    if let column = plan.name.salutation { readSalutation(in: column, of: record) }
    if let column = plan.name.first { readFirstName(in: column, of: record) }
    if let column = plan.name.last { readName(in: column, of: record, kind: .last, into: .last) }
    if let column = plan.name.full, !record.isBlank(column) { splitName(in: column, of: record) }
    if let missing = plan.missingName, !contact.hasName { note(.nameMissing, missing, about: record) }
  }

  /// Cleans and cases one name, and notes what was noticed.
  mutating func readName(in column: Int, of record: SourceRecord, kind: NameKind, into part: Contact.NamePart) {
    let range = record.range(ofColumn: column)
    guard !range.isEmpty else { return }
    let text = record.batch.bytes.span.extracting(range)
    let findings =
      switch part {
      case .first: names.normalize(text, kind: kind, region: contact.region, into: &contact.firstName)
      case .last:
        // A family name behind a given name and alone are written differently ("van den Berg", "Van den Berg").
        names.normalize(text, kind: kind, region: contact.region, isBesideGivenName: !contact.firstName.isEmpty, into: &contact.lastName)
      case .other: names.normalize(text, kind: kind, region: contact.region, into: &contact.otherName)
      }
    if !findings.isEmpty { note(findings, written: { contact in contact.text(of: part) }, in: column, of: record) }
  }

  /// Reads a first name; one that brings a title or a nickname along is taken apart.
  private mutating func readFirstName(in column: Int, of record: SourceRecord) {
    let range = record.range(ofColumn: column)
    guard holdsMoreThanName(record.batch.bytes.span.extracting(range)) else {
      readName(in: column, of: record, kind: .first, into: .first)
      return
    }
    let split = names.split(firstName: record.batch.bytes.span.extracting(range), region: contact.region)
    // "Mr. JUAN" has a mix of cases only until the title is gone.
    let rest = Array(split.givenNames.utf8)
    let findings = names.normalize(rest.span, kind: .first, region: contact.region, into: &contact.firstName)
    note(split.findings.union(findings), written: { $0.text(of: .first) }, in: column, of: record)
    takeTitle(split.salutation, in: column, of: record)
  }

  /// Whether a first name has a dot, a parenthesis or a quotation mark in it, or begins with the word for a title.
  private mutating func holdsMoreThanName(_ cell: Span<UInt8>) -> Bool {
    var space: Int?
    for index in cell.indices {
      switch cell[index] {
      case UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: "\""): return true
      case 0x20: space = space ?? index
      default: break
      }
    }
    guard let space, space > 0 else { return false }
    let word = salutationOfCell.value(of: cell.extracting(0..<space)) { word in
      SalutationCell(String(decoding: (0..<word.count).map { word[$0] }, as: UTF8.self), isDotted: plan.dotsSalutations)
    }
    return word.isSalutation
  }

  /// A full name fills only the parts that have no column of their own, or nothing in it.
  private mutating func splitName(in column: Int, of record: SourceRecord) {
    let split = names.split(fullName: record.batch.bytes.span.extracting(record.range(ofColumn: column)), region: contact.region)
    if contact.firstName.isEmpty {
      contact.firstName.append(contentsOf: split.givenNames.utf8)
    }
    if contact.lastName.isEmpty {
      contact.lastName.append(contentsOf: split.familyName.utf8)
    }
    note(split.findings, written: { "\($0.text(of: .first)) \($0.text(of: .last))" }, in: column, of: record)
    takeTitle(split.salutation, in: column, of: record)
  }

  /// Takes a title that stood in a name for the salutation, where there is none.
  private mutating func takeTitle(_ title: String, in column: Int, of record: SourceRecord) {
    guard contact.salutation.isEmpty, !title.isEmpty else { return }
    write(SalutationCell(title, isDotted: plan.dotsSalutations), in: column, of: record)
  }

  private mutating func note(_ findings: NameFindings, written: (Contact) -> String, in column: Int, of record: SourceRecord) {
    let changes: [(NameFindings, FindingCode)] = [(.recased, .nameRecased), (.cleaned, .nameCleaned)]
    for (change, code) in changes where !findings.isDisjoint(with: change) {
      let result = log.keepsFindings ? written(contact) : ""
      note(code, about: record, column: column, value: record.string(ofColumn: column), detail: result)
    }
    for (finding, reason) in NameFindings.suspicions where findings.contains(finding) {
      note(.nameSuspicious, about: record, column: column, value: record.string(ofColumn: column), detail: reason)
    }
  }

  /// Reads a salutation from its column.
  private mutating func readSalutation(in column: Int, of record: SourceRecord) {
    let range = record.range(ofColumn: column)
    guard !range.isEmpty else { return }
    let reading = salutationOfCell.value(of: record.batch.bytes.span.extracting(range)) { _ in
      SalutationCell(record.string(ofColumn: column), isDotted: plan.dotsSalutations)
    }
    write(reading, in: column, of: record)
  }

  /// A salutation that the target has no loss-free value for is written empty and reported, never guessed.
  private mutating func write(_ reading: SalutationCell, in column: Int, of record: SourceRecord) {
    switch reading {
    case .empty: break
    case .value(let value): contact.salutation.append(contentsOf: value)
    case .unknown, .valueless: note(.salutationUnknown, about: record, column: column, value: record.string(ofColumn: column))
    }
  }
}

/// What a salutation cell comes to in the target.
enum SalutationCell: Sendable {
  case empty
  case value([UInt8])
  /// A word that is no salutation that is known.
  case unknown
  /// A salutation that has no value in the target.
  case valueless

  var isSalutation: Bool {
    switch self {
    case .empty, .unknown: false
    case .value, .valueless: true
    }
  }

  init(_ text: String, isDotted: Bool) {
    switch Salutation.parse(text) {
    case .empty: self = .empty
    case .ambiguous, .unknown: self = .unknown
    case .salutation(let salutation):
      guard let value = salutation.mrOrMrs?.rawValue else {
        self = .valueless
        return
      }
      self = .value(Array((isDotted ? value : String(value.dropLast())).utf8))
    }
  }
}

extension SplitName {
  /// The parts that a target with two columns for a name takes together.
  fileprivate var givenNames: String { [first, middle].filter { !$0.isEmpty }.joined(separator: " ") }
  fileprivate var familyName: String { [last, suffix].filter { !$0.isEmpty }.joined(separator: " ") }
}

extension NameFindings {
  /// What cleaning alone does, apart from case.
  fileprivate static let cleaned: NameFindings = [
    .whitespace, .composed, .controlsRemoved, .mojibakeRepaired, .apostrophe, .placeholder,
  ]

  /// What a person should look at, and why.
  fileprivate static let suspicions: [(NameFindings, String)] = [
    (.mixedScripts, "letters of several scripts"),
    (.hasDigit, "a digit"),
    (.hasAt, "an @"),
    (.company, "a company's name"),
    (.lostLetters, "letters that could not be decoded"),
    (.splitUncertain, "no telling which part is the family name"),
  ]
}

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
  ///
  /// - Returns: where the name lies in the contact's bytes.
  @discardableResult
  mutating func readName(in column: Int, of record: SourceRecord, kind: NameKind, into part: Contact.NamePart) -> Range<Int> {
    let text = record.cell(column)
    guard !text.isEmpty else { return 0..<0 }
    // A family name behind a given name and alone are written differently ("van den Berg", "Van den Berg").
    let isBesideGivenName = part == .last && !contact.firstName.isEmpty
    let region = contact.region
    let findings = window.current.write(part) { bytes in
      names.normalize(text, kind: kind, region: region, isBesideGivenName: isBesideGivenName, into: &bytes)
    }
    if !findings.isEmpty { note(findings, written: { contact in contact.text(of: part) }, in: column, of: record) }
    return contact.range(of: part)
  }

  /// Reads a first name; one that brings a title or a nickname along is taken apart.
  private mutating func readFirstName(in column: Int, of record: SourceRecord) {
    let cell = record.cell(column)
    guard holdsMoreThanName(cell) else {
      readName(in: column, of: record, kind: .first, into: .first)
      return
    }
    let split = names.split(firstName: cell, region: contact.region)
    // "Mr. JUAN" has a mix of cases only until the title is gone.
    let rest = Array(split.givenNames.utf8)
    let region = contact.region
    let findings = window.current.write(.first) { bytes in names.normalize(rest.span, kind: .first, region: region, into: &bytes) }
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
    return salutationOfCell.value(of: cell.extracting(0..<space)) { SalutationCell(String(decoding: $0)) }.isSalutation
  }

  /// A full name fills only the parts that have no column of their own, or nothing in it.
  private mutating func splitName(in column: Int, of record: SourceRecord) {
    let split = names.split(fullName: record.cell(column), region: contact.region)
    if contact.firstName.isEmpty { contact.setName(first: split.givenNames) }
    if contact.lastName.isEmpty { contact.setName(last: split.familyName) }
    note(split.findings, written: { "\($0.text(of: .first)) \($0.text(of: .last))" }, in: column, of: record)
    takeTitle(split.salutation, in: column, of: record)
  }

  /// Takes a title that stood in a name for the salutation, where there is none.
  private mutating func takeTitle(_ title: String, in column: Int, of record: SourceRecord) {
    guard contact.salutation.isEmpty, !title.isEmpty else { return }
    write(SalutationCell(title), in: column, of: record)
  }

  private mutating func note(_ findings: NameFindings, written: (Contact) -> String, in column: Int, of record: SourceRecord) {
    if !findings.isDisjoint(with: .recased) { note(.nameRecased, written, in: column, of: record) }
    if !findings.isDisjoint(with: .cleaned) { note(.nameCleaned, written, in: column, of: record) }
    if findings.isDisjoint(with: .suspicious) { return }
    for (finding, reason) in NameFindings.suspicions where findings.contains(finding) {
      note(.nameSuspicious, about: record, column: column, value: record.string(ofColumn: column), detail: reason)
    }
  }

  private mutating func note(_ code: FindingCode, _ written: (Contact) -> String, in column: Int, of record: SourceRecord) {
    let result = log.keeps(code) ? written(contact) : ""
    note(code, about: record, column: column, value: record.string(ofColumn: column), detail: result)
  }

  /// Reads a salutation from its column.
  private mutating func readSalutation(in column: Int, of record: SourceRecord) {
    let reading = salutationOfCell.value(of: record.cell(column)) { SalutationCell(String(decoding: $0)) }
    write(reading, in: column, of: record)
  }

  /// A salutation that the target has no loss-free value for is written empty and reported, never guessed.
  private mutating func write(_ reading: SalutationCell, in column: Int, of record: SourceRecord) {
    switch reading {
    case .empty: break
    case .mr: contact.setSalutation(steps.texts, steps.mr)
    case .mrs: contact.setSalutation(steps.texts, steps.mrs)
    case .unknown, .valueless: note(.salutationUnknown, about: record, column: column, value: record.string(ofColumn: column))
    }
  }
}

/// What a salutation cell comes to in the target.
enum SalutationCell: Sendable, BitwiseCopyable {
  case empty
  case mr, mrs
  /// A word that is no salutation that is known.
  case unknown
  /// A salutation that has no value in the target.
  case valueless

  var isSalutation: Bool {
    switch self {
    case .empty, .unknown: false
    case .mr, .mrs, .valueless: true
    }
  }

  init(_ text: String) {
    switch Salutation.parse(text) {
    case .empty: self = .empty
    case .ambiguous, .unknown: self = .unknown
    case .salutation(let salutation):
      switch salutation.mrOrMrs {
      case .mr: self = .mr
      case .mrs: self = .mrs
      case nil: self = .valueless
      }
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

  /// What a person should look at.
  fileprivate static let suspicious: NameFindings = [.mixedScripts, .hasDigit, .hasAt, .company, .lostLetters, .splitUncertain]

  /// The same with the reasons.
  fileprivate static let suspicions: [(NameFindings, String)] = [
    (.mixedScripts, "letters of several scripts"),
    (.hasDigit, "a digit"),
    (.hasAt, "an @"),
    (.company, "a company's name"),
    (.lostLetters, "letters that could not be decoded"),
    (.splitUncertain, "no telling which part is the family name"),
  ]
}

internal import Bytes
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
    if let missing = plan.missingName, !window.contact.hasName { note(.nameMissing, missing, about: record) }
  }

  /// Cleans and cases one name, and notes what was noticed.
  ///
  /// - Returns: the name.
  @discardableResult
  mutating func readName(in column: Int, of record: SourceRecord, kind: NameKind, into part: Contact.NamePart) -> Contact.Text {
    let cell = record.text(ofColumn: column)
    if cell.isEmpty { return cell }
    // A family name behind a given name and alone are written differently ("van den Berg", "Van den Berg").
    let isBesideGivenName = part == .last && !window.contact.firstName.isEmpty
    let outcome = names.normalize(
      cell.range, of: record.fields.bytes, kind: kind, region: window.contact.region, isBesideGivenName: isBesideGivenName)
    return take(outcome, of: cell, in: column, of: record, into: part)
  }

  /// Takes the name that was normalized last.
  @inline(__always)
  private mutating func take(
    _ outcome: NameOutcome, of cell: Contact.Text, in column: Int, of record: SourceRecord, into part: Contact.NamePart
  ) -> Contact.Text {
    let name = outcome.isAsWritten ? cell : window.contact.add(0..<names.resultCount, of: names.resultRoom)
    window.contact.setName(part, name)
    if !outcome.findings.isEmpty { note(outcome.findings, in: column, of: record, written: name) }
    return name
  }

  /// Reads a first name; one that brings a title or a nickname along is taken apart.
  private mutating func readFirstName(in column: Int, of record: SourceRecord) {
    let cell = record.text(ofColumn: column)
    if cell.isEmpty { return }
    let written = names.normalize(cell.range, of: record.fields.bytes, kind: .first, region: window.contact.region)
    guard !written.isOneWord, holdsMoreThanName(record.cell(column)) else {
      _ = take(written, of: cell, in: column, of: record, into: .first)
      return
    }
    let split = names.split(firstName: record.cell(column), region: window.contact.region)
    // "Mr. JUAN" has a mix of cases only until the title is gone.
    let rest = Array(split.givenNames.utf8)
    let outcome = names.normalize(rest.span, kind: .first, region: window.contact.region)
    let name =
      outcome.isAsWritten
      ? window.contact.add(0..<rest.count, of: rest.span) : window.contact.add(0..<names.resultCount, of: names.resultRoom)
    window.contact.setName(.first, name)
    note(split.findings.union(outcome.findings), in: column, of: record, written: name)
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
    let split = names.split(fullName: record.cell(column), region: window.contact.region)
    if window.contact.firstName.isEmpty { window.contact.setName(first: split.givenNames) }
    if window.contact.lastName.isEmpty { window.contact.setName(last: split.familyName) }
    note(split.findings, in: column, of: record, written: nil)
    takeTitle(split.salutation, in: column, of: record)
  }

  /// Takes a title that stood in a name for the salutation, where there is none.
  private mutating func takeTitle(_ title: String, in column: Int, of record: SourceRecord) {
    guard window.contact.salutation.isEmpty, !title.isEmpty else { return }
    write(SalutationCell(title), in: column, of: record)
  }

  /// - Parameter written: what is written for the name; nil where that is the contact's first and last one.
  private mutating func note(
    _ findings: NameFindings, in column: Int, of record: SourceRecord, written: Contact.Text?
  ) {
    if !findings.isDisjoint(with: .recased) { note(.nameRecased, in: column, of: record, written) }
    if !findings.isDisjoint(with: .cleaned) { note(.nameCleaned, in: column, of: record, written) }
    if findings.isDisjoint(with: .suspicious) { return }
    for (finding, reason) in NameFindings.suspicions where findings.contains(finding) {
      note(.nameSuspicious, about: record, column: column, value: record.string(ofColumn: column), detail: reason)
    }
  }

  @inline(__always)
  private mutating func note(
    _ code: FindingCode, in column: Int, of record: SourceRecord, _ written: Contact.Text?
  ) {
    noteRepair(code, in: column, of: record) { normalizer in
      if let written { return normalizer.window.contact.string(of: written, in: record) }
      let first = normalizer.window.contact.string(of: normalizer.window.contact.firstName, in: record)
      return "\(first) \(normalizer.window.contact.string(of: normalizer.window.contact.lastName, in: record))"
    }
  }

  /// Reads a salutation from its column.
  private mutating func readSalutation(in column: Int, of record: SourceRecord) {
    let reading = salutationOfCell.value(of: record.range(ofColumn: column), in: record.fields.bytes) {
      SalutationCell(String(decoding: $0))
    }
    write(reading, in: column, of: record)
  }

  /// A salutation that the target has no loss-free value for is written empty and reported, never guessed.
  private mutating func write(_ reading: SalutationCell, in column: Int, of record: SourceRecord) {
    window.contact.setSalutation(steps.text(of: reading))
    if reading == .unknown || reading == .valueless {
      note(.salutationUnknown, about: record, column: column, value: record.string(ofColumn: column))
    }
  }
}

/// What a salutation cell comes to in the target.
enum SalutationCell: UInt8, Sendable, BitwiseCopyable, CaseIterable {
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
  fileprivate static var cleaned: NameFindings {
    [.whitespace, .composed, .controlsRemoved, .mojibakeRepaired, .apostrophe, .placeholder]
  }

  /// What a person should look at.
  fileprivate static var suspicious: NameFindings { [.mixedScripts, .hasDigit, .hasAt, .company, .lostLetters, .splitUncertain] }

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

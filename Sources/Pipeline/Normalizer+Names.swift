internal import PersonNames
internal import Rules

extension Normalizer {
  /// Reads the record's name and salutation into `contact`.
  mutating func readNames(of record: SourceRecord) {
    let region = contact.region
    if let column = plan.name.first { contact.firstName = name(in: column, of: record, kind: .first, region: region) }
    if let column = plan.name.last { contact.lastName = name(in: column, of: record, kind: .last, region: region) }
    if let column = plan.name.salutation { readSalutation(record.string(ofColumn: column), in: column, of: record) }
    if let column = plan.name.full, !record.isBlank(column) { splitName(in: column, of: record, region: region) }
    let expectsName = plan.columns.contains { $0.content == .firstName || $0.content == .lastName }
    if expectsName, !contact.hasName { note(.nameMissing, about: record) }
  }

  /// One name, cleaned and cased.
  mutating func name(in column: Int, of record: SourceRecord, kind: NameKind, region: NameRegion?) -> [UInt8] {
    let source = record.bytes(ofColumn: column)
    guard !source.isEmpty else { return [] }
    var cleaned: [UInt8] = []
    let findings = names.normalize(source.span, kind: kind, region: region, into: &cleaned)
    noteName(findings, written: cleaned, in: column, of: record)
    return cleaned
  }

  /// A full name fills only the parts that have no column of their own, or nothing in it.
  private mutating func splitName(in column: Int, of record: SourceRecord, region: NameRegion?) {
    let split = names.split(fullName: record.bytes(ofColumn: column).span, region: region)
    noteName(split.findings, written: Array("\(split.first) \(split.last)".utf8), in: column, of: record)
    if contact.firstName.isEmpty {
      contact.firstName = Array([split.first, split.middle].filter { !$0.isEmpty }.joined(separator: " ").utf8)
    }
    if contact.lastName.isEmpty {
      contact.lastName = Array([split.last, split.suffix].filter { !$0.isEmpty }.joined(separator: " ").utf8)
    }
    if contact.salutation.isEmpty, !split.salutation.isEmpty { readSalutation(split.salutation, in: column, of: record) }
  }

  private mutating func noteName(_ findings: NameFindings, written: [UInt8], in column: Int, of record: SourceRecord) {
    guard !findings.isEmpty else { return }
    let value = { record.string(ofColumn: column) }
    let result = { String(decoding: written, as: UTF8.self) }
    if findings.contains(.recased) {
      note(.nameRecased, about: record, column: column, value: value(), detail: result())
    }
    if !findings.isDisjoint(with: .cleaned) {
      note(.nameCleaned, about: record, column: column, value: value(), detail: result())
    }
    for (finding, reason) in NameFindings.suspicions where findings.contains(finding) {
      note(.nameSuspicious, about: record, column: column, value: value(), detail: reason)
    }
  }

  /// A salutation that the target has no loss-free value for is written empty and reported, never guessed.
  private mutating func readSalutation(_ text: String, in column: Int, of record: SourceRecord) {
    switch Salutation.parse(text) {
    case .empty: break
    case .salutation(let salutation):
      guard let value = salutation.mrOrMrs else {
        note(.salutationUnknown, about: record, column: column, value: text)
        return
      }
      contact.salutation = Array((plan.dotsSalutations ? value.rawValue : String(value.rawValue.dropLast())).utf8)
    case .ambiguous, .unknown: note(.salutationUnknown, about: record, column: column, value: text)
    }
  }
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

extension Plan {
  /// Whether salutations are written with their dot ("Mr.").
  fileprivate var dotsSalutations: Bool { columns.contains { $0.content == .salutation(.dotted) } }
}

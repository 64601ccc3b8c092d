public import CSV
internal import Duplicates
internal import PersonNames
internal import PhoneNumbers
internal import Rules

/// Turns records as they were read into records as they go out. One per worker: it keeps ICU's case maps and its buffers.
///
/// Not generic over its encoder: a generic that is not specialized costs more for each record than the one call through a protocol.
public struct Normalizer: ~Copyable {
  let plan: Plan
  private let encoder: any RecordEncoder
  var names = NameNormalizer()
  var log: FindingLog
  var contact: Contact
  private(set) var fields = FieldBuffer()
  /// What the output's columns hold: without the names and defaults, whose references a record would have to count.
  private let contents: [Plan.Content]
  private let assistant: RuleAssistant
  private let keysRejected: Bool
  private let needsFacts: Bool
  /// What tells people apart, in a run that looks for them.
  private let people: PersonColumns?
  var countryOfCell = CellMemo<CountryCell>()
  var callingCodeOfCell = CellMemo<CountryCell>()
  var salutationOfCell = CellMemo<SalutationCell>()
  /// Nil for lists without what they are about.
  var addressMemo: AddressMemo?
  var labelMemo: LabelMemo?

  /// - Parameters:
  ///   - keepsFindings: whether every finding is kept with its texts, or only counted.
  ///   - keysRejected: whether a rejected record keeps what identifies it.
  ///   - people: what tells people apart, when matching is to be told of each record.
  public init(
    plan: Plan, encoder: any RecordEncoder, keepsFindings: Bool, keysRejected: Bool = false, people: PersonColumns? = nil
  ) {
    self.keysRejected = keysRejected
    needsFacts = plan.needsFacts
    self.people = people
    self.plan = plan
    self.encoder = encoder
    contents = plan.columns.map(\.content)
    log = FindingLog(keepsFindings: keepsFindings)
    contact = Contact(phoneCount: plan.phones.count)
    addressMemo = plan.addresses.isEmpty ? nil : AddressMemo()
    labelMemo = plan.phones.contains { !$0.kinds.isEmpty } ? LabelMemo() : nil
    assistant = RuleAssistant(metadata: plan.metadata, countries: plan.countries)
  }

  /// Normalizes a batch.
  ///
  /// - Parameters:
  ///   - records: which of the batch's records are meant.
  ///   - firstRowNumber: the row number (1-based) of the first of them.
  ///   - result: emptied first, then filled.
  public mutating func normalize(_ batch: RecordBatch, records: Range<Int>, firstRowNumber: Int, into result: inout NormalizedBatch) {
    result.removeAll()
    log.removeAll()
    var record = SourceRecord(batch: batch, index: records.lowerBound, rowNumber: firstRowNumber, header: plan.header)
    var nextReaderFinding = batch.findings.firstIndex { $0.recordIndex >= records.lowerBound } ?? batch.findings.count
    for index in records {
      record.index = index
      record.rowNumber = firstRowNumber + index - records.lowerBound
      record.fieldCount = batch.fieldCount(ofRecord: index)
      contact.removeAll()
      noteReaderFindings(of: record, from: &nextReaderFinding)
      noteShape(of: record)
      readPhones(of: record)
      readNames(of: record)
      fillColumns(of: record)
      runRules(on: record)
      if let reason = contact.abortion, result.abortion == nil { result.abortion = reason }
      if let reason = contact.rejection {
        result.append(rejectedFor: reason, key: keysRejected ? key : nil, uniqueColumns: plan.uniqueColumns)
      } else {
        result.append(fields, key: key, uniqueColumns: plan.uniqueColumns, encoder: encoder)
        if let people { describe(record, by: people, to: &result.people) }
      }
      if needsFacts {
        result.facts.beginRecord()
        if keysRejected || contact.rejection == nil { describe(record, fields, to: &result.facts) }
        result.facts.endRecord()
      }
      if people != nil { result.people.endRecord() }
    }
    result.findings = log.findings
    result.counts = log.counts
  }

  /// What identifies the record.
  private var key: IdentityKey? {
    switch plan.identity {
    case nil: nil
    case .phone(let phone): contact.phones[phone].number?.key
    case .columns(let columns): fields.key(of: columns)
    }
  }

  /// Notes something about a record; an error is the reason for its rejection unless it has one already.
  ///
  /// - Parameter severity: how much it matters, where a rule says otherwise than the code.
  mutating func note(
    _ code: FindingCode, severity: Severity? = nil, about record: SourceRecord, column: Int? = nil,
    value: @autoclosure () -> String = "", detail: @autoclosure () -> String = ""
  ) {
    let severity = severity ?? code.severity
    log.count(code)
    guard log.keepsFindings || rejects(severity) else { return }
    keep(Finding(code: code, severity: severity, place: record.place(column: column), value: value(), detail: detail()))
  }

  /// Whether a finding of this severity is what the record is rejected for.
  private func rejects(_ severity: Severity) -> Bool {
    contact.rejection == nil && (severity == .error || (plan.isStrict && severity == .warning))
  }

  private mutating func keep(_ finding: Finding) {
    log.keep(finding)
    if rejects(finding.severity) { contact.rejection = finding }
  }

  private mutating func noteReaderFindings(of record: SourceRecord, from next: inout Int) {
    let findings = record.batch.findings
    while next < findings.count, findings[next].recordIndex <= record.index {
      let column = findings[next].columnIndex
      note(
        FindingCode(findings[next].code), about: record, column: column,
        value: record.string(ofColumn: column), detail: "line \(findings[next].lineNumber)")
      next += 1
    }
  }

  /// A record with fewer fields than the header is padded; one with more is refused when there is something in what is left over.
  private mutating func noteShape(of record: SourceRecord) {
    let expected = plan.header.count
    let found = record.fieldCount
    if found < expected {
      note(.tooFewFields, about: record, detail: "\(found) of \(expected) fields")
    } else if found > expected, (expected..<found).contains(where: { !record.isBlank($0) }) {
      note(.tooManyFields, about: record, detail: "\(found) fields where the header has \(expected)")
    }
  }

  private mutating func fillColumns(of record: SourceRecord) {
    fields.removeAll()
    for index in contents.indices {
      let start = fields.bytes.count
      switch contents[index] {
      case .firstName: fields.append(contact.firstName)
      case .lastName: fields.append(contact.lastName)
      case .salutation: fields.append(contact.salutation)
      case .phoneNumber(let phone): fields.append(contact.phones[phone].e164)
      case .callingCode(let phone): fields.append(contact.phones[phone].callingCode)
      case .extension(let phone): fields.append(contact.phones[phone].extension)
      case .name(let source, let kind):
        contact.otherName.removeAll(keepingCapacity: true)
        readName(in: source, of: record, kind: kind, into: .other)
        fields.append(contact.otherName)
      case .copy(let source): fields.append(record.batch.bytes[record.range(ofColumn: source)])
      case .nothing: fields.appendEmpty()
      }
      // Rules that edit values decide what is missing when they have done so.
      guard fields.bytes.count == start, plan.work == nil else { continue }
      noteMissing(plan.columns[index], of: record)
      if !plan.columns[index].defaultValue.isEmpty { fields.fillLast(with: plan.columns[index].defaultValue) }
    }
  }

  /// Does what the rules ask for beyond cleaning.
  private mutating func runRules(on record: SourceRecord) {
    guard let work = plan.work else { return }
    var values = fields.strings
    for violation in work.rules.apply(to: &values, abilities: assistant) {
      if violation.kind == .missing, let column = violation.column, violation.severity != .fix {
        noteMissing(plan.columns[column], of: record)
        continue
      }
      var place = record.place(column: nil)
      if let column = violation.column { place.column = plan.columns[column].name }
      let value = violation.mended?.before ?? violation.column.map { values[$0] } ?? ""
      let finding = Finding(
        code: .checkFailed, severity: Severity(violation.severity), place: place, value: value,
        detail: violation.message ?? violation.kind.detail)
      log.count(finding.code)
      keep(finding)
      if violation.severity == .abort, contact.abortion == nil { contact.abortion = finding }
    }
    fields.strings = values
  }

  /// What the rules say about a column that has nothing in it. A number that could not be read has been noted with its own reason.
  private mutating func noteMissing(_ column: Plan.Column, of record: SourceRecord) {
    guard let reaction = column.whenMissing, reaction != .fix else { return }
    switch column.content {
    // A record without any name has been noted as that, or may be without one.
    case .firstName: if contact.hasName || reaction == .abort { note(.firstNameMissing, reaction, about: record) }
    case .lastName: if contact.hasName || reaction == .abort { note(.lastNameMissing, reaction, about: record) }
    case .salutation: note(.salutationMissing, reaction, about: record)
    case .phoneNumber: if contact.rejection == nil || reaction == .abort { note(.phoneMissing, reaction, about: record) }
    case .callingCode, .extension, .name, .copy, .nothing:
      note(.valueMissing, reaction, about: record, detail: column.name)
    }
  }

  /// Notes something with what the rules make of it; what aborts is handed on with the batch, and with its own reason.
  mutating func note(_ code: FindingCode, _ reaction: Rules.Severity, about record: SourceRecord, detail: @autoclosure () -> String = "") {
    note(code, severity: Severity(reaction), about: record, detail: detail())
    guard reaction == .abort, contact.abortion == nil else { return }
    contact.abortion = contact.rejection
  }
}

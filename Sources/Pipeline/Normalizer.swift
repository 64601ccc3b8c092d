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
  private var fields = FieldBuffer()
  var regionsOfCell = CellMemo<[Region]>()
  var salutationOfCell = CellMemo<SalutationCell>()

  /// - Parameter keepsFindings: whether every finding is kept with its texts, or only counted.
  public init(plan: Plan, encoder: any RecordEncoder, keepsFindings: Bool) {
    self.plan = plan
    self.encoder = encoder
    log = FindingLog(keepsFindings: keepsFindings)
    contact = Contact(phoneCount: plan.phones.count)
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
      if let reason = contact.rejection {
        result.append(rejectedFor: reason)
      } else {
        result.append(fields, key: plan.identity.flatMap { contact.phones[$0].number?.key }, encoder: encoder)
      }
    }
    result.findings = log.findings
    result.counts = log.counts
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
    let isReason = contact.rejection == nil && (severity == .error || (plan.isStrict && severity == .warning))
    guard isReason || log.keepsFindings else { return }
    let finding = Finding(code: code, severity: severity, place: record.place(column: column), value: value(), detail: detail())
    log.keep(finding)
    if isReason { contact.rejection = finding }
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
    for column in plan.columns {
      let start = fields.bytes.count
      switch column.content {
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
      case .nothing: fields.append(EmptyCollection())
      }
      guard fields.bytes.count == start else { continue }
      noteMissing(column, of: record)
      if !column.defaultValue.isEmpty { fields.fillLast(with: column.defaultValue) }
    }
  }

  /// What the rules say about a column that has nothing in it. A number that could not be read has been noted with its own reason.
  private mutating func noteMissing(_ column: Plan.Column, of record: SourceRecord) {
    let severity: Severity
    switch column.whenMissing {
    case nil, .fix: return
    case .warn: severity = .warning
    case .reject, .abort: severity = .error
    }
    switch column.content {
    case .firstName: if contact.hasName { note(.firstNameMissing, severity: severity, about: record) }
    case .lastName: if contact.hasName { note(.lastNameMissing, severity: severity, about: record) }
    case .salutation: note(.salutationMissing, severity: severity, about: record)
    case .phoneNumber: if contact.rejection == nil { note(.phoneMissing, severity: severity, about: record) }
    case .callingCode, .extension, .name, .copy, .nothing:
      note(.valueMissing, severity: severity, about: record, detail: column.name)
    }
  }
}

internal import Bytes
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
  let steps: RecordSteps
  let repair: PhoneRepair
  private let encoder: any RecordEncoder
  var names = NameNormalizer()
  var log: FindingLog
  var window: ContactWindow
  /// The number that was read last.
  var found = ClassifiedNumber()
  private(set) var fields = FieldBuffer()
  /// The writer of the records where each is a line, and nobody asks for its fields one by one; nil where somebody does.
  private let lineWriter: RecordWriter?
  private let assistant: RuleAssistant
  let keysRejected: Bool
  /// How many records are cleaned side by side.
  private static let widest = 64
  /// Nil where nobody asks for it.
  private var changes: ChangeRecorder?
  private let needsFacts: Bool
  /// What tells people apart, in a run that looks for them.
  private let people: PersonColumns?
  var countryOfCell = CellMemo<CountryCell>(empty: CountryCell())
  var callingCodeOfCell = CellMemo<CountryCell>(empty: CountryCell())
  var salutationOfCell = CellMemo<SalutationCell>(empty: .empty)
  /// Nil for lists without what they are about.
  var addressMemo: AddressMemo?
  var labelMemo: LabelMemo?

  /// - Parameters:
  ///   - keepsFindings: whether every finding is kept with its texts, or only counted.
  ///   - keysRejected: whether a rejected record keeps what identifies it.
  ///   - people: what tells people apart, when matching is to be told of each record.
  ///   - observation: what is told of each record beyond that.
  public init(
    plan: Plan, encoder: any RecordEncoder, keepsFindings: Bool, keysRejected: Bool = false, people: PersonColumns? = nil,
    observation: Observation = Observation()
  ) {
    changes = observation.isNeeded ? ChangeRecorder(plan: plan, style: observation.changes) : nil
    self.keysRejected = keysRejected
    needsFacts = plan.needsFacts
    self.people = people
    self.plan = plan
    steps = RecordSteps(plan)
    repair = PhoneRepair(metadata: plan.metadata)
    self.encoder = encoder
    log = FindingLog(keepsFindings: keepsFindings, limit: observation.findingsPerCode, keepsNotes: observation.changes != nil)
    // Where somebody reads what was noticed, record by record, each record is finished before the next.
    let tellsRecords = keepsFindings || observation.isNeeded
    lineWriter = observation.isNeeded || people != nil ? nil : steps.lineWriter(of: encoder, for: plan)
    window = ContactWindow(capacity: tellsRecords ? 1 : Self.widest, phoneCount: plan.phones.count)
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
    let view = BatchFields(batch)
    var nextReaderFinding = batch.findings.firstIndex { $0.recordIndex >= records.lowerBound } ?? batch.findings.count
    var start = records.lowerBound
    while start < records.upperBound {
      let end = min(start + window.capacity, records.upperBound)
      for index in start..<end {
        window.move(to: index - start)
        window.contact.removeAll()
        log.beginRecord()
        let record = sourceRecord(index, of: batch, view, records, firstRowNumber)
        while nextReaderFinding < batch.findings.count, batch.findings[nextReaderFinding].recordIndex <= index {
          note(batch.findings[nextReaderFinding], about: record)
          nextReaderFinding += 1
        }
        if record.fieldCount != steps.fieldCount { noteShape(of: record) }
        if let column = overlongCell(of: record) { refuse(column, of: record) } else { readPhones(of: record) }
      }
      for index in start..<end {
        window.move(to: index - start)
        let record = sourceRecord(index, of: batch, view, records, firstRowNumber)
        if !window.contact.isUnread { readNames(of: record) }
        finish(record, into: &result)
      }
      start = end
    }
    result.findings = log.findings
    result.counts = log.counts
  }

  @inline(__always)
  @_lifetime(copy view)
  private func sourceRecord(
    _ index: Int, of batch: borrowing RecordBatch, _ view: BatchFields, _ records: Range<Int>, _ firstRowNumber: Int
  ) -> SourceRecord {
    SourceRecord(view.record(index), rowNumber: firstRowNumber + index - records.lowerBound, lineNumber: batch.lineNumber(ofRecord: index))
  }

  /// Writes a record down whose contact is clean.
  private mutating func finish(_ record: SourceRecord, into result: inout NormalizedBatch) {
    guard let lineWriter, !window.contact.isUnread else { return finishByFields(record, into: &result) }
    // Asked first: a reason is copied to be looked at.
    if window.contact.isRejected, let reason = window.contact.rejection {
      for index in steps.columns.indices where window.contact.text(of: steps.columns[index], in: record).isEmpty {
        noteMissing(index, of: record)
      }
      return finish(record, rejectedFor: reason, into: &result)
    }
    let line = result.write(&window.contact, columns: steps.columns.span, of: record, fillers: steps.texts.span, by: lineWriter)
    var missing = line.blanks & steps.demandedColumns
    while missing != 0 {
      noteMissing(missing.trailingZeroBitCount, of: record)
      missing &= missing &- 1
    }
    if window.contact.isRejected, let reason = window.contact.rejection { return finish(record, rejectedFor: reason, into: &result) }
    result.append(line, key: key)
    if needsFacts { describe(record, to: &result.facts) }
  }

  /// The same for a record that is rejected, where nobody asks for its fields.
  private mutating func finish(_ record: SourceRecord, rejectedFor reason: Finding, into result: inout NormalizedBatch) {
    if window.contact.isAborting, result.abortion == nil { result.abortion = window.contact.abortion }
    result.append(rejectedFor: reason, key: keysRejected ? key : nil, uniqueColumns: steps.uniqueColumns)
    if needsFacts { describe(record, to: &result.facts) }
  }

  /// The same for a record of which more is asked than its line.
  private mutating func finishByFields(_ record: SourceRecord, into result: inout NormalizedBatch) {
    fields.removeAll()
    if window.contact.isUnread {
      for _ in steps.columns { fields.append(Span()) }
    } else {
      fillColumns(of: record)
      if steps.hasWork { runRules(on: record) }
    }
    if window.contact.isAborting, result.abortion == nil { result.abortion = window.contact.abortion }
    if let reason = window.contact.rejection {
      result.append(rejectedFor: reason, key: keysRejected ? key : nil, uniqueColumns: steps.uniqueColumns)
    } else {
      result.append(fields, key: key, uniqueColumns: steps.uniqueColumns, encoder: encoder)
      if let people { describe(record, by: people, to: &result.people) }
    }
    if changes != nil { observe(record, into: &result.observed) }
    if needsFacts { describe(record, to: &result.facts) }
    if people != nil { result.people.endRecord() }
  }

  /// Tells what changed in a record, and what its number is.
  @inline(never)
  private mutating func observe(_ record: SourceRecord, into observed: inout ObservedBatch) {
    if !window.contact.isRejected { changes?.compare(record, with: fields, notes: log.notes, into: &observed) }
    observed.endRecord(window.contact.observedNumber(plan.metadata))
  }

  /// What identifies the record.
  @inline(__always)
  private var key: IdentityKey? {
    if let phone = steps.identityPhone { return window.contact.phones[phone].key }
    return steps.identityColumns.isEmpty ? nil : fields.key(of: steps.identityColumns)
  }

  /// Notes something about a record; an error is the reason for its rejection unless it has one already.
  ///
  /// - Parameter severity: how much it matters, where a rule says otherwise than the code.
  @inline(__always)
  mutating func note(
    _ code: FindingCode, severity: Severity? = nil, about record: SourceRecord, column: Int? = nil,
    value: @autoclosure () -> String = "", detail: @autoclosure () -> String = ""
  ) {
    log.count(code, isLessened: severity == .warning && code.severity == .error, column: column)
    let severity = severity ?? code.severity
    guard log.keeps(code) || rejects(severity) else { return }
    let name = column.flatMap { $0 < plan.header.count ? plan.header[$0] : nil }
    keep(Finding(code: code, severity: severity, place: record.place(column: name), value: value(), detail: detail()))
  }

  /// Notes what was repaired in a column, which costs no record.
  ///
  /// - Parameter result: what it came to, as text; asked for only where that is told.
  @inline(__always)
  mutating func noteRepair(_ code: FindingCode, in column: Int, of record: SourceRecord, result: (borrowing Normalizer) -> String) {
    guard log.keeps(code) else { return log.count(code, column: column) }
    let result = result(self)
    note(code, about: record, column: column, value: record.string(ofColumn: column), detail: result)
  }

  /// Whether a finding of this severity is what the record is rejected for.
  @inline(__always)
  private func rejects(_ severity: Severity) -> Bool {
    (severity == .error || severity == .warning && plan.isStrict) && !window.contact.isRejected
  }

  private mutating func keep(_ finding: Finding) {
    log.keep(finding)
    if rejects(finding.severity) { window.contact.reject(finding) }
  }

  private mutating func note(_ finding: ReaderFinding, about record: SourceRecord) {
    note(
      FindingCode(finding.code), about: record, column: finding.columnIndex, value: record.string(ofColumn: finding.columnIndex),
      detail: "line \(finding.lineNumber)")
  }

  /// Notes that a record has another number of fields than the header. One with fewer is padded; one with more is refused when there is
  /// something in what is left over.
  private mutating func noteShape(of record: SourceRecord) {
    let expected = steps.fieldCount
    let found = record.fieldCount
    if found < expected {
      note(.tooFewFields, about: record, detail: "\(found) of \(expected) fields")
    } else if (expected..<found).contains(where: { !record.isBlank($0) }) {
      note(.tooManyFields, about: record, detail: "\(found) fields where the header has \(expected)")
    }
  }

  /// The most bytes of a cell that is read as a name, a number or a country. Folding, casing and repairing take many times a cell's size
  /// in memory, and what is longer is neither.
  private static var longestCell: Int { 4096 }

  /// A column with a cell that is too long to be read.
  @inline(__always)
  private func overlongCell(of record: SourceRecord) -> Int? {
    // No cell is longer than the record.
    record.fields.byteCount > Self.longestCell ? steps.readColumns.first { record.cell($0).count > Self.longestCell } : nil
  }

  /// Refuses a record for a cell that is not read. Nothing else of it is: it is set aside as it stands.
  @inline(never)
  private mutating func refuse(_ column: Int, of record: SourceRecord) {
    note(
      .valueTooLong, about: record, column: column, value: record.string(ofColumn: column), detail: "\(record.cell(column).count) bytes")
    window.contact.isUnread = true
  }

  private mutating func fillColumns(of record: SourceRecord) {
    for index in steps.columns.indices {
      var text = window.contact.text(of: steps.columns[index], in: record)
      if let name = steps.columns[index].name { text = readName(in: name.source, of: record, kind: name.kind, into: .other) }
      // Rules that edit values decide what is missing when they have done so.
      if text.isEmpty, !steps.hasWork {
        text = steps.columns[index].filler
        noteMissing(index, of: record)
      }
      window.append(text, of: record, fillers: steps.texts, to: &fields)
    }
  }

  /// Does what the rules ask for beyond cleaning.
  private mutating func runRules(on record: SourceRecord) {
    guard let work = plan.work else { return }
    var values = fields.strings
    for violation in work.rules.apply(to: &values, abilities: assistant) {
      if violation.kind == .missing, let column = violation.column, violation.severity != .fix {
        noteMissing(column, of: record)
        continue
      }
      let value = violation.mended?.before ?? violation.column.map { values[$0] } ?? ""
      let finding = Finding(
        code: .checkFailed, severity: Severity(violation.severity),
        place: record.place(column: violation.column.map { plan.columns[$0].name }), value: value,
        detail: violation.message ?? violation.kind.detail)
      log.count(finding.code, column: violation.column, isOfOutput: true)
      keep(finding)
      if violation.severity == .abort { window.contact.abort(finding) }
    }
    fields.strings = values
  }

  /// What the rules say about a column that has nothing in it. A number that could not be read has been noted with its own reason.
  private mutating func noteMissing(_ index: Int, of record: SourceRecord) {
    guard let reaction = steps.columns[index].whenMissing, reaction != .fix else { return }
    switch plan.columns[index].content {
    // A record without any name has been noted as that, or may be without one.
    case .firstName: if window.contact.hasName || reaction == .abort { note(.firstNameMissing, reaction, about: record) }
    case .lastName: if window.contact.hasName || reaction == .abort { note(.lastNameMissing, reaction, about: record) }
    case .salutation: note(.salutationMissing, reaction, about: record)
    case .phoneNumber: if !window.contact.isRejected || reaction == .abort { note(.phoneMissing, reaction, about: record) }
    case .callingCode, .extension, .name, .copy, .nothing:
      let name = plan.columns[index].name
      note(.valueMissing, reaction, about: record, detail: name)
    }
  }

  /// Notes something with what the rules make of it; what aborts is handed on with the batch, and with its own reason.
  mutating func note(_ code: FindingCode, _ reaction: Rules.Severity, about record: SourceRecord, detail: @autoclosure () -> String = "") {
    note(code, severity: Severity(reaction), about: record, detail: detail())
    if reaction == .abort { window.contact.abort(window.contact.rejection) }
  }
}

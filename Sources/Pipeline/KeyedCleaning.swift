internal import Bytes
public import CSV
internal import Duplicates

/// Cleans a part of a list and leaves it to somebody else which of the records with one key stays: what a worker does where several
/// have a part each. `KeyedSettling` decides, once the records of a key are together.
///
/// Writes a `RecordLine` for every record, in their order: its number, its line, the code and the sentence of what keeps it from going out
/// (both empty when nothing does), its key as 32 hexadecimal digits (empty when it has none, and is nobody's duplicate), what deciding asks
/// of it, for `KeyedSettling` alone, and where it may go out and people are sought what tells them apart (`PersonCell`); then the cells of
/// the cleaned record, unless something keeps it from going out, and those of the source. The last line has 0 for the record's number,
/// `sums` for the code and the part's `Tally` as JSON for the sentence; where it is missing, the part is not whole.
public struct KeyedCleaning: Sendable {
  private let plan: Plan
  private let maxRejects: Int?
  private let present: PresentContacts
  private let people: PersonColumns?
  private let phrase: @Sendable (Finding) -> String

  /// - Parameters:
  ///   - maxRejects: More rejected records than this end the run; nil for no limit.
  ///   - present: contacts that the target has already.
  ///   - people: what tells people apart, where they are sought among the records of all parts.
  ///   - phrase: turns a reason into a sentence.
  public init(
    plan: Plan, maxRejects: Int?, present: PresentContacts, people: PersonColumns? = nil,
    phrase: @escaping @Sendable (Finding) -> String
  ) {
    self.plan = plan
    self.maxRejects = maxRejects
    self.present = present
    self.people = people
    self.phrase = phrase
  }

  /// The columns of the output of which no value may stand in two records. Which record has a value first cannot be told from a part.
  public var unanswerableColumns: [String] { plan.uniqueColumns.map { plan.columns[$0].name } }

  /// Whether a survivor's blanks are to be filled from the records that it stands for, which nobody does to lines.
  public var merges: Bool { plan.choice.merges }

  /// Runs to the end of the part.
  public func run<Source: ByteSource & ~Copyable, Output: ByteSink & ~Copyable>(
    _ list: consuming ListReader<Source>, to output: consuming Output
  ) throws(RunError) -> Tally {
    var reading = ListPass(dialect: list.detection.dialect)
    var normalizer = Normalizer(
      plan: plan, encoder: LineEncoder(columns: plan.columns.map(\.name)), keepsFindings: false, people: people)
    var normalized = NormalizedBatch()
    var tally = Tally()
    var lines: [UInt8] = []
    let droppedCells = plan.header.starts(with: ReasonColumn.names) ? ReasonColumn.names.count : 0
    while try Self.next(&reading, of: &list) {
      normalizer.normalize(reading.batch, records: reading.records, firstRowNumber: reading.firstRowNumber, into: &normalized)
      lines.removeAll(keepingCapacity: true)
      var rejections = normalized.rejections[...]
      for index in 0..<normalized.count {
        let record = reading.records.lowerBound + index
        if let rejection = rejections.first, rejection.index == index {
          rejections.removeFirst()
          tally.count(.rejected(rejection.reason.code))
          append(rejection.reason, record: record, of: reading.batch, from: droppedCells, to: &lines)
        } else {
          tally.count(
            try append(
              index, of: normalized, row: reading.firstRowNumber + index, record: record, of: reading.batch, from: droppedCells,
              to: &lines))
        }
      }
      tally.count(normalized.counts)
      do { try output.write(lines) } catch { throw .output(error) }
      if let reason = normalized.abortion { throw .aborted(reason) }
      if let maxRejects, tally.rejected > maxRejects { throw .tooManyRejects(limit: maxRejects) }
    }
    lines.removeAll(keepingCapacity: true)
    appendSums(tally, to: &lines)
    do throws(OutputError) {
      try output.write(lines)
      try output.commit()
    } catch {
      throw .output(error)
    }
    return tally
  }

  private static func next<Source: ByteSource & ~Copyable>(
    _ reading: inout ListPass, of list: inout ListReader<Source>
  ) throws(RunError) -> Bool {
    do { return try reading.next(of: &list) } catch { throw .input(error) }
  }

  /// Appends a record that something keeps from going out.
  private func append(_ reason: Finding, record: Int, of batch: RecordBatch, from firstCell: Int, to lines: inout [UInt8]) {
    var line = RecordLine()
    line.append(reason.place.rowNumber, to: &lines)
    line.append(reason.place.lineNumber, to: &lines)
    line.append(reason.code.name, to: &lines)
    line.append(phrase(reason), to: &lines)
    for _ in 0..<3 { line.append("", to: &lines) }
    append(record, of: batch, from: firstCell, to: &lines, in: &line)
  }

  private func append(_ record: Int, of batch: RecordBatch, from firstCell: Int, to lines: inout [UInt8], in line: inout RecordLine) {
    let bytes = batch.bytes.span
    for field in min(firstCell, batch.fieldCount(ofRecord: record))..<batch.fieldCount(ofRecord: record) {
      line.append(bytes.extracting(batch.range(ofField: field, inRecord: record)), to: &lines)
    }
    line.end(in: &lines)
  }

  /// Appends a record that was not rejected, and returns what becomes of it as far as this part can tell.
  private func append(
    _ index: Int, of normalized: borrowing NormalizedBatch, row: Int, record: Int, of batch: RecordBatch, from firstCell: Int,
    to lines: inout [UInt8]
  ) throws(RunError) -> Outcome {
    let place = Place(rowNumber: row, lineNumber: batch.lineNumber(ofRecord: record))
    let key = normalized.keys[index]
    if let key, !present.isEmpty, let there = try present.encounter(key, index, of: normalized.facts, comparesNames: plan.comparesNames) {
      let fate = there.isSamePerson ? Fate.alreadyThere(there.place) : .sharedWithTarget(there.place)
      append(fate.finding(at: place, repeatCode: .sameNumber), record: record, of: batch, from: firstCell, to: &lines)
      return fate.outcome
    }
    var line = RecordLine()
    line.append(row, to: &lines)
    line.append(place.lineNumber, to: &lines)
    line.append("", to: &lines)
    line.append("", to: &lines)
    if let key { line.append(key, to: &lines) } else { line.append("", to: &lines) }
    let facts = plan.needsFacts && key != nil ? normalized.facts.encoded(index) : []
    line.append(facts.span, to: &lines)
    let date = DateReading.seconds(inColumn: plan.choice.newestColumn, ofRecord: record, in: batch, order: plan.dateOrder)
    let person = people == nil ? [] : PersonCell.bytes(of: index, in: normalized.people, date: date)
    line.append(person.span, to: &lines)
    line.append(cells: normalized[normalized.outputRange(ofRecord: index).dropLast()], to: &lines)
    append(record, of: batch, from: firstCell, to: &lines, in: &line)
    return .written
  }

  private func appendSums(_ tally: Tally, to lines: inout [UInt8]) {
    var line = RecordLine()
    line.append(0, to: &lines)
    line.append(0, to: &lines)
    line.append("sums", to: &lines)
    line.append(tally.json, to: &lines)
    for _ in 0..<3 { line.append("", to: &lines) }
    line.end(in: &lines)
  }
}

extension Tally {
  /// The counts as JSON on one line. `written` counts what nothing but another record of the list can still keep from going out.
  fileprivate var json: String {
    func members(_ counts: FindingCounts) -> String {
      counts.noticed.map { "\($0.code.name.jsonString):\($0.count)" }.joined(separator: ",")
    }
    return
      "{\"read\":\(read),\"written\":\(written),\"rejected\":\(rejected),\"duplicates\":\(duplicates),\"alreadyThere\":\(duplicateReasons[.alreadyThere]),"
      + "\"reasons\":{\(members(reasons))},\"findings\":{\(members(findings))}}"
  }
}

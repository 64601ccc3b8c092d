internal import Duplicates

/// Makes one record of several that are one person's.
///
/// Takes the lines of `KeyedSettling` for the records that are made one, each behind the number of the first of them; those of one person
/// behind one another. Hands the lines out as they were, without what tells people apart: the survivor's with its blanks filled, the
/// others' as duplicates of it.
public struct PeopleMerging {
  private struct Record {
    let line: MatchingLine
    let number: Int
    let lineNumber: Int
    let fields: [[UInt8]]
    let date: Int?
  }

  private let plan: Plan
  private let phrase: @Sendable (Finding) -> String
  private var person: [UInt8] = []
  private var records: [Record] = []

  /// - Parameters:
  ///   - decisions: what the workers cleaned by: it says which record stays.
  ///   - phrase: turns a reason into a sentence.
  public init(_ decisions: ListDecisions, phrase: @escaping @Sendable (Finding) -> String) {
    plan = Plan(decisions, isStrict: false)
    self.phrase = phrase
  }

  /// Takes a line without its line feed and appends to `output`.
  ///
  /// - Returns: false for any other line, and for that of a record that does not go out.
  public mutating func add(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) -> Bool {
    let line = MatchingLine(line)
    guard line.cells.count >= 7 + plan.columns.count, let number = line.number(1), let lineNumber = line.number(2), line.cells[3].isEmpty,
      let person = PersonCell(line.cells[6])
    else { return false }
    if self.person != Array(line.cells[0]) {
      end(to: &output)
      self.person = Array(line.cells[0])
    }
    let fields = line.cells[7..<7 + plan.columns.count].map(RecordLine.unescaped)
    records.append(Record(line: line, number: number, lineNumber: lineNumber, fields: fields, date: person.date))
    return true
  }

  /// Decides about the last person.
  public mutating func end(to output: inout [UInt8]) {
    let members = records.map { record in
      PersonMerge.Member(
        rowNumber: record.number, fields: record.fields.map { String(decoding: $0, as: UTF8.self) }, date: record.date)
    }
    guard let merge = PersonMerge(members, plan: plan) else { return }
    for record in records {
      if record.number == merge.survivor {
        write(record, fields: merge.fields, to: &output)
      } else {
        write(record, duplicateOf: merge.survivor, to: &output)
      }
    }
    records.removeAll(keepingCapacity: true)
  }

  private func write(_ record: Record, fields: [String]?, to output: inout [UInt8]) {
    var line = RecordLine()
    line.append(record.number, to: &output)
    line.append(record.lineNumber, to: &output)
    for _ in 0..<4 { line.append("", to: &output) }
    if let fields {
      for field in fields { line.append(field, to: &output) }
    } else {
      for field in record.fields { line.append(field.span, to: &output) }
    }
    line.end(in: &output)
  }

  private func write(_ record: Record, duplicateOf survivor: Int, to output: inout [UInt8]) {
    let fate = Fate.samePerson(as: survivor)
    let finding = fate.finding(at: Place(rowNumber: record.number, lineNumber: record.lineNumber), repeatCode: .samePerson)
    var line = RecordLine()
    line.append(record.number, to: &output)
    line.append(record.lineNumber, to: &output)
    line.append(finding.code.name, to: &output)
    line.append(phrase(finding), to: &output)
    line.append(survivor, to: &output)
    line.append("", to: &output)
    for cell in record.line.cells[(7 + plan.columns.count)...] { line.append(cells: cell, to: &output) }
    line.end(in: &output)
  }
}

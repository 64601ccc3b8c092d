internal import CSV
internal import Duplicates

/// Which records of a list are made one: who stands for whom, and what the survivors are written as.
public struct PersonMerges: Sendable {
  private var survivors: [Int: Int] = [:]
  private var replacements: [Int: [UInt8]] = [:]
  private var mergedFields: [Int: [String]] = [:]

  /// Nobody is merged.
  public init() {}

  public var isEmpty: Bool { survivors.isEmpty }

  /// The row number of the record that stands for one; nil for a record that is not merged into another.
  func survivor(for rowNumber: Int) -> Int? { survivors[rowNumber] }

  /// The row numbers of the records that are merged into one, ascending. Costs a look at every merged record.
  func records(mergedInto rowNumber: Int) -> [Int] { survivors.filter { $0.value == rowNumber }.keys.sorted() }

  /// What a survivor is written as; nil where nothing was filled in.
  func replacement(for rowNumber: Int) -> [UInt8]? { replacements[rowNumber] }

  /// The fields of what a survivor is written as; nil where nothing was filled in.
  func fields(for rowNumber: Int) -> [String]? { mergedFields[rowNumber] }

  /// Works out the survivors of some groups, whose blanks are filled from the others.
  ///
  /// Reads the list again and cleans only the records that are meant.
  ///
  /// - Parameters:
  ///   - groups: row numbers (1-based) of records that are one person.
  ///   - plan: how the list is cleaned, and which record of a group stays.
  ///   - encoder: what the survivors are written by.
  init<Source: ByteSource & ~Copyable>(
    of groups: [[Int]], in list: consuming ListReader<Source>, plan: Plan, encoder: any RecordEncoder
  ) throws(InputError) {
    let wanted = Set(groups.joined())
    guard !wanted.isEmpty else { return }
    let (fields, dates) = try Self.fields(of: wanted, in: list, plan: plan)
    for group in groups {
      let members = group.compactMap { row in fields[row].map { PersonMerge.Member(rowNumber: row, fields: $0, date: dates[row]) } }
      guard let merge = PersonMerge(members, plan: plan) else { continue }
      for member in members where member.rowNumber != merge.survivor { survivors[member.rowNumber] = merge.survivor }
      guard let fields = merge.fields else { continue }
      var buffer = FieldBuffer()
      for field in fields { buffer.append(field.utf8) }
      var bytes: [UInt8] = []
      encoder.append(buffer, to: &bytes)
      replacements[merge.survivor] = bytes
      mergedFields[merge.survivor] = fields
    }
  }

  /// The cleaned fields of some records, and their dates where the newest stays.
  private static func fields<Source: ByteSource & ~Copyable>(
    of rows: Set<Int>, in list: consuming ListReader<Source>, plan: Plan
  ) throws(InputError) -> (fields: [Int: [String]], dates: [Int: Int]) {
    var reading = ListPass(dialect: list.detection.dialect)
    var normalizer = Normalizer(plan: plan, encoder: FieldKeeper(), keepsFindings: false)
    var normalized = NormalizedBatch()
    var fields: [Int: [String]] = [:]
    var dates: [Int: Int] = [:]
    while try reading.next(of: &list) {
      for record in reading.records {
        let row = reading.rowNumber(of: record)
        guard rows.contains(row) else { continue }
        normalizer.normalize(reading.batch, records: record..<record + 1, firstRowNumber: row, into: &normalized)
        fields[row] = FieldKeeper.fields(in: normalized[normalized.outputRange(ofRecord: 0)])
        dates[row] = DateReading.seconds(
          inColumn: plan.choice.newestColumn, ofRecord: record, in: reading.batch, order: plan.dateOrder)
      }
    }
    return (fields, dates)
  }
}

/// Keeps a record's fields as they are, so that they can be had back.
private struct FieldKeeper: RecordEncoder {
  var opening: [UInt8] { [] }
  var separator: [UInt8] { [] }
  var closing: [UInt8] { [] }

  func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) {
    for index in 0..<fields.count {
      // Eight bits of a count at a time, the lowest first.
      let count = UInt64(fields.range(of: index).count)
      for shift in stride(from: 0, to: 64, by: 8) { output.append(UInt8(truncatingIfNeeded: count >> UInt64(shift))) }
      unsafe fields[index].withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
    }
  }

  static func fields(in output: Span<UInt8>) -> [String] {
    var fields: [String] = []
    var start = 0
    while start + 8 <= output.count {
      var count = 0
      for place in 0..<8 { count |= Int(output[start + place]) << (place * 8) }
      start += 8
      fields.append(String(decoding: output.extracting(start..<start + count)))
      start += count
    }
    return fields
  }
}

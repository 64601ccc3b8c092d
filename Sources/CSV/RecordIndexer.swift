internal import CScan

/// Finds the records and fields of a run of bytes: strict ones by the structural scan, all others by the exact automaton.
struct RecordIndexer: ~Copyable {
  private let scanner: RecordScanner
  private let structure: cscan_dialect?
  var dialect: Dialect { scanner.dialect }
  private let kernel: ScanKernel
  private var lists = ScanLists()
  private var shape = RecordShape()
  /// No record of the structural scan is longer: what a limit could stop is for the exact automaton.
  private let strictLimit: Int
  private let fieldLimit: Int

  init(dialect: Dialect, limits: ReaderLimits, kernel: ScanKernel = .best) {
    scanner = RecordScanner(dialect: dialect, limits: limits)
    structure = dialect.structure
    self.kernel = kernel
    strictLimit = min(limits.fieldBytes, limits.recordBytes)
    fieldLimit = limits.fieldCount
  }

  /// How far an index reaches.
  struct Reach {
    /// Everything before this place is in the batch, or is no record.
    var end = 0
    /// The line ends up to there.
    var lines = 0
  }

  private enum Step {
    case goOn, needsExact, needsMore
  }

  /// Appends the whole records that `bytes` begins with, at most up to `maxRecords` in the batch, with all places counted from the
  /// first of the bytes. They are not in the batch's buffer yet, and bytes to drop are still in them.
  ///
  /// - Parameters:
  ///   - lookahead: The number of bytes at the end that are only looked at. The record before them is one that was cut.
  ///   - size: About how many bytes to go for, where there are more.
  mutating func index(
    _ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool, lookahead: Int = 0, size: Int, maxRecords: Int, into batch: inout RecordBatch
  ) -> Reach {
    var reach = Reach()
    shape.quotes = QuoteMemory()
    while reach.end < min(bytes.count - lookahead, size), batch.count < maxRecords {
      var step = Step.needsExact
      if let structure { step = unsafe indexStrict(bytes, structure, isFinal, size, maxRecords, &reach, &batch) }
      if case .needsExact = step, reach.end < bytes.count - lookahead, batch.count < maxRecords {
        step = unsafe indexExact(bytes, isFinal, &reach, &batch)
      }
      if case .needsMore = step { break }
    }
    return reach
  }

  // MARK: Strict records

  /// The most entries of a list that one record alone makes longer.
  private static let longestList = 1 << 20

  private mutating func indexStrict(
    _ bytes: UnsafeBufferPointer<UInt8>, _ structure: cscan_dialect, _ isFinal: Bool, _ size: Int, _ maxRecords: Int,
    _ reach: inout Reach,
    _ batch: inout RecordBatch
  ) -> Step {
    let slack = cscan_slack
    let start = reach.end
    // Room for a field in each sixteen bytes; where there are more the scan stops, and the room is doubled.
    batch.reserveFields(max(2 * slack, min(bytes.count - start, 1 << 20) / 16 + slack))
    let wanted = maxRecords - batch.count
    // Where a long look ahead has filled the buffer, a batch is still no larger than any other.
    let window = min(bytes.count, start + max(size - start, size / 2))
    let room = min(wanted, lists.records.capacity) + slack
    var scan = unsafe batch.scan(
      UnsafeBufferPointer(rebasing: bytes[..<window]), from: start, isFinal: isFinal && window == bytes.count, structure, kernel, lists,
      recordRoom: room)
    if scan.records == 0, scan.stop == cscan_stop_end, window < bytes.count {
      scan = unsafe batch.scan(bytes, from: start, isFinal: isFinal, structure, kernel, lists, recordRoom: room)
    }
    let isStopped = unsafe take(scan, from: bytes, wanted, &reach, &batch)
    if isStopped { return .needsExact }
    switch scan.stop {
    case cscan_stop_malformed: return .needsExact
    case cscan_stop_full:
      if reach.end == start {
        // One record alone: what is beyond its limit makes no fields, and of a million quotes or lines in it no list is made.
        if scan.fields - batch.fieldTotal > fieldLimit || scan.listed > Self.longestList { return .needsExact }
        lists.grow(after: scan)
        if batch.starts.count - scan.fields < 2 * slack { batch.reserveFields(batch.starts.count) }
      }
      return .goOn
    default:
      if reach.end > start, window < bytes.count { return .goOn }
      let rest = bytes.count - reach.end
      return isFinal || rest > scanner.limits.recordBytes ? .needsExact : .needsMore
    }
  }

  /// Takes the records of a scan over into the batch.
  ///
  /// - Returns: Whether a record stopped it that is longer than a limit.
  private mutating func take(
    _ scan: RecordBatch.Scan, from bytes: UnsafeBufferPointer<UInt8>, _ wanted: Int, _ reach: inout Reach, _ batch: inout RecordBatch
  ) -> Bool {
    var isStopped = false
    var count = batch.count
    let target = wanted < scan.records ? count + wanted : count + scan.records
    batch.reserveRecords(target - count)
    var blankLines = 0
    var field = batch.fieldTotal
    var innerLine = 0
    var end = reach.end
    var lines = reach.lines
    let (limit, fieldLimit) = (strictLimit, fieldLimit)
    var records: [RecordBatch.Record] = []
    swap(&records, &batch.records)
    unsafe batch.starts.withUnsafeBufferPointer { starts in
      unsafe batch.ends.withUnsafeMutableBufferPointer { ends in
        unsafe records.withUnsafeMutableBufferPointer { records in
          var index = 0
          while index < scan.records, count < target {
            let next = unsafe Int(lists.records.start[index])
            let start = unsafe Int(starts[field])
            let lineEnd = unsafe Int(ends[next - 1])
            var contentEnd = lineEnd
            if scan.hasCR, unsafe lineEnd > Int(starts[next - 1]) && bytes[lineEnd] == 0x0A && bytes[lineEnd - 1] == 0x0D {
              contentEnd -= 1
              unsafe ends[next - 1] = UInt32(truncatingIfNeeded: contentEnd)
            }
            if contentEnd - start > limit || next - field > fieldLimit {
              isStopped = true
              break
            }
            if contentEnd == start, next - field == 1 {
              blankLines += 1
            } else {
              unsafe records[count] = RecordBatch.Record(
                firstField: UInt32(truncatingIfNeeded: field), fieldCount: UInt32(truncatingIfNeeded: next - field),
                line: UInt32(truncatingIfNeeded: lines), start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: lineEnd + 1))
              count += 1
            }
            while innerLine < scan.innerLines, unsafe Int(lists.innerLines.start[innerLine]) < lineEnd {
              innerLine += 1
              lines += 1
            }
            lines += 1
            field = next
            end = lineEnd + 1
            index += 1
          }
        }
      }
    }
    swap(&records, &batch.records)
    batch.count = count
    batch.blankLineCount += blankLines
    batch.fieldTotal = field
    reach.end = end
    reach.lines = lines
    unsafe batch.unwrapQuoted(
      UnsafeBufferPointer(start: lists.quoted.start, count: scan.quoted),
      UnsafeBufferPointer(start: lists.doubled.start, count: scan.doubled))
    return isStopped
  }

  // MARK: All other records

  private mutating func indexExact(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isFinal: Bool, _ reach: inout Reach, _ batch: inout RecordBatch
  ) -> Step {
    let start = reach.end
    let outcome = unsafe scanner.scan(bytes, from: start, isFinal: isFinal, into: &shape)
    switch outcome {
    case .needsMore: return .needsMore
    case .blank: batch.blankLineCount += 1
    case .comment: break
    case .record:
      unsafe batch.append(shape, of: bytes, from: start, line: reach.lines, fieldLimit: scanner.limits.fieldBytes)
      RecordBatch.empty(&shape.drops)
    }
    reach.end = shape.end
    reach.lines += shape.lines
    return .goOn
  }
}

extension RecordBatch {
  /// What a structural scan appended to the lists.
  struct Scan {
    var stop = cscan_stop_end
    /// With those that were there before.
    var fields = 0
    var records = 0
    var quoted = 0
    var doubled = 0
    var innerLines = 0
    var hasCR = false

    /// The length of the longest list beside the fields.
    var listed: Int { max(records, quoted, doubled, innerLines) }
  }

  /// Scans from `start` on; the fields go behind the batch's own, uncounted yet.
  fileprivate mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, _ structure: cscan_dialect, _ kernel: ScanKernel,
    _ lists: borrowing ScanLists, recordRoom: Int
  ) -> Scan {
    var scan = Scan()
    guard let base = bytes.baseAddress else { return scan }
    var starts: [UInt32] = []
    swap(&starts, &self.starts)
    let records = unsafe lists.records.start, quoted = unsafe lists.quoted.start, doubled = unsafe lists.doubled.start
    let innerLines = unsafe lists.innerLines.start
    let room = (
      records: min(recordRoom, lists.records.capacity), quoted: lists.quoted.capacity, doubled: lists.doubled.capacity,
      innerLines: lists.innerLines.capacity
    )
    let fieldCapacity = starts.count - 1
    unsafe starts.withUnsafeMutableBufferPointer { starts in
      unsafe ends.withUnsafeMutableBufferPointer { ends in
        guard let starts = starts.baseAddress, let ends = ends.baseAddress else { return }
        var list = unsafe cscan_index(
          starts: starts, ends: ends, fieldCount: fieldTotal, fieldCapacity: fieldCapacity, records: records, recordCount: 0,
          recordCapacity: room.records, quoted: quoted, quotedCount: 0, quotedCapacity: room.quoted, doubled: doubled, doubledCount: 0,
          doubledCapacity: room.doubled, innerLines: innerLines, innerLineCount: 0, innerLineCapacity: room.innerLines, hasCR: false)
        scan.stop = unsafe cscan_index_records(kernel.raw, base, start, bytes.count, isFinal, structure, &list)
        unsafe scan.fields = list.fieldCount
        unsafe scan.records = list.recordCount
        unsafe scan.quoted = list.quotedCount
        unsafe scan.doubled = list.doubledCount
        unsafe scan.innerLines = list.innerLineCount
        unsafe scan.hasCR = list.hasCR
      }
    }
    swap(&starts, &self.starts)
    return scan
  }

  /// Leaves out the quotes around the fields in the list that count, and notes the second quotes in them.
  fileprivate mutating func unwrapQuoted(_ quoted: UnsafeBufferPointer<UInt32>, _ doubled: UnsafeBufferPointer<UInt32>) {
    let total = fieldTotal
    var drops: [Drop] = []
    swap(&drops, &self.drops)
    unsafe starts.withUnsafeMutableBufferPointer { starts in
      unsafe ends.withUnsafeMutableBufferPointer { ends in
        var next = 0
        for index in quoted.indices {
          let field = unsafe quoted[index]
          guard field < total else { break }
          let place = Int(field)
          unsafe starts[place] = (starts[place] + 1) | Self.quotedFlag
          let end = unsafe ends[place] - 1
          unsafe ends[place] = end
          while next < doubled.count, unsafe doubled[next] < end {
            unsafe drops.append(Drop(field: field, place: doubled[next]))
            next += 1
          }
        }
      }
    }
    swap(&drops, &self.drops)
  }

  /// Appends a record that the exact automaton read.
  fileprivate mutating func append(
    _ shape: RecordShape, of bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: Int, fieldLimit: Int
  ) {
    reserveFields(shape.fields.count)
    let firstField = fieldTotal
    for remark in shape.remarks {
      findings.append(
        ReaderFinding(
          code: remark.code, recordIndex: count, lineNumber: firstLine + line + remark.line, columnIndex: remark.column,
          byteOffset: firstOffset + remark.offset))
    }
    var drop = 0
    for (column, field) in shape.fields.enumerated() {
      let firstDrop = drop
      while drop < shape.drops.count, Int(shape.drops[drop]) < field.end { drop += 1 }
      var end = field.end
      if field.end - field.start - (drop - firstDrop) > fieldLimit {
        let skipped = shape.drops[firstDrop..<drop]
        end = unsafe bytes.characterBoundary(atOrBefore: cut(field.start, fieldLimit, skipped), skipping: skipped)
        findings.append(
          ReaderFinding(
            code: .overlongField, recordIndex: count, lineNumber: firstLine + line, columnIndex: column,
            byteOffset: firstOffset + end))
      }
      // Room for all of them at once: to grow by doubling takes three times as much.
      if drop - firstDrop > 1 << 16 { drops.reserveCapacity(drops.count + drop - firstDrop) }
      for place in shape.drops[firstDrop..<drop] where place < end { drops.append(Drop(field: UInt32(fieldTotal), place: place)) }
      starts[fieldTotal] = UInt32(field.start) | (field.isQuoted ? Self.quotedFlag : 0)
      ends[fieldTotal] = UInt32(end)
      fieldTotal += 1
    }
    if let place = shape.lineFeedAt { lineFeedAt = place }
    reserveRecords(1)
    records[count] = Record(
      firstField: UInt32(firstField), fieldCount: UInt32(shape.fields.count) | Self.exactFlag, line: UInt32(truncatingIfNeeded: line),
      start: UInt32(start),
      end: UInt32(shape.end))
    count += 1
  }

  /// The place of the first byte of a field's content that is beyond its limit, the bytes to drop not counted.
  private func cut(_ start: Int, _ limit: Int, _ drops: ArraySlice<UInt32>) -> Int {
    var end = start + limit
    for drop in drops where Int(drop) <= end { end += 1 }
    return end
  }
}

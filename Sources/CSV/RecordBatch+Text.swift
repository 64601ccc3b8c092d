internal import CScan

extension RecordBatch {
  /// Adds a finding for each field with a zero byte, where zero is no part of the dialect, and for each that is not UTF-8. Looks at all
  /// bytes, 64 at a time.
  mutating func noteIllFormedText(kernel: ScanKernel, dialect: Dialect) {
    guard fieldTotal > 0 else { return }
    let held = findings.count
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      let text = unsafe cscan_inspect(kernel.raw, base, bytes.count)
      if text.hasNUL, !dialect.uses(0) { unsafe noteNULs(bytes) }
      if !text.isASCII { unsafe noteIllFormedUTF8(bytes, kernel) }
    }
    guard findings.count > held else { return }
    // Both kinds came after the others, and a record's findings belong together.
    findings.sort { ($0.recordIndex, $0.columnIndex, $0.byteOffset) < ($1.recordIndex, $1.columnIndex, $1.byteOffset) }
  }

  private mutating func noteNULs(_ bytes: UnsafeBufferPointer<UInt8>) {
    var place = 0
    while place < bytes.count {
      if unsafe bytes[place] == 0, let end = note(.nul, at: place) { place = end } else { place += 1 }
    }
  }

  private mutating func noteIllFormedUTF8(_ bytes: UnsafeBufferPointer<UInt8>, _ kernel: ScanKernel) {
    guard let base = bytes.baseAddress else { return }
    var place = 0
    while true {
      place += unsafe cscan_valid_utf8(kernel.raw, base + place, bytes.count - place)
      guard place < bytes.count else { return }
      // Nothing more is said of the field; a sequence cannot reach beyond it, since what ends a field is ASCII. It can go on behind an
      // escape, which is not content.
      place = note(.invalidUTF8, at: place) ?? place + 1
    }
  }

  /// Notes something about the field that holds a place.
  ///
  /// - Returns: The field's end, or `nil` when the place is in no field's content.
  private mutating func note(_ code: ReaderFinding.Code, at place: Int) -> Int? {
    let field = lastField(atOrBefore: UInt32(place))
    let range = Int(starts[field] & ~Self.quotedFlag)..<Int(ends[field])
    guard range.contains(place) else { return nil }
    if code == .invalidUTF8, isTextWithoutDrops(field, in: range) { return range.upperBound }
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(records[middle].firstField) <= field { low = middle } else { high = middle }
    }
    let record = records[low]
    guard field >= Int(record.firstField), field < Int(record.firstField) + fieldCount(ofRecord: low) else { return nil }
    var line = Int(record.line)
    for index in Int(record.start)..<place where endsLine(index) { line += 1 }
    findings.append(
      ReaderFinding(
        code: code, recordIndex: low, lineNumber: firstLine + line, columnIndex: field - Int(record.firstField),
        byteOffset: firstOffset + place))
    return range.upperBound
  }

  /// Whether a field has bytes that are not content, and is UTF-8 without them.
  private func isTextWithoutDrops(_ field: Int, in range: Range<Int>) -> Bool {
    var (low, high) = (0, drops.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(drops[middle].field) < field { low = middle + 1 } else { high = middle }
    }
    guard low < drops.count, Int(drops[low].field) == field else { return false }
    var content: [UInt8] = []
    for place in range {
      if low < drops.count, Int(drops[low].place) == place { low += 1 } else { content.append(bytes[place]) }
    }
    return String(validating: content, as: UTF8.self) != nil
  }

  private func endsLine(_ index: Int) -> Bool {
    bytes[index] == 0x0A || bytes[index] == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
  }
}

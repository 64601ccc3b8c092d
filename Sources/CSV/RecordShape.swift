/// Where the parts of one record lie in the bytes it was read from. Reused from record to record.
struct RecordShape {
  struct Field {
    /// The text, quotes around it left out, bytes to drop still in it.
    var start: Int
    var end: Int
    var isQuoted: Bool
  }

  struct Remark {
    var code: ReaderFinding.Code
    var column: Int
    /// Line ends between the record's start and the place.
    var line: Int
    var offset: Int
  }

  var fields: [Field] = []
  /// The bytes inside of fields that are not content, ascending: the second of two quotes, an escape. Places are below 2³¹; a field of
  /// nothing but quotes has one for every two bytes.
  var drops: [UInt32] = []
  var remarks: [Remark] = []
  /// The place of an escape at the very end of the input. It stands for the line end that the input lacks.
  var lineFeedAt: Int?
  /// Whether the record's limit ended it, and not a line end.
  var isCut = false
  /// Where the next record begins.
  var end = 0
  /// The line ends up to there.
  var lines = 0
  /// Kept from record to record of one run of bytes.
  var quotes = QuoteMemory()

  mutating func removeAll() {
    fields.removeAll(keepingCapacity: true)
    RecordBatch.empty(&drops)
    remarks.removeAll(keepingCapacity: true)
    lineFeedAt = nil
    isCut = false
    lines = 0
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// A place, or the beginning of the character that it would cut. Bytes that are no character's are cut anywhere, so that what is left of
  /// them is as ill-formed as they were. There are at least four bytes before the place, those to drop not counted.
  ///
  /// - Parameter drops: The bytes that are not content, ascending: a character goes on behind them. The place is none of them.
  func characterBoundary(atOrBefore place: Int, skipping drops: ArraySlice<UInt32> = []) -> Int {
    guard place < count, unsafe self[place] & 0xC0 == 0x80 else { return place }
    var start = place
    for steps in 1...3 {
      repeat { start -= 1 } while drops.contains(UInt32(start))
      let byte = unsafe self[start]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > steps ? start : place
    }
    return place
  }
}

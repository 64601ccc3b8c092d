internal import CSV

/// A record that was written as a line, and is not counted in yet.
struct WrittenLine {
  let length: Int
  /// A bit for each column in which there was nothing, the first one's lowest.
  let blanks: UInt64

  /// The most columns that a line can tell about.
  static let mostColumns = 64
}

extension Contact {
  /// Writes the record as one line to the end of the output, each text copied once from where it stands.
  ///
  /// A way for most records of a plain list: where something in a text may have to stand in quotes the record has to be put together field by
  /// field.
  ///
  /// - Parameters:
  ///   - columns: those of the output, in order; at least two, and not more than `WrittenLine.mostColumns`.
  ///   - record: what the contact was read from.
  ///   - fillers: what is written where there is nothing, with `PaddedBytes.padding` bytes behind it.
  ///   - writer: whose lines they are.
  /// - Returns: nil where something may have to stand in quotes.
  @inline(__always)
  func write(
    columns: Span<RecordSteps.Column>, of record: SourceRecord, fillers: Span<UInt8>, by writer: RecordWriter, to output: inout PaddedBytes
  ) -> WrittenLine? {
    // As much as texts of up to 32 bytes take, and a second byte for the line end. What is longer makes room for itself.
    var rest = 33 &* columns.count &+ 1
    output.reserve(rest)
    var length = 0
    var blanks: UInt64 = 0
    for index in columns.indices {
      var text = text(of: columns[index], in: record)
      blanks |= (text.isEmpty ? 1 : 0) << UInt64(truncatingIfNeeded: index)
      if text.isEmpty { text = columns[index].filler }
      let origin = text.isOfSource ? record.fields.bytes : text.isFiller ? fillers : bytes.padded
      rest &-= 33
      if text.count > 32 { output.reserve(length &+ text.count &+ 1 &+ rest, keeping: length) }
      // Sound: there is room for the text, and for 32 bytes of what stands about it, and for the delimiter.
      unsafe origin.copy(text.range, to: output.end + length)
      length &+= text.count
      unsafe output.end.storeBytes(of: writer.delimiter, toByteOffset: length, as: UInt8.self)
      length &+= 1
    }
    guard writer.isPlain(length, of: output.written(length), fields: columns.count) else { return nil }
    // The last delimiter is none.
    if writer.lineEnd == .crlf {
      unsafe output.end.storeBytes(of: 0x0D, toByteOffset: length &- 1, as: UInt8.self)
      length &+= 1
    }
    unsafe output.end.storeBytes(of: 0x0A, toByteOffset: length &- 1, as: UInt8.self)
    return WrittenLine(length: length, blanks: blanks)
  }
}

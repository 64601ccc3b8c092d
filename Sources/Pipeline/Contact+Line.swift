internal import Bytes
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
  /// Writes the record as one line to the end of the output, each text copied once from where it stands: the way of most records of a plain
  /// list, of which none of the texts has to stand in quotes.
  ///
  /// - Parameters:
  ///   - columns: those of the output, in order; at least two, and not more than `WrittenLine.mostColumns`.
  ///   - record: what the contact was read from.
  ///   - fillers: what is written where there is nothing, with `PaddedBytes.padding` bytes behind it.
  ///   - writer: whose lines they are.
  /// - Returns: nil where something has to stand in quotes; `writeQuoted` writes it then.
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
      let text = text(in: columns[index], number: index, of: record, blanks: &blanks)
      let origin = origin(of: text, in: record, fillers)
      rest &-= 33
      if text.count > 32 { output.reserve(length &+ text.count &+ 1 &+ rest, keeping: length) }
      // Sound: there is room for the text, and for 32 bytes of what stands about it, and for the delimiter.
      unsafe origin.copy(text.range, to: output.end + length)
      length &+= text.count
      unsafe output.end.storeBytes(of: writer.delimiter, toByteOffset: length, as: UInt8.self)
      length &+= 1
    }
    guard writer.isPlain(length, of: output.written(length), fields: columns.count) else { return nil }
    return end(length, blanks: blanks, by: writer, in: &output)
  }

  /// The same for a record of which some texts have to stand in quotes. Mutating, though it changes nothing: a contact that is only lent
  /// would be copied for it.
  @inline(never)
  mutating func writeQuoted(
    columns: Span<RecordSteps.Column>, of record: SourceRecord, fillers: Span<UInt8>, by writer: RecordWriter, to output: inout PaddedBytes
  ) -> WrittenLine {
    var length = 0
    var blanks: UInt64 = 0
    for index in columns.indices {
      let text = text(in: columns[index], number: index, of: record, blanks: &blanks)
      let origin = origin(of: text, in: record, fillers)
      // Every byte a quote, quotes around, and a delimiter or a line end behind.
      output.reserve(length &+ 2 &* text.count &+ 4, keeping: length)
      // Sound: there is room for the text in quotes, or for 32 bytes of what stands about it, and for what follows.
      if writer.needsQuotes(text.range, of: origin) {
        length &+= unsafe RecordWriter.write(
          quoted: origin.extracting(text.range), to: (output.end + length).assumingMemoryBound(to: UInt8.self))
      } else {
        unsafe origin.copy(text.range, to: output.end + length)
        length &+= text.count
      }
      unsafe output.end.storeBytes(of: writer.delimiter, toByteOffset: length, as: UInt8.self)
      length &+= 1
    }
    return end(length, blanks: blanks, by: writer, in: &output)
  }

  /// What is written in a column: what it holds, or its filler where that is nothing, of which a bit is kept.
  @inline(__always)
  private func text(in column: RecordSteps.Column, number: Int, of record: SourceRecord, blanks: inout UInt64) -> Text {
    let text = text(of: column, in: record)
    guard text.isEmpty else { return text }
    blanks |= 1 &<< UInt64(truncatingIfNeeded: number)
    return column.filler
  }

  /// Ends a line: its last delimiter is none.
  @inline(__always)
  private func end(_ length: Int, blanks: UInt64, by writer: RecordWriter, in output: inout PaddedBytes) -> WrittenLine {
    var length = length
    // Sound: there is room for a second byte.
    if writer.lineEnd == .crlf {
      unsafe output.end.storeBytes(of: 0x0D, toByteOffset: length &- 1, as: UInt8.self)
      length &+= 1
    }
    unsafe output.end.storeBytes(of: 0x0A, toByteOffset: length &- 1, as: UInt8.self)
    return WrittenLine(length: length, blanks: blanks)
  }
}

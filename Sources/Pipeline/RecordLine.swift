internal import Bytes
public import CSV
internal import Duplicates

/// One record on one line: cells between tabs, ended by LF. In a cell `\\`, `\t`, `\n`, `\r` and `\0` are written for backslash, tab,
/// line feed, carriage return and NUL, so that whoever cuts at line ends and tabs gets whole records and cells. Other bytes stand for
/// themselves, UTF-8 or not.
struct RecordLine {
  private var isEmpty = true

  /// Appends a cell to a buffer, behind a tab unless it is the line's first.
  mutating func append(_ cell: Span<UInt8>, to buffer: inout [UInt8]) {
    beginCell(in: &buffer)
    for index in cell.indices {
      let byte = cell[index]
      if byte >= 0x20 && byte != UInt8(ascii: "\\") {
        buffer.append(byte)
        continue
      }
      let letter: UInt8? =
        switch byte {
        case UInt8(ascii: "\\"): byte
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0D: UInt8(ascii: "r")
        case 0: UInt8(ascii: "0")
        default: nil
        }
      if letter != nil { buffer.append(UInt8(ascii: "\\")) }
      buffer.append(letter ?? byte)
    }
  }

  mutating func append(_ text: String, to buffer: inout [UInt8]) { append(Array(text.utf8).span, to: &buffer) }

  mutating func append(_ number: Int, to buffer: inout [UInt8]) {
    beginCell(in: &buffer)
    let text = DecimalText(number)
    for index in text.span.indices { buffer.append(text.span[index]) }
  }

  /// Appends a key as 32 hexadecimal digits.
  mutating func append(_ key: IdentityKey, to buffer: inout [UInt8]) {
    beginCell(in: &buffer)
    for word in [key.high, key.low] {
      for shift in stride(from: 60, through: 0, by: -4) {
        let digit = UInt8(word >> UInt64(shift) & 0xF)
        buffer.append(digit < 10 ? digit + 0x30 : digit + 0x57)
      }
    }
  }

  /// Appends cells that have tabs between them and are escaped already.
  mutating func append(cells: Span<UInt8>, to buffer: inout [UInt8]) {
    beginCell(in: &buffer)
    buffer.append(copying: cells)
  }

  /// The same from an array.
  mutating func append(cells: ArraySlice<UInt8>, to buffer: inout [UInt8]) { append(cells: cells.span, to: &buffer) }

  mutating func end(in buffer: inout [UInt8]) {
    buffer.append(0x0A)
    isEmpty = true
  }

  private mutating func beginCell(in buffer: inout [UInt8]) {
    if !isEmpty { buffer.append(0x09) }
    isEmpty = false
  }
}

extension RecordLine {
  /// What a cell stands for.
  static func unescaped(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    guard cell.contains(UInt8(ascii: "\\")) else { return Array(cell) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in cell {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      let meant: UInt8 =
        switch (isEscaped, byte) {
        case (true, UInt8(ascii: "t")): 0x09
        case (true, UInt8(ascii: "n")): 0x0A
        case (true, UInt8(ascii: "r")): 0x0D
        case (true, UInt8(ascii: "0")): 0
        default: byte
        }
      bytes.append(meant)
      isEscaped = false
    }
    return bytes
  }
}

/// Cleaned records as lines of cells (`RecordLine`), under a line with the names of the columns.
public struct LineEncoder: RecordEncoder {
  public let opening: [UInt8]
  public var separator: [UInt8] { [] }
  public var closing: [UInt8] { [] }

  public init(columns: [String]) {
    var line = RecordLine()
    var names: [UInt8] = []
    for column in columns { line.append(column, to: &names) }
    line.end(in: &names)
    opening = names
  }

  public func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) {
    var line = RecordLine()
    for index in 0..<fields.count { line.append(fields[index], to: &output) }
    line.end(in: &output)
  }
}

/// Another encoder's records, each on a line of its own: with JSON objects that is JSON Lines.
public struct LinesEncoder: RecordEncoder {
  private let base: any RecordEncoder
  public var opening: [UInt8] { [] }
  public var separator: [UInt8] { [] }
  public var closing: [UInt8] { [] }

  /// - Parameter base: an encoder that makes no line end of its own.
  public init(_ base: any RecordEncoder) { self.base = base }

  public func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) {
    base.append(fields, to: &output)
    output.append(0x0A)
  }
}

/// Another encoder's records without what it would put before them: a part that is put behind others.
public struct HeaderlessEncoder: RecordEncoder {
  private let base: any RecordEncoder
  public var opening: [UInt8] { [] }
  public var separator: [UInt8] { base.separator }
  public var closing: [UInt8] { base.closing }
  public var lineWriter: RecordWriter? { base.lineWriter }

  public init(_ base: any RecordEncoder) { self.base = base }

  public func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) { base.append(fields, to: &output) }
}

internal import CSV
public import Rules

/// Writes cleaned records down in the form that the output wants.
///
/// A worker encodes a record as soon as it is clean, before anybody knows whether it will survive the deduplicator; what
/// stands before, between and after the records that do survive is added when they are written.
public protocol RecordEncoder: Sendable {
  /// What the output begins with (a header, an opening bracket).
  var opening: [UInt8] { get }
  /// What stands between two records; empty where each record ends itself.
  var separator: [UInt8] { get }
  /// What the output ends with.
  var closing: [UInt8] { get }
  /// Appends one record. `fields` holds a value for each target column, in order.
  func append(_ fields: FieldBuffer, to output: inout [UInt8])
}

/// Cleaned CSV: RFC 4180, UTF-8, one header; without a byte order mark and with as few quotes as possible unless the style says otherwise.
public struct CSVEncoder: RecordEncoder {
  private let style: OutputStyle
  public let opening: [UInt8]
  public var separator: [UInt8] { [] }
  public var closing: [UInt8] { [] }

  public init(columns: [String], style: OutputStyle) {
    self.style = style
    var names = FieldBuffer()
    for column in columns { names.append(column.utf8) }
    var header: [UInt8] = []
    Self.append(names, in: style, to: &header)
    opening = (style.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + header
  }

  /// The plan's columns in the style that a rules file asks for.
  public init(plan: Plan, style: OutputStyle) {
    self.init(columns: plan.columns.map(\.name), style: style)
  }

  public func append(_ fields: FieldBuffer, to output: inout [UInt8]) { Self.append(fields, in: style, to: &output) }

  private static func append(_ fields: FieldBuffer, in style: OutputStyle, to output: inout [UInt8]) {
    switch style.quoting {
    case .needed:
      var writer = RecordWriter(delimiter: style.delimiter, lineEnd: style.lineEnd == .crlf ? .crlf : .lf)
      let bytes = fields.bytes.span
      for index in 0..<fields.count { writer.append(field: bytes.extracting(fields.range(of: index)), to: &output) }
      writer.endRecord(in: &output)
    case .always:
      for index in 0..<fields.count {
        if index > 0 { output.append(style.delimiter) }
        output.append(UInt8(ascii: "\""))
        for byte in fields.bytes[fields.range(of: index)] {
          if byte == UInt8(ascii: "\"") { output.append(byte) }
          output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
      }
      output += style.lineEnd == .crlf ? [0x0D, 0x0A] : [0x0A]
    }
  }
}

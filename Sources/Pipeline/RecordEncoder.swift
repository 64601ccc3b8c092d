public import CSV
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

/// Cleaned CSV: RFC 4180, UTF-8 without a byte order mark, one header.
public struct CSVEncoder: RecordEncoder {
  private let writer: RecordWriter
  public let opening: [UInt8]
  public var separator: [UInt8] { [] }
  public var closing: [UInt8] { [] }

  /// - Parameter writer: the delimiter and line end to write with, at the beginning of a record.
  public init(columns: [String], writer: RecordWriter) {
    self.writer = writer
    var header: [UInt8] = []
    var headerWriter = writer
    for column in columns { headerWriter.append(field: Array(column.utf8).span, to: &header) }
    headerWriter.endRecord(in: &header)
    opening = header
  }

  public func append(_ fields: FieldBuffer, to output: inout [UInt8]) {
    var writer = writer
    let bytes = fields.bytes.span
    for index in 0..<fields.count { writer.append(field: bytes.extracting(fields.range(of: index)), to: &output) }
    writer.endRecord(in: &output)
  }
}

extension CSVEncoder {
  /// The plan's columns in the style that a rules file asks for.
  public init(plan: Plan, style: OutputStyle) {
    self.init(
      columns: plan.columns.map(\.name),
      writer: RecordWriter(delimiter: style.delimiter, lineEnd: style.lineEnd == .crlf ? .crlf : .lf))
  }
}

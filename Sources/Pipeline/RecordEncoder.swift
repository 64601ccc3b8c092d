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
  /// The writer whose records these are, where they are a line of fields with a delimiter between them and quotes around those alone that
  /// need them: such a line can be written from where its texts stand. Nil where a record is anything else.
  var lineWriter: RecordWriter? { get }
  /// Appends one record. `fields` holds a value for each target column, in order.
  func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8])
}

extension RecordEncoder {
  public var lineWriter: RecordWriter? { nil }
}

/// Cleaned CSV: RFC 4180, UTF-8, one header; without a byte order mark and with as few quotes as possible unless the style says otherwise.
public struct CSVEncoder: RecordEncoder {
  private let style: OutputStyle
  private let writer: RecordWriter
  public let opening: [UInt8]
  public var separator: [UInt8] { [] }
  public var closing: [UInt8] { [] }
  public let lineWriter: RecordWriter?

  public init(columns: [String], style: OutputStyle) {
    self.style = style
    // A header stands before every record, so none of them is where a byte order mark would be.
    writer = RecordWriter(delimiter: style.delimiter, lineEnd: style.lineEnd == .crlf ? .crlf : .lf, isInside: true)
    var names = FieldBuffer()
    for column in columns { names.append(column.utf8) }
    var header: [UInt8] = style.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    lineWriter = style.quoting == .needed && columns.count > 1 ? writer : nil
    var first = RecordWriter(delimiter: style.delimiter, lineEnd: writer.lineEnd, isInside: style.hasByteOrderMark)
    Self.append(names, quoting: style.quoting, with: &first, to: &header)
    opening = header
  }

  /// The plan's columns in the style that a rules file asks for.
  public init(plan: Plan, style: OutputStyle) {
    self.init(columns: plan.columns.map(\.name), style: style)
  }

  public func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) {
    guard style.quoting == .needed, fields.count > 1 else {
      var writer = writer
      return Self.append(fields, quoting: style.quoting, with: &writer, to: &output)
    }
    fields.appendLine(by: writer, to: &output)
  }

  private static func append(
    _ fields: borrowing FieldBuffer, quoting: OutputStyle.Quoting, with writer: inout RecordWriter, to output: inout [UInt8]
  ) {
    for index in 0..<fields.count {
      switch quoting {
      case .needed: writer.append(field: fields[index], to: &output)
      case .always: writer.append(quoted: fields[index], to: &output)
      }
    }
    writer.endRecord(in: &output)
  }
}

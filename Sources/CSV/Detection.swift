/// What was understood of an input from its first bytes, and why.
public struct Detection: Sendable, Equatable {
  public var encoding: TextEncoding
  public var dialect: Dialect
  /// Whether the first record names the columns; `nil` when nothing speaks for or against it.
  public var hasHeader: Bool?
  /// The number of physical lines before the first record that belong to no table.
  public var preambleLines: Int
  public var evidence: [Evidence]

  public init(encoding: TextEncoding, dialect: Dialect, hasHeader: Bool?, preambleLines: Int, evidence: [Evidence]) {
    self.encoding = encoding
    self.dialect = dialect
    self.hasHeader = hasHeader
    self.preambleLines = preambleLines
    self.evidence = evidence
  }

  /// One fact that spoke for a choice.
  public enum Evidence: Sendable, Hashable {
    case byteOrderMark
    case wellFormedUTF8(sampleBytes: Int)
    /// With this delimiter, so many of the sample's records have the same number of fields.
    case delimiter(UInt8, records: Int, consistentRecords: Int, fields: Int)
    /// No candidate splits the records: the file has one column.
    case singleColumn
  }
}

/// An encoding of text.
public struct TextEncoding: Sendable, Hashable {
  /// The IANA name, or the one that ICU knows it by.
  public let name: String

  public init(name: String) { self.name = name }

  public static let utf8 = TextEncoding(name: "UTF-8")
}

/// A part of a list that one worker cleans: bytes of its file, and what is counted from its beginning, so that what the worker says of a
/// record is what would be said of it in the whole.
public struct ListRange: Sendable, Hashable {
  /// The first byte, 0-based.
  public var start: Int
  /// The byte behind the last one.
  public var end: Int
  /// The row number (1-based, the header not counted) of the first record.
  public var firstRow: Int
  /// The physical line (1-based) of the first record.
  public var firstLine: Int

  public init(start: Int, end: Int, firstRow: Int = 1, firstLine: Int = 1) {
    self.start = start
    self.end = end
    self.firstRow = firstRow
    self.firstLine = firstLine
  }

  /// The range as JSON on one line, which `init(json:)` reads.
  ///
  /// - Parameter file: the file that holds the part, where it has one of its own.
  public func json(file: String? = nil) -> String {
    let name = file.map { "\"file\":\($0.jsonString)," } ?? ""
    return "{\(name)\"start\":\(start),\"end\":\(end),\"firstRow\":\(firstRow),\"firstLine\":\(firstLine)}"
  }

  /// Reads what `json` writes; nil for anything else, and where a number is missing or none that a range can have.
  public init?(json: String) {
    guard let value = JSONValue(parsing: json), let start = value["start"]?.integer, let end = value["end"]?.integer,
      let row = value["firstRow"]?.integer, let line = value["firstLine"]?.integer,
      start >= 0, end >= start, row >= 1, line >= 1
    else { return nil }
    self.init(start: start, end: end, firstRow: row, firstLine: line)
  }
}

/// What `--columns` says: which source column goes where.
///
/// `"Mobile No.=cellPhoneNumber,Name=fullName"`: a source name, `=`, and a target column's name or a role (`fullName`, `country` …).
/// A source name that holds a comma is put in double quotes, in which `""` is a quote; `#3` is the third column.
public struct ColumnMapping: Sendable, Equatable {
  public enum Source: Sendable, Equatable {
    case name(String)
    /// 1-based.
    case number(Int)
  }

  public struct Entry: Sendable, Equatable {
    public let source: Source
    public let destination: HeaderMatch.Destination
  }

  public let entries: [Entry]

  /// Parses the text of `--columns` against the rules' target columns.
  public init(parsing text: String, rules: RulesFile) throws(ColumnMappingError) {
    var entries: [Entry] = []
    for part in try Self.parts(of: text) {
      guard let equals = part.lastIndex(of: "=") else { throw ColumnMappingError.noTarget(part: part) }
      let target = part[part.index(after: equals)...].trimmed
      let source = try Self.source(part[..<equals].trimmed)
      guard !entries.contains(where: { $0.source == source }) else { throw ColumnMappingError.sourceTwice(part: part) }
      entries.append(Entry(source: source, destination: try Self.destination(target, rules: rules)))
    }
    self.entries = entries
  }

  private static func source(_ text: String) throws(ColumnMappingError) -> Source {
    if text.hasPrefix("#"), let number = Int(text.dropFirst()) {
      guard number > 0 else { throw ColumnMappingError.noSuchColumn(text, nearest: nil) }
      return .number(number)
    }
    guard text.hasPrefix("\""), text.hasSuffix("\""), text.count > 1 else { return .name(text) }
    var name = ""
    var afterQuote = false
    for character in text.dropFirst().dropLast() {
      if character == "\"", !afterQuote {
        afterQuote = true
      } else {
        afterQuote = false
        name.append(character)
      }
    }
    return .name(name)
  }

  private static func destination(_ target: String, rules: RulesFile) throws(ColumnMappingError) -> HeaderMatch.Destination {
    if let column = rules.columns.firstIndex(where: { $0.name == target }) { return .column(column) }
    let roles = Role.allCases.filter { $0 != .other }.map(\.rawValue)
    if let role = Role(rawValue: target), role != .other {
      if let column = rules.columns.firstIndex(where: { $0.role == role }) { return .column(column) }
      return .role(role)
    }
    let known = rules.columns.map(\.name) + roles
    throw ColumnMappingError.unknownTarget(target, nearest: nearestWord(to: target, among: known), known: known)
  }

  /// Cuts at commas outside double quotes.
  private static func parts(of text: String) throws(ColumnMappingError) -> [String] {
    var parts: [String] = []
    var part = ""
    var quoted = false
    for character in text {
      if character == "\"" { quoted.toggle() }
      if character == ",", !quoted {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    guard !quoted else { throw ColumnMappingError.openQuote }
    parts.append(part)
    return parts.map(\.trimmed).filter { !$0.isEmpty }
  }

  /// The entries by the index of their source column.
  func resolved(in header: [String], folding: Folding) throws(ColumnMappingError) -> [(Int, HeaderMatch.Destination)] {
    var resolved: [(Int, HeaderMatch.Destination)] = []
    for entry in entries {
      switch entry.source {
      case .number(let number):
        guard number <= header.count else { throw ColumnMappingError.numberTooHigh(number, columns: header.count) }
        resolved.append((number - 1, entry.destination))
      case .name(let name):
        let wanted = folding.folded(name)
        let found = header.firstIndex(of: name) ?? header.firstIndex { !wanted.isEmpty && folding.folded($0) == wanted }
        guard let found else {
          throw ColumnMappingError.noSuchColumn(name, nearest: nearestWord(to: name, among: header))
        }
        resolved.append((found, entry.destination))
      }
    }
    return resolved
  }
}

/// `--columns` cannot be used.
public enum ColumnMappingError: Error, Sendable, Equatable {
  case noTarget(part: String)
  case sourceTwice(part: String)
  case unknownTarget(String, nearest: String?, known: [String])
  case noSuchColumn(String, nearest: String?)
  case numberTooHigh(Int, columns: Int)
  case openQuote
}

extension ColumnMappingError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noTarget(let part):
      "--columns: \"\(part)\" has no target; write \"\(part)=firstName\", or quote a name that holds a comma"
    case .sourceTwice(let part):
      "--columns: the source column of \"\(part)\" is mapped twice"
    case .unknownTarget(let target, let nearest, let known):
      "--columns: \"\(target)\" is no target column"
        + (nearest.map { " (did you mean \"\($0)\"?)" } ?? "; there are \(known.joined(separator: ", "))")
    case .noSuchColumn(let name, let nearest):
      "--columns: the list has no column \"\(name)\"" + (nearest.map { " (did you mean \"\($0)\"?)" } ?? "")
    case .numberTooHigh(let number, let columns):
      "--columns: #\(number) is past the list's \(columns) columns"
    case .openQuote:
      "--columns: a double quote is not closed"
    }
  }
}

extension StringProtocol {
  /// Without spaces at both ends.
  var trimmed: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? endIndex
    return start < end ? String(self[start..<end]) : ""
  }
}

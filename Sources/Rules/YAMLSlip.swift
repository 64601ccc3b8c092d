internal import Yams

/// What a person got wrong in the writing of YAML itself.
public enum YAMLSlip: Sendable, Equatable {
  /// Indented by a tab.
  case tab
  /// A value begins with a character that means something to YAML.
  case needsQuotes(Character)
  /// A second ": " on a line, or a value that goes on under its line.
  case secondColon
  /// A key without a colon and a space behind it.
  case noColon
  /// A key that stands farther in or out than those above it.
  case misaligned
  /// Something among list entries that does not begin with "- ".
  case noDash
  /// A list that begins on its key's line.
  case dashOnLine
  /// A quote that is not closed; the error's place is where it was opened.
  case openQuote
  /// Text behind a closing quote.
  case afterQuote
  /// A bracket or brace that is not closed; the error's place is where it was opened.
  case openBracket
  /// A backslash sequence that YAML does not have in double quotes.
  case escape
  /// `*name` without `&name`.
  case alias
  /// `---` and a second document.
  case secondDocument
  /// A character that no text file holds.
  case controlCharacter
  /// The parser's own words for anything else.
  case other(String)

  /// Reads the parser's error and the text at its place.
  init(problem: String, line: Int, column: Int, yaml: String) {
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let text = line >= 1 && line <= lines.count ? lines[line - 1] : ""
    let character = text.unicodeScalars.dropFirst(max(0, column - 1)).first.map(Character.init)
    let indentation = text.prefix { $0 == " " || $0 == "\t" }
    switch problem {
    case "found character that cannot start any token":
      self = character == "\t" || indentation.contains("\t") ? .tab : .needsQuotes(character ?? "?")
    case "found a tab character where an indentation space is expected", "found a tab character that violates indentation": self = .tab
    case _ where indentation.contains("\t"): self = .tab
    case "mapping values are not allowed in this context": self = .secondColon
    case "could not find expected ':'": self = .noColon
    case "did not find expected key": self = Self.isQuoteClosed(before: column, in: text) ? .afterQuote : .misaligned
    case "did not find expected '-' indicator": self = .noDash
    case "block sequence entries are not allowed in this context": self = .dashOnLine
    case "found unexpected end of stream", "found unexpected document indicator": self = .openQuote
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'": self = .openBracket
    case "did not find expected node content": self = .openBracket
    case "found unknown escape character", "did not find expected hexdecimal number", "did not find expected hexadecimal number":
      self = .escape
    case "found undefined alias": self = .alias
    case "but found another document", "did not find expected <document start>": self = .secondDocument
    case "control characters are not allowed": self = .controlCharacter
    case "did not find expected alphabetic or numeric character": self = .needsQuotes(character ?? "*")
    case "did not find expected comment or line break", "found undefined tag handle", "did not find expected tag URI",
      "did not find expected whitespace or line break":
      let first = text.split(separator: ": ", maxSplits: 1).last?.first
      self = .needsQuotes(first ?? "!")
    default: self = .other(problem)
    }
  }

  private static func isQuoteClosed(before column: Int, in line: Substring) -> Bool {
    let before = line.unicodeScalars.prefix(max(0, column - 1)).reversed().drop { $0 == " " }
    return before.first == "\"" || before.first == "'"
  }
}

extension RulesError {
  /// Yams' error, in our words and with our place.
  init(yamlError: YamlError, file: String, yaml: String) {
    switch yamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let slip = YAMLSlip(problem: problem, line: mark.line, column: mark.column, yaml: yaml)
      let place = slip == .openQuote || slip == .openBracket ? context?.mark ?? mark : mark
      self.init(file: file, line: place.line, column: place.column, problem: .slip(slip))
    case .reader(let problem, let offset, _, _):
      let before = yaml.prefix(offset ?? 0)
      let slip = YAMLSlip(problem: problem, line: 0, column: 0, yaml: "")
      self.init(
        file: file, line: offset == nil ? nil : before.count { $0.isNewline } + 1, column: nil, problem: .slip(slip))
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(file: file, line: context.mark.line, column: context.mark.column, problem: .duplicateKey(duplicates.first ?? ""))
    default:
      self.init(file: file, problem: .slip(.other("\(yamlError)")))
    }
  }
}

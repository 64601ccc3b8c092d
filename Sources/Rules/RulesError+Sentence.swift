extension RulesError: CustomStringConvertible {
  /// The place and one sentence: what is wrong, what was expected, and the nearest right word.
  public var description: String {
    var place = file
    if let line { place += ":\(line)" }
    if line != nil, let column { place += ":\(column)" }
    return "\(place): \(sentence)"
  }

  private var sentence: String {
    switch problem {
    case .unknownRules(let name, let nearest):
      "there are no built-in rules \"\(name)\"\(meant(nearest)); `muster rules list` shows those there are, or give the path of a file"
    case .syntax(let text):
      "this is not YAML: \(text)"
    case .empty:
      "the file holds no rules; `muster rules show contacts` prints some to start from"
    case .duplicateKey(let key):
      "\"\(key)\" stands here twice; keep one"
    case .unknownKey(let key, let under, let nearest, let known):
      "\"\(key)\" means nothing under \(under)\(meant(nearest))\(nearest == nil ? "; known are \(known.joined(separator: ", "))" : "")"
    case .missingKey(let key, let under):
      "\(under) needs \"\(key)\""
    case .wrongShape(let key, let expected, let found):
      "\"\(key)\" takes \(expected), and here stands \(found)"
    case .unknownValue(let value, let key, let nearest, let known):
      "\"\(value)\" is nothing that \"\(key)\" knows\(meant(nearest)); it takes \(known.joined(separator: ", "))"
    case .notACount(let value, let key):
      "\"\(key)\" takes a whole number from 0 up, and here stands \"\(value)\""
    case .notADelimiter(let value):
      "\"delimiter\" takes one character (\",\", \";\", \"|\" or \"\\t\"), and here stands \"\(value)\""
    case .duplicateColumn(let name):
      "the column \"\(name)\" is listed twice; a header has every name once"
    case .unknownColumn(let name, let key, let nearest):
      "\"\(key)\" names the column \"\(name)\", which is not listed under \"columns\"\(meant(nearest))"
    case .notPlain(let what):
      "\(what) are not read in rules files: write the value out where it is meant"
    }
  }

  private func meant(_ nearest: String?) -> String { nearest.map { " (did you mean \"\($0)\"?)" } ?? "" }
}

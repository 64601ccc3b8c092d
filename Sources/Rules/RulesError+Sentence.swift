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
      "there are no built-in rules \(quoted(name))\(meant(nearest)); `muster rules list` shows those there are, or give the path of a file"
    case .slip(let slip): slip.sentence
    case .empty: "the file holds no rules; `muster rules show contacts` prints some to start from"
    case .duplicateKey(let key): "\(quoted(key)) stands here twice; keep one"
    case .unknownKey(let key, let under, let nearest, let known):
      "\(quoted(key)) means nothing under \(under)\(meant(nearest))\(nearest == nil ? "; known are \(known.joined(separator: ", "))" : "")"
    case .missingKey(let key, let under): "\(under) needs \"\(key)\""
    case .noValue(let key): "\"\(key)\" has no value; write one, or \"\" for an empty text, or take the key out"
    case .noSpaceAfterColon(let key): "\"\(key):\" needs a space after its colon, or YAML reads one word"
    case .wrongShape(let key, let expected, let found): "\"\(key)\" takes \(expected), and here stands \(found)"
    case .unknownValue(let value, let key, let nearest, let known):
      "\(quoted(value)) is nothing that \"\(key)\" knows\(meant(nearest)); it takes \(known.joined(separator: ", "))"
    case .notACount(let value, let key, let least):
      "\"\(key)\" takes a whole number from \(least) up, in digits alone, and here stands \(quoted(value))"
    case .notADelimiter(let value):
      "\"delimiter\" takes one character (\",\", \";\", \"|\" or \"\\t\"), and here stands \(quoted(value))"
    case .notAColumnName(let name):
      name.isEmpty ? "a column's name is empty" : "a column's name holds a line break: \"\(name.split(separator: "\n")[0].prefix(120))…\""
    case .duplicateColumn(let name): "the column \(quoted(name)) is listed twice; a header has every name once"
    case .unknownColumn(let name, let key, let nearest):
      "\"\(key)\" names the column \(quoted(name)), which is not listed under \"columns\"\(meant(nearest))"
    case .unknownTable(let name, let nearest): "there is no table \(quoted(name)) under \"tables\"\(meant(nearest))"
    case .notOneOf(let keys, let under): "\(under) has one of \(keys.joined(separator: ", ")), and neither none nor several"
    case .emptyRange(let least, let most): "nothing is at least \(least) and at most \(most) long; \"min\" and \"max\" may be swapped"
    case .emptyList(let key): "\"\(key)\" is empty, so nothing could ever pass; list what is allowed"
    case .notAPattern(let text, let place):
      "\(quoted(text)) is no regular expression; it stops making sense at character \(place)"
    case .notATemplate(let text):
      "\(quoted(text)) is no template: columns stand in braces, as in \"{firstName} {lastName}\", and a brace itself is doubled"
    case .templateOfItself(let name): "the template of \(quoted(name)) needs its own value"
    case .together(let one, let other, let under): "\(under) has \"\(one)\" and \"\(other)\", which say two things; keep one"
    case .notForRole(let key, let role): "\"\(key)\" says nothing about a column of the role \(role.rawValue)"
    case .needless(let key, let other): "\"\(key)\" says nothing without \"\(other)\""
    case .cannotFix(let key): "nothing can mend what \"\(key)\" finds; take warn, reject or abort"
    case .noColumns: "there are no columns to write; list some, or set \"layout: source\" under \"output\" to keep the list's own"
    case .anchor: "anchors, aliases and merge keys (&, *, <<) are not read in rules files: write the value out where it is meant"
    case .tag: "tags (!…) are not read in rules files; every value is a text, so none is needed"
    }
  }

  /// A text of the file's as a sentence can bear it: of a long one its beginning.
  private func quoted(_ text: String) -> String { text.count <= 120 ? "\"\(text)\"" : "\"\(text.prefix(120))…\"" }

  private func meant(_ nearest: String?) -> String { nearest.map { " (did you mean \"\($0)\"?)" } ?? "" }
}

extension YAMLSlip {
  fileprivate var sentence: String {
    switch self {
    case .tab: "a tab stands in the indentation; YAML is indented with spaces"
    case .needsQuotes(let character): "a value that begins with \"\(character)\" needs quotes around it"
    case .secondColon: "there is one \": \" too many: put quotes around a value that holds one, and start every key on a line of its own"
    case .noColon: "this line has no \": \" after its key"
    case .misaligned: "this line does not begin under the keys above it; give it the same number of spaces as its neighbours"
    case .noDash: "this stands among list entries without a \"- \" in front, or is indented differently from them"
    case .dashOnLine: "a list begins on a line of its own, under its key"
    case .openQuote: "the quote that is opened here is never closed"
    case .afterQuote: "something stands behind a closing quote; quote the whole value, and double a quote that belongs to it"
    case .openBracket: "the \"[\" or \"{\" that stands here is not closed, or a comma is missing behind it"
    case .escape: "this backslash means nothing in double quotes; write it twice, or use single quotes"
    case .alias: "a value that begins with \"*\" needs quotes around it; aliases are not read in rules files"
    case .secondDocument: "a second document begins here; a rules file is one"
    case .controlCharacter: "the file holds a control character, so it was not saved as UTF-8 text"
    case .other(let words): "this is not YAML: \(words)"
    }
  }
}

internal import Yams

/// A node of the YAML tree with the name it is spoken of by. Every value is the text that stands there: `NO`, `+91` and `0123` are texts.
struct RulesNode {
  let file: String
  let node: Node
  /// The key it stands under, or a phrase ("the rules file").
  let name: String

  func error(_ problem: RulesError.Problem) -> RulesError {
    RulesError(file: file, line: node.mark?.line, column: node.mark?.column, problem: problem)
  }

  /// What stands here, as a person would say it.
  private var shape: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "the text \"\(scalar.string)\""
    case .mapping: "a block of keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  var isText: Bool { if case .scalar = node { true } else { false } }

  /// Refuses what makes a value mean something else than what stands there.
  private func requirePlain() throws(RulesError) {
    let isAnchored =
      switch node {
      case .scalar(let scalar): scalar.anchor != nil
      case .mapping(let mapping): mapping.anchor != nil
      case .sequence(let sequence): sequence.anchor != nil
      case .alias: true
      }
    if isAnchored { throw error(.anchor) }
    let plain: Tag.Name =
      switch node {
      case .scalar, .alias: .str
      case .mapping: .map
      case .sequence: .seq
      }
    // The default resolver would compile the patterns of every YAML type, which costs milliseconds.
    if node.tag != Tag(plain, .basic) { throw error(.tag) }
  }

  /// The text that stands here. Nothing at all is an error; an empty text is written `""`.
  func text() throws(RulesError) -> String {
    try requirePlain()
    guard case .scalar(let scalar) = node else {
      throw error(.wrongShape(key: name, expected: "a text", found: shape))
    }
    if scalar.string.isEmpty, scalar.style == .plain { throw error(.noValue(key: name)) }
    return scalar.string
  }

  func list() throws(RulesError) -> [RulesNode] {
    try requirePlain()
    guard case .sequence(let sequence) = node else {
      if case .scalar(let scalar) = node, scalar.string.isEmpty, scalar.style == .plain { throw error(.noValue(key: name)) }
      throw error(.wrongShape(key: name, expected: "a list", found: shape))
    }
    return sequence.map { RulesNode(file: file, node: $0, name: name) }
  }

  func texts() throws(RulesError) -> [String] {
    var texts: [String] = []
    for entry in try list() { texts.append(try entry.text()) }
    return texts
  }

  /// Keys and values in their order, whatever the keys are; every key stands once.
  func pairs() throws(RulesError) -> [(key: RulesNode, word: String, value: RulesNode)] {
    try requirePlain()
    guard case .mapping(let mapping) = node else {
      if case .scalar(let scalar) = node {
        if scalar.string.isEmpty, scalar.style == .plain { throw error(.noValue(key: name)) }
        // "name:firstName" is one word to YAML.
        if scalar.style == .plain, let colon = scalar.string.firstIndex(of: ":") {
          throw error(.noSpaceAfterColon(String(scalar.string[..<colon])))
        }
      }
      throw error(.wrongShape(key: name, expected: "keys and values", found: shape))
    }
    var pairs: [(key: RulesNode, word: String, value: RulesNode)] = []
    for (key, value) in mapping {
      let keyNode = RulesNode(file: file, node: key, name: "a key")
      let word = try keyNode.text()
      guard !pairs.contains(where: { $0.word == word }) else { throw keyNode.error(.duplicateKey(word)) }
      pairs.append((keyNode, word, RulesNode(file: file, node: value, name: word)))
    }
    return pairs
  }

  /// The values by key; every key must be known and stand once.
  func mapping(of known: [String], under: String) throws(RulesError) -> [String: RulesNode] {
    var values: [String: RulesNode] = [:]
    for pair in try pairs() {
      guard known.contains(pair.word) else {
        if pair.word == "<<" { throw pair.key.error(.anchor) }
        throw pair.key.error(.unknownKey(pair.word, under: under, nearest: nearestWord(to: pair.word, among: known), known: known))
      }
      values[pair.word] = pair.value
    }
    return values
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) throws(RulesError) -> Choice where Choice.RawValue == String {
    let word = try text()
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map(\.rawValue)
      throw error(.unknownValue(word, key: name, nearest: nearestWord(to: word, among: known), known: known))
    }
    return choice
  }

  func yesOrNo() throws(RulesError) -> Bool {
    let word = try text()
    switch word {
    case "yes": return true
    case "no": return false
    default:
      let nearest =
        ["true", "on", "y", "Yes", "YES"].contains(word) ? "yes" : ["false", "off", "n", "No", "NO"].contains(word) ? "no" : nil
      throw error(.unknownValue(word, key: name, nearest: nearest, known: ["yes", "no"]))
    }
  }

  /// A whole number in plain digits, from `least` up to a thousand million.
  func count(least: Int = 0) throws(RulesError) -> Int {
    let word = try text()
    guard word.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(word), count >= least, count <= 1_000_000_000 else {
      throw error(.notACount(word, key: name, least: least))
    }
    return count
  }
}

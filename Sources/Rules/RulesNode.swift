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
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  func text() throws(RulesError) -> String {
    guard case .scalar(let scalar) = node else {
      throw error(.wrongShape(key: name, expected: "a text", found: shape))
    }
    return scalar.string
  }

  func list() throws(RulesError) -> [RulesNode] {
    guard case .sequence(let sequence) = node else {
      throw error(.wrongShape(key: name, expected: "a list", found: shape))
    }
    return sequence.map { RulesNode(file: file, node: $0, name: name) }
  }

  /// The values by key; every key must be known and stand once.
  func mapping(of known: [String], under: String) throws(RulesError) -> [String: RulesNode] {
    guard case .mapping(let mapping) = node else {
      throw error(.wrongShape(key: name, expected: "keys and values", found: shape))
    }
    var values: [String: RulesNode] = [:]
    for (key, value) in mapping {
      let keyNode = RulesNode(file: file, node: key, name: "a key")
      let word = try keyNode.text()
      guard known.contains(word) else {
        throw keyNode.error(.unknownKey(word, under: under, nearest: nearestWord(to: word, among: known), known: known))
      }
      guard values[word] == nil else { throw keyNode.error(.duplicateKey(word)) }
      values[word] = RulesNode(file: file, node: value, name: word)
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

  func count() throws(RulesError) -> Int {
    let word = try text()
    guard let count = Int(word), count >= 0 else { throw error(.notACount(word, key: name)) }
    return count
  }
}

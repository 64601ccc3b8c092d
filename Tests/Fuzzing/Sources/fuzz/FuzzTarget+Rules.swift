import Rules

extension FuzzTarget {
  /// Rules are read or refused, and those that are read say the same when they have been written down.
  static let rules = FuzzTarget(name: "rules") { input in
    let rules: RulesFile
    do throws(RulesError) {
      rules = try RulesFile(yaml: String(decoding: input, as: UTF8.self), named: "rules")
    } catch {
      return "\(error)".hasPrefix("rules") ? nil : "an error without a place: \(error)"
    }
    for (form, text) in [("YAML", rules.yaml()), ("JSON", rules.json())] {
      guard try RulesFile(yaml: text, named: "rules") == rules else { return "as \(form) they are others:\n\(text)" }
    }
    return nil
  }
}

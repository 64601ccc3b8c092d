extension ColumnRule {
  static let keys = [
    "name", "role", "phone", "sources", "transforms", "when_missing", "checks", "default", "constant", "template", "salutation_style",
  ]

  init(_ entry: RulesNode) throws(RulesError) {
    let values = try entry.mapping(of: Self.keys, under: "a column")
    guard let name = values["name"] else { throw entry.error(.missingKey("name", under: "a column")) }
    let text = try name.text()
    guard !text.isEmpty, !text.contains(where: \.isNewline) else { throw name.error(.notAColumnName(text)) }
    self.init(name: text, role: .other)
    if let value = values["role"] { role = try value.choice(Role.self) }
    if let value = values["phone"] {
      phone = try value.choice(PhoneKind.self)
      guard [.phoneNumber, .callingCode, .extension].contains(role) else { throw value.error(.notForRole(key: "phone", role: role)) }
    }
    if let value = values["salutation_style"] {
      salutationStyle = try value.choice(SalutationStyle.self)
      guard role == .salutation else { throw value.error(.notForRole(key: "salutation_style", role: role)) }
    }
    if let value = values["sources"] { sources = try value.texts() }
    if let value = values["transforms"] {
      for transform in try value.list() { transforms.append(try Transform(transform)) }
    }
    if let value = values["when_missing"] {
      whenMissing = try value.choice(Severity.self)
      if whenMissing == .fix, values["default"] == nil { throw value.error(.cannotFix(key: "when_missing")) }
    }
    if let value = values["checks"] {
      for check in try value.list() { checks.append(try Check(check)) }
    }
    if let value = values["default"] { defaultValue = try value.text() }
    if let value = values["constant"] { constant = try value.text() }
    if let value = values["template"] {
      let text = try value.text()
      guard let template = Template(text) else { throw value.error(.notATemplate(text)) }
      self.template = template
    }
    for (one, other) in [("constant", "template"), ("constant", "sources"), ("template", "sources"), ("constant", "default")] {
      if let value = values[other], values[one] != nil { throw value.error(.together(one, other, under: "the column \"\(text)\"")) }
    }
  }
}

extension Transform {
  init(_ entry: RulesNode) throws(RulesError) {
    if entry.isText {
      let word = try entry.text()
      guard let known = Self.words.first(where: { $0.word == word }) else {
        let words = Self.words.map(\.word) + Self.keys
        throw entry.error(.unknownValue(word, key: "transforms", nearest: nearestWord(to: word, among: words), known: words))
      }
      self = known.transform
      return
    }
    let values = try entry.mapping(of: Self.keys, under: "a transform")
    guard values.count == 1, let (key, value) = values.first.map({ ($0.key, $0.value) }) else {
      throw entry.error(.notOneOf(keys: Self.keys, under: "a transform"))
    }
    switch key {
    case "replace":
      let parts = try value.mapping(of: ["from", "to"], under: "replace")
      guard let from = parts["from"] else { throw value.error(.missingKey("from", under: "replace")) }
      guard let to = parts["to"] else { throw value.error(.missingKey("to", under: "replace")) }
      let text = try from.text()
      guard !text.isEmpty else { throw from.error(.noValue(key: "from")) }
      self = .replace(text, with: try to.text())
    case "prefix": self = .prefix(try value.text())
    case "suffix": self = .suffix(try value.text())
    case "truncate": self = .truncate(try value.count(least: 1))
    default: self = .lookUp(table: try value.text())
    }
  }
}

extension Check {
  init(_ entry: RulesNode) throws(RulesError) {
    let values = try entry.mapping(of: Self.keys + ["severity", "message"], under: "a check")
    let found = Self.keys.filter { values[$0] != nil }
    guard found.count == 1, let key = found.first, let value = values[key] else {
      throw entry.error(.notOneOf(keys: Self.keys, under: "a check"))
    }
    let condition: Condition
    switch key {
    case "one_of":
      let allowed = try value.texts()
      guard !allowed.isEmpty else { throw value.error(.emptyList(key: key)) }
      condition = .oneOf(allowed)
    case "matches":
      let pattern = try value.text()
      do { _ = try PatternMatcher(pattern, milliseconds: 1) } catch { throw value.error(.notAPattern(pattern, at: error.offset + 1)) }
      condition = .matches(pattern)
    case "length":
      let bounds = try value.mapping(of: ["min", "max"], under: "length")
      let least = try bounds["min"]?.count() ?? 0
      let most = try bounds["max"]?.count()
      if let most, most < least { throw value.error(.emptyRange(least: least, most: most)) }
      guard !bounds.isEmpty else { throw value.error(.notOneOf(keys: ["min", "max"], under: "length")) }
      condition = .length(min: least, max: most)
    case "unique":
      guard try value.yesOrNo() else { throw value.error(.unknownValue("no", key: "unique", nearest: nil, known: ["yes"])) }
      condition = .unique
    default: condition = .agreesWith(column: try value.text())
    }
    self.init(condition, severity: .warn)
    if let value = values["severity"] {
      severity = try value.choice(Severity.self)
      // Only a length can be mended by itself: the rest of the value is cut off.
      if severity == .fix, key != "length" { throw value.error(.cannotFix(key: key)) }
    }
    if let value = values["message"] { message = try value.text() }
  }
}

extension RecordCheck {
  init(_ entry: RulesNode, columns: [String]) throws(RulesError) {
    let values = try entry.mapping(of: Self.keys + ["then", "severity", "message"], under: "a check of the record")
    switch (values["any_of"], values["when"]) {
    case (let list?, nil):
      if let then = values["then"] { throw then.error(.together("any_of", "then", under: "a check of the record")) }
      var names: [String] = []
      for name in try list.list() { names.append(try name.columnName(among: columns, key: "any_of")) }
      guard !names.isEmpty else { throw list.error(.emptyList(key: "any_of")) }
      self.init(.anyOf(names), severity: .warn)
    case (nil, let when?):
      guard let then = values["then"] else { throw entry.error(.missingKey("then", under: "a check with \"when\"")) }
      self.init(.whenThen(try Clause(when, columns: columns), try Clause(then, columns: columns)), severity: .warn)
    default: throw entry.error(.notOneOf(keys: Self.keys, under: "a check of the record"))
    }
    if let value = values["severity"] {
      severity = try value.choice(Severity.self)
      if severity == .fix { throw value.error(.cannotFix(key: values["when"] == nil ? "any_of" : "when")) }
    }
    if let value = values["message"] { message = try value.text() }
  }
}

extension RecordCheck.Clause {
  private enum Word: String, CaseIterable {
    case filled, empty
  }

  fileprivate init(_ node: RulesNode, columns: [String]) throws(RulesError) {
    let values = try node.mapping(of: ["column", "one_of", "is"], under: "\"\(node.name)\"")
    guard let column = values["column"] else { throw node.error(.missingKey("column", under: "\"\(node.name)\"")) }
    let name = try column.columnName(among: columns, key: node.name)
    switch (values["one_of"], values["is"]) {
    case (let list?, nil):
      let allowed = try list.texts()
      guard !allowed.isEmpty else { throw list.error(.emptyList(key: "one_of")) }
      self.init(column: name, state: .oneOf(allowed))
    case (nil, let word?): self.init(column: name, state: try word.choice(Word.self) == .filled ? .filled : .empty)
    default: throw node.error(.notOneOf(keys: ["one_of", "is"], under: "\"\(node.name)\""))
    }
  }
}

internal import Yams

extension RulesFile {
  /// Reads rules from YAML.
  ///
  /// Strict: there are no implicit types, anchors or tags, and a key that means nothing is an error with its place and the nearest right word.
  /// - Parameter name: the path or name that errors speak of.
  public init(yaml: String, named name: String) throws(RulesError) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw RulesError(yamlError: error, file: name)
    } catch {
      throw RulesError(file: name, line: nil, column: nil, problem: .syntax("\(error)"))
    }
    guard let root else { throw RulesError(file: name, line: nil, column: nil, problem: .empty) }
    try self.init(RulesNode(file: name, node: root, name: "the rules file"))
  }

  private init(_ root: RulesNode) throws(RulesError) {
    let keys = ["about", "columns", "identity", "survivor", "output", "limits"]
    let values = try root.mapping(of: keys, under: "the top of the file")
    self.init(name: root.file)
    if let value = values["about"] { about = try value.text() }
    guard let list = values["columns"] else { throw root.error(.missingKey("columns", under: "the rules file")) }
    for entry in try list.list() {
      let column = try ColumnRule(entry)
      guard !columns.contains(where: { $0.name == column.name }) else { throw entry.error(.duplicateColumn(column.name)) }
      columns.append(column)
    }
    if let value = values["identity"] {
      for entry in try value.list() {
        let column = try entry.text()
        let names = columns.map(\.name)
        guard names.contains(column) else {
          throw entry.error(.unknownColumn(column, key: "identity", nearest: nearestWord(to: column, among: names)))
        }
        identity.append(column)
      }
    }
    if let value = values["survivor"] { survivor = try value.choice(Survivor.self) }
    if let value = values["output"] { output = try OutputStyle(value) }
    if let value = values["limits"] { limits = try Limits(value) }
  }
}

extension ColumnRule {
  fileprivate init(_ entry: RulesNode) throws(RulesError) {
    let keys = ["name", "role", "phone", "sources", "when_missing", "default", "salutation_style"]
    let values = try entry.mapping(of: keys, under: "a column")
    guard let name = values["name"] else { throw entry.error(.missingKey("name", under: "a column")) }
    self.init(name: try name.text(), role: .other)
    if let value = values["role"] { role = try value.choice(Role.self) }
    if let value = values["phone"] { phone = try value.choice(PhoneKind.self) }
    if let value = values["sources"] {
      for source in try value.list() { sources.append(try source.text()) }
    }
    if let value = values["when_missing"] { whenMissing = try value.choice(Severity.self) }
    if let value = values["default"] { defaultValue = try value.text() }
    if let value = values["salutation_style"] { salutationStyle = try value.choice(SalutationStyle.self) }
  }
}

extension OutputStyle {
  fileprivate init(_ node: RulesNode) throws(RulesError) {
    self.init()
    let values = try node.mapping(of: ["layout", "delimiter", "line_end"], under: "output")
    if let value = values["layout"] { layout = try value.choice(Layout.self) }
    if let value = values["delimiter"] {
      let text = try value.text()
      guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, byte != UInt8(ascii: "\""), byte != 10, byte != 13 else {
        throw value.error(.notADelimiter(text))
      }
      delimiter = byte
    }
    if let value = values["line_end"] { lineEnd = try value.choice(LineEnd.self) }
  }
}

extension Limits {
  fileprivate init(_ node: RulesNode) throws(RulesError) {
    self.init()
    let values = try node.mapping(of: ["max_rejects", "batch_records", "batch_bytes"], under: "limits")
    if let value = values["max_rejects"] { maxRejects = try value.count() }
    if let value = values["batch_records"] { batchRecords = try value.count() }
    if let value = values["batch_bytes"] { batchBytes = try value.count() }
  }
}

extension RulesError {
  /// Yams' error, in our words and with our place.
  init(yamlError: YamlError, file: String) {
    switch yamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
      self.init(file: file, line: mark.line, column: mark.column, problem: .syntax(problem))
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(file: file, line: context.mark.line, column: context.mark.column, problem: .duplicateKey(duplicates.first ?? ""))
    default:
      self.init(file: file, line: nil, column: nil, problem: .syntax("\(yamlError)"))
    }
  }
}

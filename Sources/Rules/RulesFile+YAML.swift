internal import Yams

extension RulesFile {
  /// Reads rules from YAML, or from JSON, which is the same to YAML.
  ///
  /// Strict: there are no implicit types, anchors or tags, and a key that means nothing is an error with its place and the nearest right
  /// word. Names of columns and tables that the rules speak of must exist. Regular expressions are not compiled here.
  ///
  /// - Parameters:
  ///   - yaml: the file's text.
  ///   - name: the path or name that errors speak of.
  public init(yaml: String, named name: String) throws(RulesError) {
    let parser: Parser
    let root: Node?
    do {
      // The basic resolver makes every scalar a text. Anchors are held weakly by the nodes, and last as long as the parser.
      parser = try Parser(yaml: yaml, resolver: .basic)
      root = try parser.singleRoot()
    } catch let error as YamlError {
      throw RulesError(yamlError: error, file: name, yaml: yaml)
    } catch {
      throw RulesError(file: name, problem: .slip(.other("\(error)")))
    }
    guard let root else { throw RulesError(file: name, problem: .empty) }
    if case .scalar(let scalar) = root, scalar.string.isEmpty { throw RulesError(file: name, problem: .empty) }
    let node = RulesNode(file: name, node: root, name: "the rules file")
    do throws(RulesError) {
      try self.init(node)
    } catch {
      withExtendedLifetime(parser) {}
      throw error
    }
    withExtendedLifetime(parser) {}
  }

  private init(_ root: RulesNode) throws(RulesError) {
    let values = try root.mapping(of: Self.keys, under: "the top of the file")
    self.init(name: root.file)
    if let value = values["about"] { about = try value.text() }
    if let value = values["output"] { output = try OutputStyle(value) }
    if let value = values["limits"] { limits = try Limits(value) }
    if let value = values["survivor"] { survivor = try value.choice(Survivor.self) }
    if let value = values["newest_by"] {
      newestBy = try value.texts()
      guard !newestBy.isEmpty else { throw value.error(.emptyList(key: "newest_by")) }
      guard survivor == .newest else { throw value.error(.needless("newest_by", without: "survivor: newest")) }
    } else if survivor == .newest {
      throw (values["survivor"] ?? root).error(.missingKey("newest_by", under: "survivor: newest"))
    }
    if let value = values["shared_number"] { sharedNumber = try value.choice(SharedNumber.self) }
    if let value = values["assume"] { assume = try value.choice(Assumption.self) }
    if let value = values["tables"] {
      for table in try value.pairs() {
        var entries: [String: String] = [:]
        for entry in try table.value.pairs() { entries[entry.word] = try entry.value.text() }
        guard !entries.isEmpty else { throw table.key.error(.emptyList(key: table.word)) }
        tables[table.word] = entries
      }
    }
    guard let list = values["columns"] else { throw root.error(.missingKey("columns", under: "the rules file")) }
    let entries = try list.list()
    for entry in entries {
      let column = try ColumnRule(entry)
      guard !columns.contains(where: { $0.name == column.name }) else { throw entry.error(.duplicateColumn(column.name)) }
      columns.append(column)
    }
    if let value = values["reads"] {
      let known = Role.allCases.filter { $0 != .other }.map(\.rawValue)
      for entry in try value.pairs() {
        guard known.contains(entry.word), let role = Role(rawValue: entry.word) else {
          throw entry.key.error(
            .unknownKey(entry.word, under: "\"reads\"", nearest: nearestWord(to: entry.word, among: known), known: known))
        }
        reads[role] = try entry.value.texts()
      }
    }
    guard !columns.isEmpty || output.layout == .source else { throw list.error(.noColumns) }
    for (entry, column) in zip(entries, columns) { try check(column, at: entry) }
    if let value = values["checks"] {
      for entry in try value.list() { checks.append(try RecordCheck(entry, columns: columns.map(\.name))) }
    }
    if let value = values["identity"] {
      for entry in try value.list() { identity.append(try entry.columnName(among: columns.map(\.name), key: "identity")) }
    }
  }

  /// Names of columns and tables that a column's rule speaks of.
  private func check(_ column: ColumnRule, at entry: RulesNode) throws(RulesError) {
    let names = columns.map(\.name)
    for check in column.checks {
      if case .agreesWith(let other) = check.condition, !names.contains(other) {
        throw entry.error(.unknownColumn(other, key: "agrees_with", nearest: nearestWord(to: other, among: names)))
      }
    }
    for transform in column.transforms {
      if case .lookUp(let table) = transform, tables[table] == nil {
        throw entry.error(.unknownTable(table, nearest: nearestWord(to: table, among: tables.keys.sorted())))
      }
    }
    for other in column.template?.columns ?? [] where !names.contains(other) {
      throw entry.error(.unknownColumn(other, key: "template", nearest: nearestWord(to: other, among: names)))
    }
    // A template may use others, as long as no way leads back.
    var open = column.template?.columns ?? []
    var seen: Set<String> = []
    while let next = open.popLast() {
      guard next != column.name else { throw entry.error(.templateOfItself(column.name)) }
      if seen.insert(next).inserted { open += columns.first { $0.name == next }?.template?.columns ?? [] }
    }
  }
}

extension RulesNode {
  func columnName(among names: [String], key: String) throws(RulesError) -> String {
    let column = try text()
    guard names.contains(column) else {
      throw error(.unknownColumn(column, key: key, nearest: nearestWord(to: column, among: names)))
    }
    return column
  }
}

extension OutputStyle {
  fileprivate init(_ node: RulesNode) throws(RulesError) {
    self.init()
    let values = try node.mapping(of: Self.keys, under: "output")
    if let value = values["layout"] { layout = try value.choice(Layout.self) }
    if let value = values["delimiter"] {
      let text = try value.text()
      guard let byte = text.utf8.first, text.utf8.count == 1, byte == 9 || (0x21..<0x7F).contains(byte), byte != UInt8(ascii: "\"") else {
        throw value.error(.notADelimiter(text))
      }
      delimiter = byte
    }
    if let value = values["line_end"] { lineEnd = try value.choice(LineEnd.self) }
    if let value = values["quotes"] { quoting = try value.choice(Quoting.self) }
    if let value = values["byte_order_mark"] { hasByteOrderMark = try value.yesOrNo() }
  }
}

extension Limits {
  fileprivate init(_ node: RulesNode) throws(RulesError) {
    self.init()
    let values = try node.mapping(of: Self.keys, under: "limits")
    if let value = values["max_rejects"] { maxRejects = try value.count() }
    if let value = values["batch_records"] { batchRecords = try value.count(least: 1) }
    if let value = values["batch_bytes"] { batchBytes = try value.count(least: 1) }
    if let value = values["requests_per_minute"] { requestsPerMinute = try value.count(least: 1) }
    if let value = values["match_milliseconds"] { matchMilliseconds = try value.count(least: 1) }
  }
}

internal import ArgumentParser
internal import Rules

/// `muster rules`: what rules there are, and whether a rules file is right.
struct ShowRules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, show and check rules files, and describe their form.",
    subcommands: [ListRules.self, PrintRules.self, CheckRules.self, PrintSchema.self], defaultSubcommand: ListRules.self)

  struct ListRules: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the built-in rules.")

    func run() throws {
      var output = LineWriter()
      for name in RulesFile.builtInNames { try output.write("\(name)\t\(RulesArgument.load(name).about)") }
      try output.flush()
    }
  }

  struct PrintRules: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print built-in rules, to start a file of your own from.")

    @Argument(help: ArgumentHelp("The rules' name.", valueName: "name"))
    var name = RulesFile.builtInNames[0]

    func run() throws {
      _ = try RulesArgument.load(name)
      Console.output(RulesFile.builtInText(name) ?? "")
    }
  }

  struct CheckRules: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Check a rules file; ends with status 2 when it is wrong.")

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String

    func run() throws {
      let rules = try RulesArgument.load(file.contains("/") || file.contains(".") ? file : "./\(file)")
      Console.output(
        "\(file): \(rules.columns.count) columns, identity \(rules.identity.isEmpty ? "none" : rules.identity.joined(separator: " + "))\n")
    }
  }

  struct PrintSchema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema", abstract: "Print the JSON Schema of rules files, by which editors complete and check them.")

    func run() throws { Console.output(RulesFile.schema) }
  }
}

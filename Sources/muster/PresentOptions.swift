internal import ArgumentParser
internal import CSV
internal import Pipeline
internal import Rules

/// What the target has already.
struct PresentOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An export of the contacts that the target has already: they do not go out again. Can be given several times.", valueName: "file"))
  var against: [String] = []

  /// Reads the exports. Each is understood by itself: how it is written and what its columns are need not be as in the list.
  func contacts(_ understanding: Understanding, memory: SettlingMemory) throws -> PresentContacts {
    let contacts = PresentContacts(memory: memory)
    for path in against {
      let source = ListSource(path: path)
      let list = try source.open(understanding.readingOfExport)
      let plan = try understanding.planOfExport(list, named: path)
      do throws(RunError) {
        try contacts.enter(list, plan: plan, encoder: CSVEncoder(plan: plan, style: understanding.rules.output), name: path)
      } catch {
        throw Failure(error, source: path)
      }
    }
    return contacts
  }
}

extension Understanding {
  fileprivate var readingOfExport: ReadingOptions {
    var options = ReadingOptions()
    options.isHeader = isHeader
    return options
  }

  /// What `--columns` says holds for an export only where it has such columns.
  fileprivate func planOfExport(_ list: borrowing ListReader<FileSource>, named path: String) throws -> Plan {
    var alone = self
    // The list's own plan has been made: what is wrong with --columns has been said, and what is left is a name that is not here.
    if let mapped = columns.flatMap({ try? ColumnMapping(parsing: $0, rules: rules) }),
      (try? matcher.match(header: list.header, mapping: mapped)) == nil
    {
      alone.columns = nil
    }
    let plan = try alone.plan(for: list)
    if plan.identity == nil {
      throw Failure(
        status: .usage, sentence: "--against \(path): the rules do not say what identifies a contact; give them an identity")
    }
    return plan
  }
}

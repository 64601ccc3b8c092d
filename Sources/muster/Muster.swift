internal import ArgumentParser

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The program: picks a command, and turns however it ended into an exit status.
@main
struct Muster: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "muster",
    abstract: "Cleans a contact list, so that a bulk import accepts it.",
    discussion: """
      Names come out cased as their owners write them, telephone numbers in E.164 with their country, every person once. \
      What could not be fixed is handed back with the reason beside it.

        muster list.csv -o clean.csv        rejects go to clean.rejects.csv
        muster < list.csv > clean.csv       as a filter
        muster check list.csv               what is wrong, without writing anything
      """,
    version: version,
    // Each says its own name: to make it of the type's would be a fifth of a filter's start-up.
    subcommands: [
      Clean.self, Request.self, Send.self, StandIn.self, Check.self, Undo.self, Inspect.self, Explain.self, Dedup.self, Split.self,
      Settle.self, Match.self, Join.self, ReportCommand.self, Phone.self, Name.self, Records.self, ShowRules.self,
    ],
    defaultSubcommand: Clean.self
  )

  static func main() {
    // A reader that goes away must be an error that can be explained, not a death without a word.
    signal(SIGPIPE, SIG_IGN)
    do {
      // Without /proc the arguments cannot be had on Linux, and none must not be taken for the filter.
      if CommandLine.arguments.isEmpty { throw Failure(status: .usage, sentence: "cannot read the command line: /proc is not mounted") }
      var command = try command(CommandLine.arguments.dropFirst())
      try command.run()
    } catch let failure as Failure {
      if !failure.sentence.isEmpty { Console.say("muster: \(failure.sentence)\n") }
      end(failure.status)
    } catch {
      end(with: error)
    }
  }

  /// The command that a command line asks for.
  ///
  /// Where no word of it names one, and all of it is what cleaning takes, that is cleaning: to look through all commands first would be a
  /// fourth of a filter's start-up. Whoever asks for help or makes a mistake is answered after a look at all of them.
  private static func command(_ arguments: ArraySlice<String>) throws -> any ParsableCommand {
    let names = Set(configuration.subcommands.map { $0.configuration.commandName ?? "" }).union(["help"])
    let options = arguments.first == "clean" ? arguments.dropFirst() : arguments
    if names.isDisjoint(with: options), let clean = try? Clean.parse(Array(options)) { return clean }
    return try parseAsRoot()
  }

  /// Help and the version go to standard output; a wrong command line goes to standard error with status 2.
  private static func end(with error: any Error) -> Never {
    let message = fullMessage(for: error)
    if exitCode(for: error) == .success {
      Console.output(message + "\n")
      end(.done)
    }
    Console.say(message + "\n")
    end(.usage)
  }

  private static func end(_ status: ExitStatus) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status.rawValue)
    #else
      Musl.exit(status.rawValue)
    #endif
  }
}

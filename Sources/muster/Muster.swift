internal import ArgumentParser

@main
struct Muster: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "muster", abstract: "Cleans a contact list.", version: "0.1.0")
}

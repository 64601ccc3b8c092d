internal import ArgumentParser

/// `muster request`: the cleaned list as requests that are ready to be sent, or to be read.
struct Request: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Clean a list and write the import request: batches, ready to be sent.",
    discussion: """
      Cleans as muster clean does, with the same options. --output names a folder, which its owner alone can read, and which appears \
      whole or not at all:

        batch-0001.csv …   the cleaned list, in batches of the size that the rules allow (limits)
        batch-0001.http …  each batch's message for an editor's HTTP client; host, stream id, account and token are variables
        request.sh         sends the batches with curl; the token comes from a file or the environment
        manifest.json      each batch with its records, its SHA-256 and a hash of each contact
        manifest.key       the key of these hashes: delete it, and the manifest tells nobody a number

      Rejected records go to the file that --rejects names; with --output import that is import.rejects.csv by itself.

      Exit status: as for clean.
      """)

  @OptionGroup var cleaning: Clean

  func validate() throws {
    guard let output = cleaning.output, output != "-" else {
      throw ValidationError("A request needs a folder to go to: name one with --output import.")
    }
    if cleaning.emit != .csv || cleaning.boundary != nil {
      throw ValidationError("--emit and --boundary are about what muster clean writes: a request is a folder of batches in CSV.")
    }
  }

  func run() throws { try cleaning.run(asRequest: true) }
}

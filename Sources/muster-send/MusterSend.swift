internal import ArgumentParser
internal import Delivery
internal import HTTPExchange
internal import ImportRequest

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The program behind `muster send`. It is one of its own because what it needs for the network would slow the filter down.
@main
struct MusterSend: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster send",
    abstract: "Send an import request, or go on with one, and say of each contact whether it arrived.",
    discussion: """
      Sends the batches of a folder that muster request wrote. Each event is in the folder's journal before the next begins, so a run \
      that was stopped or killed at any moment is gone on with by the same command, and each contact arrives once. When it is not known \
      what became of a batch, the service's listing is asked before anything is sent again.

      The token comes from a file that its owner alone can read (--token-file), from an open descriptor (--token-fd), is made from the \
      client's id and secret (--client-id, --client-secret-file), or stands in MUSTER_TOKEN. It is never an argument, and never written \
      anywhere.

      At the end accepted.csv, missing.csv and changed.csv in the folder say what became of each contact.

      Exit status: 0 everything arrived; 2 wrong usage, token or folder; 3 a file is unreadable; 5 sending failed and can be resumed; \
      6 the service's answer disagrees: contacts are missing, changed or more than were sent; 8 a file is not writable.
      """)

  @Argument(help: ArgumentHelp("The folder that muster request wrote.", valueName: "folder"))
  var folder: String

  @OptionGroup var target: TargetOptions

  @OptionGroup var tokenOptions: TokenOptions

  @Option(help: ArgumentHelp("How many seconds a call may take.", valueName: "s"))
  var timeout = 60

  @Option(help: ArgumentHelp("How often a batch is tried before the run ends.", valueName: "n"))
  var attempts = 12

  @Option(
    help: ArgumentHelp("How long to wait before the second attempt; each further wait is twice as long, up to a minute.", valueName: "s"))
  var wait = 1.0

  @Flag(help: "Say what would be sent, and send nothing.")
  var dryRun = false

  @Flag(help: "Say nothing but errors.")
  var quiet = false

  func validate() throws {
    if !(1...3600).contains(timeout) { throw ValidationError("--timeout \(timeout): expected 1 to 3600 seconds.") }
    if !(0.001...60).contains(wait) { throw ValidationError("--wait \(wait): expected 0.001 to 60 seconds.") }
    if attempts < 1 { throw ValidationError("--attempts \(attempts): expected at least 1.") }
  }

  static func main() async {
    // What is written here is about contacts: nobody else's business, whatever the umask was.
    umask(0o077)
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
    } catch let failure as Failure {
      if !failure.sentence.isEmpty { Console.say("muster: \(failure.sentence)\n") }
      end(failure.status)
    } catch {
      let message = fullMessage(for: error) + "\n"
      if exitCode(for: error) == .success {
        Console.output(message)
        end(.done)
      }
      Console.error(message)
      end(.usage)
    }
  }

  private static func end(_ status: ExitStatus) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status.rawValue)
    #else
      Musl.exit(status.rawValue)
    #endif
  }

  func run() async throws {
    let time = SystemTimepiece()
    do {
      let request = try StoredRequest(path: folder)
      let (address, service) = try target.service()
      for warning in target.warnings where !quiet { Console.say("muster: \(warning)\n") }
      if dryRun {
        Console.output(DryRun(request: request, address: address, service: service).text)
        return
      }
      let token = try await tokenOptions.source(time: time, quiet: quiet)
      let exchange: HTTPExchange
      do { exchange = try HTTPExchange(to: address, authorities: target.cacert, timeout: timeout) } catch {
        throw Failure(status: .usage, sentence: "--cacert: \(error)")
      }
      let progress = Progress(isQuiet: quiet)
      let client = Client(
        exchange, token: token, time: time, pace: Pace(callsPerMinute: request.manifest.requestsPerMinute),
        backoff: Backoff(first: .seconds(wait)))
      let result: Result<DeliveryOutcome, DeliveryError>
      do throws(DeliveryError) {
        var delivery = try Delivery(request, to: service, client: client, attempts: attempts) { progress.tell($0) }
        result = .success(try await delivery.run())
      } catch {
        result = .failure(error)
      }
      progress.end()
      await exchange.close()
      let outcome = try result.get()
      if !quiet { Console.say(outcome.text(folder: folder, seconds: time.elapsed)) }
      if !outcome.agrees { throw Failure(status: .disagreement, sentence: quiet ? "" : outcome.disagreement(folder: folder)) }
    } catch let error as DeliveryError {
      throw Failure(error)
    }
  }
}

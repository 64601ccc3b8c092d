internal import ArgumentParser
internal import Foundation
internal import StandIn

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The program behind `muster stand-in`.
@main
struct MusterStandIn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "muster stand-in",
    abstract: "Stand in for the service on this machine, to practise sending and to test it.",
    discussion: """
      Does what the vendor's page says of the contact import, and refuses what it would refuse. What is sent to it stays in its memory \
      and is gone when it ends. Into its folder it writes what it takes to reach it:

        options             what muster send is told: muster send import $(cat FOLDER/options)
        host                the address, on a port that was free
        cacert.pem          its certificate, good for a day
        client-secret       the secret of the client "practice"
        token               a token that is good for a day, for --token-file
        headers             the headers of a call, for curl --header @FOLDER/headers

      Its stream id is \(Practice.streamId), and it takes any account. It can be told what to do wrong, and how often: \
      --fault cut-after=0.2 closes the connection behind every fifth call that it carries out. Faults: \
      \(Fault.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  @Argument(help: ArgumentHelp("The folder for what muster send needs; it is made where it is missing.", valueName: "folder"))
  var folder: String

  @Option(help: ArgumentHelp("The port to listen on. (default: any that is free)", valueName: "n"))
  var port = 0

  @Option(name: .customLong("for"), help: ArgumentHelp("End after so many seconds. (default: when it is stopped)", valueName: "s"))
  var seconds: Int?

  @Option(help: ArgumentHelp("What to do wrong, and to which share of the calls. Can be given several times.", valueName: "fault=share"))
  var fault: [FaultShare] = []

  @Option(help: ArgumentHelp("How many seconds a slow answer takes.", valueName: "s"))
  var delay = 2.0

  @Option(help: ArgumentHelp("How many calls a minute are taken; 0 for any number.", valueName: "n"))
  var rate = 60

  @Flag(help: "Leave out contacts whose number is there already, instead of refusing what came with them.")
  var skipDuplicates = false

  @Option(help: ArgumentHelp("Brings the same faults back.", valueName: "n"))
  var seed: UInt64?

  func validate() throws {
    if !(0...65535).contains(port) { throw ValidationError("--port \(port): expected 0 to 65535.") }
    if !(0...600).contains(delay) { throw ValidationError("--delay \(delay): expected 0 to 600 seconds.") }
    if let seconds, seconds < 1 { throw ValidationError("--for \(seconds): expected at least 1.") }
    if rate < 0 { throw ValidationError("--rate \(rate): expected at least 0.") }
  }

  func run() async throws {
    umask(0o077)
    let secret = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
    var options = StandInService.Options(streamId: Practice.streamId, clientId: Practice.clientId, secret: secret)
    options.faults = Dictionary(fault.map { ($0.fault, $0.share) }) { $1 }
    options.delay = delay
    options.skipsDuplicates = skipDuplicates
    options.callsPerMinute = rate == 0 ? nil : rate
    options.seed = seed ?? .random(in: .min ... .max)
    let identity = try ServerIdentity(now: Int(Date().timeIntervalSince1970))
    let service = StandInService(options)
    let token = try await service.token(until: Int(Date().timeIntervalSince1970) + 86_400)
    let server = try await StandInServer(service, identity: identity, port: port)
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try write(identity.certificatePEM, to: "cacert.pem")
      try write(secret + "\n", to: "client-secret")
      try write(token + "\n", to: "token")
      try write(
        "--host 127.0.0.1:\(server.port) --cacert \(folder)/cacert.pem --stream-id \(Practice.streamId) --account-id practice "
          + "--client-id \(Practice.clientId) --client-secret-file \(folder)/client-secret\n", to: "options")
      try write("auth: \(token)\naccountId: practice\n", to: "headers")
      // The last one: whoever finds it finds the others.
      try write("127.0.0.1:\(server.port)\n", to: "host")
    } catch {
      throw ValidationError("\(folder) cannot be written: \(error)")
    }
    FileHandle.standardOutput.write(
      Data("muster stand-in: listening on 127.0.0.1:\(server.port), seed \(options.seed)\n".utf8))
    if let seconds {
      try await Task.sleep(for: .seconds(seconds))
      try await server.close()
    } else {
      // Until it is stopped by a signal, which is what ends a server.
      while true { try await Task.sleep(for: .seconds(3600)) }
    }
  }

  private func write(_ text: String, to name: String) throws {
    let path = "\(folder)/\(name)"
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}

/// What is the same for every stand-in.
private enum Practice {
  static let streamId = "st-00000000-0000-4000-8000-000000000000"
  static let clientId = "practice"
}

/// A fault and how often it happens, as it is written on a command line.
struct FaultShare: ExpressibleByArgument {
  let fault: Fault
  let share: Double

  init?(argument: String) {
    let sides = argument.split(separator: "=")
    guard let fault = Fault(rawValue: String(sides.first ?? "")), sides.count == 2, let share = Double(sides[1]), (0...1).contains(share)
    else { return nil }
    self.fault = fault
    self.share = share
  }
}

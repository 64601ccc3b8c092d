import Foundation
import TestSupport
import Testing

/// With MUSTER_LONG in the environment the counts are those that the design promises; without it, those that a test run has time for.
private let isLong = ProcessInfo.processInfo.environment["MUSTER_LONG"] != nil

/// A request of made-up contacts, in batches of `batch` and without a limit of calls a minute.
private func scratchWithRequest(contacts: Int, batch: Int) throws -> Scratch {
  let scratch = try Scratch()
  var list = "firstName,lastName,salutation,cellPhoneNumber\n"
  for index in 0..<contacts { list += "Asha,Rao,Mrs,\(number(index))\n" }
  let rules = try String(contentsOf: Program.root.appending(path: "rules/kore-agentassist.yaml"), encoding: .utf8)
    .replacing("batch_records: 1000", with: "batch_records: \(batch)")
    .replacing("requests_per_minute: 60", with: "requests_per_minute: 60000000")
  let made = try Program.run([
    "request", try scratch.write(list, to: "list.csv"), "-o", scratch["import"].path, "--rules", try scratch.write(rules, to: "rules.yaml"),
  ])
  #expect(made.status == 0, "\(made.error)")
  return scratch
}

/// An Indian mobile number; there are 100,000 of them.
private func number(_ index: Int) -> String { "+91\(9_876_500_000 + index)" }

/// Checks that each contact is there once, by the service's account and by Muster's.
private func expectAllOnce(_ standIn: StandInProcess, contacts: Int, _ comment: Comment) throws {
  #expect(try standIn.numbers().sorted() == (0..<contacts).map(number), comment)
  let accepted = try standIn.scratch.read("import/accepted.csv").split(separator: "\n").dropFirst()
  #expect(
    accepted.map { $0.split(separator: ",", omittingEmptySubsequences: false)[3] } == (0..<contacts).map { Substring(number($0)) }, comment)
  #expect(try standIn.scratch.read("import/missing.csv").split(separator: "\n").count == 1, comment)
  #expect(try standIn.scratch.read("import/changed.csv").split(separator: "\n").count == 1, comment)
}

@Suite("Sending, process against process over TLS on this machine")
struct SendTests {
  @Test("A list arrives whole, and is accounted for")
  func whole() throws {
    let contacts = isLong ? 100_000 : 3_000
    let standIn = try StandInProcess(in: scratchWithRequest(contacts: contacts, batch: contacts / 100))
    let start = Date()
    let sent = try standIn.send()
    print("sending \(contacts) contacts in 100 batches took \(Date().timeIntervalSince(start)) s")
    #expect(sent.status == 0 && sent.output == "", "\(sent.error)")
    #expect(
      sent.error.replacing(/, \d+\.\d\d s/, with: "") == """
        muster: \(standIn.scratch["import"].path)
          sent       \(contacts)
          accepted   \(contacts)  \(standIn.scratch["import"].path)/accepted.csv
          missing    \(String(repeating: " ", count: String(contacts).count - 1))0
          changed    \(String(repeating: " ", count: String(contacts).count - 1))0

        """)
    try expectAllOnce(standIn, contacts: contacts, "")
    let journal = try standIn.scratch.read("import/journal.jsonl")
    #expect(try standIn.send().status == 0)
    #expect(try standIn.scratch.read("import/journal.jsonl") == journal, "what has arrived is not sent again")
  }

  @Test("A sender that is killed at random moments is gone on with, and each contact arrives once")
  func kills() throws {
    let (contacts, batch, kills) = isLong ? (100_000, 500, 50) : (2_000, 25, 8)
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(seed: seed)
    let standIn = try StandInProcess(
      ["--fault", "slow=0.3", "--delay", "0.05", "--seed", String(seed)], in: scratchWithRequest(contacts: contacts, batch: batch))
    var killed = 0
    var under = 0
    while killed < kills {
      let sender = Process()
      sender.executableURL = URL(filePath: Program.path(of: "muster-send"))
      sender.arguments = try standIn.arguments() + ["--quiet"]
      try sender.run()
      Thread.sleep(forTimeInterval: .random(in: 0...(isLong ? 1.2 : 0.6), using: &generator))
      if sender.isRunning {
        kill(sender.processIdentifier, SIGKILL)
        killed += 1
      }
      sender.waitUntilExit()
      let journal = (try? standIn.scratch.read("import/journal.jsonl")) ?? ""
      if journal.split(separator: "\n").last?.contains("\"sending\"") == true { under += 1 }
      // Done before the kills were: there is nothing left to kill.
      if sender.terminationReason == .exit { break }
    }
    print("killed \(killed) times, \(under) of them with a batch under way, seed \(seed)")
    let last = try standIn.send()
    #expect(last.status == 0, "\(last.error), seed \(seed)")
    try expectAllOnce(standIn, contacts: contacts, "seed \(seed), \(killed) kills")
  }

  @Test(
    "Each contact arrives once, whatever goes wrong at every fifth call",
    arguments: ["slow", "busy", "busy-text", "error", "error-after", "cut", "cut-after", "html", "html-after"])
  func faults(fault: String) throws {
    let (contacts, batch) = isLong ? (10_000, 200) : (300, 25)
    let seed = UInt64.random(in: .min ... .max)
    let standIn = try StandInProcess(
      ["--fault", "\(fault)=0.2", "--delay", "1.5", "--seed", String(seed)], in: scratchWithRequest(contacts: contacts, batch: batch))
    let sent = try standIn.send(fault == "slow" ? ["--timeout", "1"] : [])
    #expect(sent.status == 0, "\(sent.error), seed \(seed)")
    try expectAllOnce(standIn, contacts: contacts, "\(fault), seed \(seed)")
  }

  @Test("A redirect to another host is not followed, and said")
  func redirect() throws {
    let standIn = try StandInProcess(["--fault", "redirect=1"], in: scratchWithRequest(contacts: 3, batch: 3))
    let sent = try standIn.send()
    #expect(sent.status == 5)
    #expect(
      sent.error.contains("redirects to https://elsewhere.invalid/agentassist/")
        && sent.error.contains("the token goes nowhere but to the host it was meant for"), "\(sent.error)")
  }

  @Test("What a service says cannot steer the terminal")
  func hostileWords() throws {
    let scratch = try scratchWithRequest(contacts: 3, batch: 3)
    _ = try scratch.write(Self.talker, to: "talker.py")
    let token = try scratch.write("eyJhbGciOiJIUzI1NiJ9.eyJhcHBJZCI6ImEifQ.c2ln", to: "token")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: token)
    // Programs that a test starts may have signals blocked; only SIGKILL ends the service for sure.
    let sent = try Program.shell(
      """
      python3 talker.py & talker=$!
      until [ -s port ]; do sleep 0.05; done
      muster send import --host http://127.0.0.1:$(cat port) --stream-id \(StandInProcess.streamId) --account-id a --token-file token
      status=$?; kill -KILL $talker; exit $status
      """, in: scratch.folder)
    #expect(sent.status == 5, "\(sent.error)")
    #expect(sent.error.contains("no\\u{202e}thing\\u{200b}"), "\(sent.error)")
    #expect(
      sent.error.unicodeScalars.allSatisfy { $0 == "\n" || !$0.properties.isBidiControl && $0.properties.generalCategory != .control })
  }

  /// A service that refuses everything in words that are made to be read as others.
  private static let talker = """
    import http.server
    class Talker(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(403)
            self.end_headers()
            self.wfile.write('{"message": "no\\u202ething\\u200b"}'.encode())
        do_GET = do_POST
        def log_message(self, *_): pass
    server = http.server.HTTPServer(("127.0.0.1", 0), Talker)
    open("port", "w").write(str(server.server_port))
    server.serve_forever()
    """

  @Test("A certificate that nobody vouches for ends the run before a byte of the request is sent")
  func untrusted() throws {
    let standIn = try StandInProcess(in: scratchWithRequest(contacts: 3, batch: 3))
    let made = try Program.shell(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out other.pem -days 1 -subj /CN=other 2>&1",
      in: standIn.scratch.folder)
    #expect(made.status == 0, "\(made.output)")
    let sent = try standIn.send(["--cacert", standIn.scratch["other.pem"].path])
    #expect(sent.status == 5)
    #expect(sent.error.contains("is not trusted: if it should be, name the file of its authority with --cacert"), "\(sent.error)")
    #expect(try standIn.numbers().isEmpty)
    let none = try standIn.send(["--cacert", standIn.scratch["list.csv"].path])
    #expect(none.status == 2 && none.error.contains("holds no certificate"), "\(none.error)")
  }

  @Test("A service that refuses the token, or is not there, is named")
  func refused() throws {
    let standIn = try StandInProcess(in: scratchWithRequest(contacts: 3, batch: 3))
    let secret = try standIn.scratch.write(String(repeating: "another", count: 6), to: "secret")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
    let refused = try Program.run(["send"] + standIn.arguments(token: ["--client-id", "practice", "--client-secret-file", secret]))
    #expect(refused.status == 5)
    #expect(refused.error.contains("does not accept the token (status 401: the token is not valid)"), "\(refused.error)")
    let absent = try standIn.send(["--host", "127.0.0.1:1", "--attempts", "2"])
    #expect(absent.status == 5)
    #expect(
      absent.error.hasSuffix(
        "batch 1 did not get through in 2 attempts; the last one: 127.0.0.1:1 cannot be reached: check --host and the network. "
          + "Run the same command again to go on\n"), "\(absent.error)")
    #expect(try standIn.send().status == 0, "nothing of that keeps the batch from arriving")
  }

  @Test("A terminal shows what a path or the service says, and does nothing of it")
  func controls() throws {
    let said = try Program.shell("muster send $(printf 'no\\033[2Jwhere') --host h.example --stream-id s --account-id a")
    #expect(said.status == 3 && said.error.contains("no\\u{1b}[2Jwhere") && !said.error.contains("\u{1B}"), "\(said.error)")
  }

  @Test("A dry run says what would be sent, and sends nothing")
  func dryRun() throws {
    let scratch = try scratchWithRequest(contacts: 7, batch: 3)
    let said = try Program.run([
      "send", scratch["import"].path, "--host", "service.example", "--stream-id", StandInProcess.streamId, "--account-id", "a1",
      "--dry-run",
    ])
    #expect(said.status == 0 && said.error == "", "\(said.error)")
    #expect(
      said.output.hasPrefix(
        "POST https://service.example/agentassist/api/v1/public/\(StandInProcess.streamId)/contacts/import-contacts\n  auth: (token)\n"))
    #expect(said.output.contains("  batch-0003.csv  1 contacts, "))
    #expect(!FileManager.default.fileExists(atPath: scratch["import/journal.jsonl"].path))
  }
}

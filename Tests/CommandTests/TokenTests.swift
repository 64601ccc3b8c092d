import Foundation
import TestSupport
import Testing

private func scratchWithRequest() throws -> Scratch {
  let scratch = try Scratch()
  try FileManager.default.copyItem(at: Program.examples.appending(path: "messy.csv"), to: scratch["messy.csv"])
  #expect(try Program.run(["request", scratch["messy.csv"].path, "-o", scratch["import"].path, "--quiet"]).status == 0)
  return scratch
}

private func privateFile(_ text: String, _ name: String, in scratch: Scratch, mode: Int = 0o600) throws -> String {
  let path = try scratch.write(text, to: name)
  try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  return path
}

/// A token without a valid signature, which is not what is looked at here.
private func token(_ claims: String) -> String {
  func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString().replacing("=", with: "") }
  return "\(encoded(#"{"alg":"HS256"}"#)).\(encoded(claims)).c2ln"
}

private let target = ["--host", "127.0.0.1:1", "--stream-id", StandInProcess.streamId, "--account-id", "a1", "--attempts", "1"]

private struct TokenCase: Sendable, CustomTestStringConvertible {
  let token: String
  var mode = 0o600
  let says: String
  let reason: String
  var testDescription: String { reason }
}

@Test(
  "What is wrong with a token is named before anything is sent",
  arguments: [
    TokenCase(token: token(#"{"appId":"a","exp":1}"#), says: "the token expired at 1970-01-01T00:00:01Z", reason: "past its exp"),
    TokenCase(token: "secret", says: "the token is no JWT", reason: "no token"),
    TokenCase(token: "", says: "the token is empty", reason: "an empty file"),
    TokenCase(token: token(#"{"appId":"a"}"#), mode: 0o644, says: "can be read by others (mode 644)", reason: "a file for all"),
  ])
private func refusedTokens(wrong: TokenCase) throws {
  let scratch = try scratchWithRequest()
  let file = try privateFile(wrong.token, "token", in: scratch, mode: wrong.mode)
  let sent = try Program.run(["send", scratch["import"].path, "--token-file", file] + target)
  #expect(sent.status == 2)
  #expect(sent.error.contains(wrong.says), "\(sent.error)")
  #expect(!FileManager.default.fileExists(atPath: scratch["import/journal.jsonl"].path), "nothing was begun")
}

@Test("A token comes from one place, and there has to be one")
private func places() throws {
  let scratch = try scratchWithRequest()
  let none = try Program.shell("env -u MUSTER_TOKEN muster send import \(target.joined(separator: " "))", in: scratch.folder)
  #expect(none.status == 2 && none.error.contains("there is no token: give --token-file, --token-fd, or --client-id"), "\(none.error)")
  let two = try Program.run(["send", scratch["import"].path, "--token-file", "a", "--token-fd", "3"] + target)
  #expect(two.status == 2 && two.error.contains("The token comes from one place"), "\(two.error)")
  let half = try Program.run(["send", scratch["import"].path, "--client-id", "a"] + target)
  #expect(half.status == 2 && half.error.contains("belong together"), "\(half.error)")
  let argument = try Program.run(["send", scratch["import"].path, "--token", "a"] + target)
  #expect(argument.status == 2, "there is no such option")
}

@Test("A token is taken from a file, from a descriptor, and with one warning from the environment; one without appId is warned about")
private func sources() throws {
  let standIn = try StandInProcess(in: scratchWithRequest())
  func send(_ more: String, in folder: String = "import") throws -> Program.Result {
    let words = try standIn.arguments(folder, token: []).map { "'\($0)'" }.joined(separator: " ")
    return try Program.shell(
      "rm -rf copy; cp -r import copy; \(more.replacing("SEND", with: "muster send \(words)"))", in: standIn.scratch.folder)
  }
  for line in ["SEND --token-file practice/token", "SEND --token-fd 3 3< practice/token"] {
    let sent = try send(line, in: "copy")
    #expect(sent.status == 0 && !sent.error.contains("MUSTER_TOKEN"), "\(sent.error)")
  }
  let warned = try send("MUSTER_TOKEN=$(cat practice/token) SEND", in: "copy")
  #expect(warned.status == 0, "\(warned.error)")
  #expect(warned.error.components(separatedBy: "MUSTER_TOKEN").count == 2, "\(warned.error)")
  _ = try privateFile(token(#"{"name":"sample"}"#), "nameless", in: standIn.scratch)
  let nameless = try send("SEND --token-file nameless", in: "copy")
  #expect(nameless.error.contains("the token has no appId"), "\(nameless.error)")
  #expect(nameless.status == 5, "and the service refuses it")
}

@Test("No file, no output and no command line has the secret or a token in it")
private func secrets() throws {
  let standIn = try StandInProcess(["--fault", "slow=1", "--delay", "0.7", "--fault", "cut=0.3"], in: scratchWithRequest())
  let secret = try standIn.scratch.read("practice/client-secret").trimmingCharacters(in: .newlines)
  let token = try standIn.scratch.read("practice/token").trimmingCharacters(in: .newlines)
  // A token that is made begins as every JWT in HS256 does, and the one in the file has its signature.
  let marks = [secret, "eyJ", String(token.split(separator: ".").last ?? "")]
  var seen = 0
  for tokenArguments in [nil, ["--token-file", standIn.scratch["practice/token"].path]] {
    let output = standIn.scratch["output"]
    try Data().write(to: output)
    let sender = Process()
    sender.executableURL = URL(filePath: Program.path(of: "muster"))
    sender.arguments = try ["send"] + standIn.arguments(token: tokenArguments)
    sender.standardError = try FileHandle(forWritingTo: output)
    sender.standardOutput = sender.standardError
    try sender.run()
    while sender.isRunning {
      let line = try? String(contentsOfFile: "/proc/\(sender.processIdentifier)/cmdline", encoding: .utf8)
      if let line, line.contains("muster-send") {
        seen += 1
        for mark in marks { #expect(!line.contains(mark)) }
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    for mark in marks { #expect(!(try standIn.scratch.read("output").contains(mark))) }
    try FileManager.default.removeItem(at: standIn.scratch["import/journal.jsonl"])
  }
  #expect(seen > 0, "a command line was looked at while it ran")
  let found = try Program.shell("grep -rlF -e '\(secret)' -e eyJ . | grep -v '^./practice/'", in: standIn.scratch.folder)
  #expect(found.output == "", "only the stand-in's own folder holds them")
}

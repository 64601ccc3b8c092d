import Foundation
import TestSupport
import Testing

private func standIn(_ options: [String] = []) throws -> StandInProcess {
  let scratch = try Scratch()
  try FileManager.default.copyItem(at: Program.examples.appending(path: "messy.csv"), to: scratch["messy.csv"])
  return try StandInProcess(options, in: scratch)
}

private let url = "https://$(cat practice/host)/agentassist/api/v1/public/\(StandInProcess.streamId)/contacts"
private let curl = "curl --silent --show-error --cacert practice/cacert.pem --header @practice/headers"

@Test("The service takes the body of a pipe from curl, and the JSON of the sibling call")
private func pipes() throws {
  let standIn = try standIn()
  let body = try Program.shell(
    "muster messy.csv --emit request --rejects r.csv --quiet | \(curl) "
      + "--header 'Content-Type: multipart/form-data; boundary=muster-1f0c8a5e9d7b4c36a2e8' --data-binary @- \(url)/import-contacts",
    in: standIn.scratch.folder)
  #expect(body.status == 0 && body.output.hasPrefix("[{"), "\(body.output)\(body.error)")
  #expect(try standIn.numbers().sorted() == ["+34912345678", "+442079460018", "+493090120", "+919876543210"])
  let json = try Program.shell(
    "printf 'Name,Phone\\nAnna Noe,+12025550123\\n' | muster --emit json --quiet | \(curl) --json @- \(url)", in: standIn.scratch.folder)
  #expect(json.output.contains("\"fullName\":\"Anna Noe\""), "\(json.output)\(json.error)")
  let sample = try Program.shell(
    "muster messy.csv -o clean.csv --quiet; \(curl) --header 'Content-Type: application/json' --form result_file=@clean.csv \(url)/import-contacts",
    in: standIn.scratch.folder)
  #expect(sample.output.contains("expected multipart/form-data"), "the vendor's sample as it stands; \(sample.output)")
}

@Test("The script sends the request, its answers are what muster send goes on from, and curl's arguments hold no token")
private func scriptSends() throws {
  let standIn = try standIn()
  let environment =
    "MUSTER_HOST=$(cat practice/host) MUSTER_STREAM_ID=\(StandInProcess.streamId) MUSTER_TOKEN_FILE=$PWD/practice/token "
    + "MUSTER_CACERT=$PWD/practice/cacert.pem MUSTER_ACCOUNT_ID=a1"
  // A curl in front of the real one notes its arguments.
  let spy =
    "mkdir bin && printf '#!/bin/sh\\necho \"$@\" >> %s/arguments\\nexec %s \"$@\"\\n' $PWD $(command -v curl) > bin/curl && chmod +x bin/curl"
  let sent = try Program.shell(
    "\(spy) && muster request messy.csv -o import --quiet && \(environment) PATH=$PWD/bin:$PATH sh import/request.sh",
    in: standIn.scratch.folder)
  #expect(sent.status == 0, "\(sent.error)")
  #expect(sent.error.hasSuffix("batch-0001.csv was accepted\n"))
  let token = try standIn.scratch.read("practice/token").trimmingCharacters(in: .newlines)
  #expect(try standIn.scratch.read("arguments").contains("result_file=@batch-0001.csv"))
  #expect(!(try standIn.scratch.read("arguments").contains(token)))
  #expect(try standIn.numbers().count == 4)
  let reconciled = try standIn.send()
  #expect(reconciled.status == 0 && reconciled.error.contains("accepted   4"), "\(reconciled.error)")
  #expect(try standIn.numbers().count == 4, "nothing was sent again")
}

@Test("What the script cannot know, it leaves to muster send")
private func scriptCut() throws {
  let standIn = try standIn(["--fault", "cut-after=0.5", "--seed", "3"])
  let line =
    "MUSTER_HOST=$(cat practice/host) MUSTER_STREAM_ID=\(StandInProcess.streamId) MUSTER_TOKEN_FILE=$PWD/practice/token "
    + "MUSTER_CACERT=$PWD/practice/cacert.pem sh import/request.sh"
  #expect(try Program.shell("muster request messy.csv -o import --quiet", in: standIn.scratch.folder).status == 0)
  // A call was under way when somebody pulled the plug.
  _ = try standIn.scratch.write(
    #"{"at":"2026-01-01T00:00:00Z","event":"sending","batch":1,"attempt":1}"# + "\n", to: "import/journal.jsonl")
  let refused = try Program.shell(line, in: standIn.scratch.folder)
  #expect(refused.status == 5)
  #expect(
    refused.error == "request.sh: nobody knows whether batch-0001.csv arrived, because its answer never came: let muster send find out\n")
  let sent = try standIn.send()
  #expect(sent.status == 0, "\(sent.error)")
  #expect(try standIn.numbers().count == 4)
}

@Test("A muster that was copied alone says what is missing")
private func alone() throws {
  let scratch = try Scratch()
  try FileManager.default.copyItem(atPath: Program.path(of: "muster"), toPath: scratch["muster"].path)
  let sent = try Program.shell("./muster send import --host a", in: scratch.folder)
  #expect(sent.status == 2)
  #expect(
    sent.error == "muster: this command is the program muster-send, which has to lie in \(scratch.folder.path): it is not there. "
      + "Build it with: make sender\n")
}

import Foundation
import TestSupport
import Testing

/// Reads a multipart body with Python's own parser and writes what is in its one part.
private let pythonReader = """
  import email, email.policy, sys
  body = sys.stdin.buffer.read()
  message = email.message_from_bytes(b"Content-Type: " + sys.argv[1].encode() + b"\\r\\n\\r\\n" + body, policy=email.policy.HTTP)
  assert message.is_multipart() and not message.defects, message.defects
  [part] = message.iter_parts()
  assert not part.defects, part.defects
  assert part.get_content_disposition() == "form-data", part
  assert part.get_param("name", header="content-disposition") == "result_file", part
  assert part.get_content_type() == "text/csv", part
  sys.stdout.buffer.write(part.get_payload(decode=True))
  """

/// Answers one request and writes its content type and its body, as it was on the wire.
private let pythonCatcher = """
  import http.server, subprocess, sys
  class Catcher(http.server.BaseHTTPRequestHandler):
      def do_POST(self):
          body = self.rfile.read(int(self.headers["Content-Length"]))
          self.send_response(200); self.end_headers()
          sys.stdout.buffer.write(self.headers["Content-Type"].encode() + b"\\n" + body)
      def log_message(self, *arguments): pass
  server = http.server.HTTPServer(("127.0.0.1", 0), Catcher)
  curl = subprocess.Popen(["curl", "-sS", *sys.argv[1:], "http://127.0.0.1:%d/" % server.server_port])
  server.handle_request()
  sys.exit(curl.wait())
  """

private func scratchWithList() throws -> Scratch {
  let scratch = try Scratch()
  try FileManager.default.copyItem(at: Program.examples.appending(path: "messy.csv"), to: scratch["messy.csv"])
  _ = try scratch.write(pythonReader, to: "read.py")
  _ = try scratch.write(pythonCatcher, to: "catch.py")
  return scratch
}

@Test("The body of a request is what Python's parser reads, and holds the cleaned list byte for byte")
func bodyReadByPython() throws {
  let scratch = try scratchWithList()
  for boundary in ["", " --boundary x"] {
    let type = "multipart/form-data; boundary=" + (boundary.isEmpty ? "muster-1f0c8a5e9d7b4c36a2e8" : "x")
    let read = try Program.shell(
      "muster messy.csv --emit request\(boundary) --rejects r.csv --quiet | python3 read.py '\(type)' > read.csv && muster messy.csv --rejects r.csv --quiet | cmp - read.csv",
      in: scratch.folder)
    #expect(read.status == 0, "\(read.output)\(read.error)")
  }
}

@Test("curl makes the same body of a batch, and the HTTP file shows it")
func bodyMadeByCurl() throws {
  let scratch = try scratchWithList()
  #expect(try Program.run(["request", scratch["messy.csv"].path, "-o", scratch["import"].path, "--quiet"]).status == 0)
  let curl = try Program.shell("python3 catch.py --form 'result_file=@import/batch-0001.csv;type=text/csv'", in: scratch.folder)
  #expect(curl.status == 0, "\(curl.error)")
  let caught = curl.output.split(separator: "\n", maxSplits: 1)
  let theirs = try #require(caught.first?.split(separator: "boundary=").last)
  let message = try scratch.read("import/batch-0001.http")
  let ours = try #require(message.split(separator: "\n").first { $0.hasPrefix("Content-Type: ") }?.split(separator: "boundary=").last)
  let body = try #require(message.split(separator: "\n\n", maxSplits: 1).last)
  // The HTTP file has the lines of a text; on the wire they end with CRLF, and the CSV stands where its file is named.
  let shown = body.replacing("\n", with: "\r\n").replacing("< ./batch-0001.csv", with: try scratch.read("import/batch-0001.csv"))
  #expect(caught.last?.replacing(theirs, with: ours) == Substring(shown))
}

@Test("A list that holds the boundary is refused, and another boundary is taken")
func boundaryInTheList() throws {
  let list = "firstName,cellPhoneNumber\nAnna --edge,+14155552671\n"
  let refused = try Program.run(["--emit", "request", "--boundary", "edge"], input: list)
  #expect(refused.status == 4)
  #expect(
    refused.error == "muster: a record of standard input holds the text \"edge\", which is to separate the parts of the request: "
      + "choose another with --boundary\n")
  #expect(try Program.run(["--emit", "request", "--boundary", "other"], input: list).status == 0)
  #expect(try Program.run(["--emit", "request", "--boundary", "a b"], input: list).status == 2)
}

@Test("The manifest's hashes can be made again with the key beside it")
func hashesMadeByOpenSSL() throws {
  let scratch = try scratchWithList()
  #expect(try Program.run(["request", scratch["messy.csv"].path, "-o", scratch["import"].path, "--quiet"]).status == 0)
  let made = try Program.shell(
    "printf %s +442079460018 | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(cat import/manifest.key) -r | cut -c 1-16 | grep -qf - import/manifest.json"
      + " && sha256sum import/batch-0001.csv | cut -c 1-64 | grep -qf - import/manifest.json",
    in: scratch.folder)
  #expect(made.status == 0)
}

@Test("Where there is something already, and with rules that the call does not take, nothing is written")
func refusals() throws {
  let scratch = try scratchWithList()
  _ = try scratch.write("", to: "import")
  let taken = try Program.run(["request", scratch["messy.csv"].path, "-o", scratch["import"].path])
  #expect(taken.status == 2)
  #expect(taken.error == "muster: \(scratch["import"].path) is there already, and not an empty folder: name another, or remove it\n")
  let rules = try Program.run(["request", scratch["messy.csv"].path, "-o", scratch["other"].path, "--rules", "hubspot"])
  #expect(rules.status == 2)
  #expect(rules.error.contains("the rules hubspot have no column cellPhoneNumber, which the import call asks for"))
  #expect(try scratch.files == ["catch.py", "import", "messy.csv", "read.py"])
}

@Test("The script is one that a shell reads, and asks for what it needs")
func script() throws {
  let scratch = try scratchWithList()
  #expect(try Program.run(["request", scratch["messy.csv"].path, "-o", scratch["import"].path, "--quiet"]).status == 0)
  #expect(try Program.shell("sh -n import/request.sh", in: scratch.folder).status == 0)
  let bare = try Program.shell("env -u MUSTER_HOST sh import/request.sh", in: scratch.folder)
  #expect(bare.status != 0 && bare.error.contains("MUSTER_HOST: set it to the host of the service"))
}

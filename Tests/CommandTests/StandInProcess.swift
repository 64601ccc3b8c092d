import Foundation
import TestSupport

/// A running stand-in, and what is sent to it. It ends with the test.
final class StandInProcess {
  // A class, because it owns a process.
  let scratch: Scratch
  private let process = Process()
  static let streamId = "st-00000000-0000-4000-8000-000000000000"

  /// Twice as long as a start under load has been seen to take, and over soon where there is nothing to wait for.
  private static let patience = 60.0

  init(_ options: [String] = [], in scratch: Scratch) throws {
    self.scratch = scratch
    // In case the test is killed, the stand-in ends by itself.
    process.executableURL = URL(filePath: Program.path(of: "muster-stand-in"))
    process.arguments = [scratch["practice"].path, "--for", "900", "--rate", "0"] + options
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let start = Date()
    while !FileManager.default.fileExists(atPath: scratch["practice/host"].path) {
      guard process.isRunning, Date().timeIntervalSince(start) < Self.patience else { throw NotListening() }
      Thread.sleep(forTimeInterval: 0.02)
    }
    _ = try scratch.write(Self.lister, to: "list.py")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  struct NotListening: Error {}

  /// What every call of `muster send` has in common here.
  func arguments(_ folder: String = "import", token: [String]? = nil) throws -> [String] {
    let practice = scratch["practice"].path
    return [
      scratch[folder].path, "--host", try scratch.read("practice/host").trimmingCharacters(in: .newlines), "--stream-id", Self.streamId,
      "--account-id", "a1", "--cacert", practice + "/cacert.pem", "--wait", "0.01",
    ] + (token ?? ["--client-id", "practice", "--client-secret-file", practice + "/client-secret"])
  }

  func send(_ more: [String] = []) throws -> Program.Result { try Program.run(["send"] + arguments() + more) }

  /// The numbers that the stand-in has, as a client says that has nothing in common with Muster.
  func numbers() throws -> [String] {
    let listed = try Program.shell("python3 list.py", in: scratch.folder)
    guard listed.status == 0 else { throw Unlisted(error: listed.error) }
    return listed.output.split(separator: "\n").map(String.init)
  }

  struct Unlisted: Error { let error: String }

  /// Makes its own token from the secret, and turns over the listing. A stand-in that does wrong to some calls is asked again.
  private static let lister = """
    import base64, hashlib, hmac, json, ssl, time, urllib.request
    def encoded(data): return base64.urlsafe_b64encode(data).rstrip(b"=")
    secret = open("practice/client-secret", "rb").read().strip()
    claims = {"appId": "practice", "sub": "list.py", "exp": int(time.time()) + 600}
    signed = encoded(b'{"alg":"HS256","typ":"JWT"}') + b"." + encoded(json.dumps(claims).encode())
    token = (signed + b"." + encoded(hmac.new(secret, signed, hashlib.sha256).digest())).decode()
    context = ssl.create_default_context(cafile="practice/cacert.pem")
    host = open("practice/host").read().strip()
    skip = 0
    while True:
        url = f"https://{host}/agentassist/api/v1/public/st-00000000-0000-4000-8000-000000000000/contacts?skip={skip}&limit=1000"
        request = urllib.request.Request(url, headers={"auth": token, "accountId": "a1"})
        for attempt in range(200):
            try:
                page = json.load(urllib.request.urlopen(request, context=context, timeout=20))
                break
            except Exception as error:
                last = error
                time.sleep(0.01)
        else:
            raise last
        for contact in page["results"]: print(contact["cellPhone"]["phoneNumber"])
        skip += len(page["results"])
        if not page["hasMore"]: break
    """
}

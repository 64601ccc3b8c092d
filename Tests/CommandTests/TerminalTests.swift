import Foundation
import TestSupport
import Testing

/// What a run writes to a terminal, as another program pretends to be one.
private func onTerminal(_ environment: String) throws -> Program.Result {
  let scratch = try Scratch()
  _ = try scratch.write("Name,Phone\nANN LEE,+14155552671\nBob,12\n", to: "list.csv")
  let line = """
    \(environment) python3 -c 'import pty, sys, os
    sys.exit(os.waitstatus_to_exitcode(pty.spawn(["muster", "list.csv", "-o", "clean.csv"])))' < /dev/null
    """
  return try Program.shell(line, in: scratch.folder)
}

@Test("A terminal gets colours, unless it has none or somebody minds")
func terminalColours() throws {
  let coloured = try onTerminal("TERM=xterm-256color NO_COLOR=")
  guard coloured.status != 127 else { return print("skipped: python3 is not here, so nothing pretended to be a terminal") }
  #expect(coloured.status == 0, "\(coloured.error)")
  #expect(coloured.output.contains("\u{1B}[31m1\u{1B}[0m"), "what was rejected is red")
  for environment in ["TERM=dumb NO_COLOR=", "TERM=xterm-256color NO_COLOR=1", "TERM= NO_COLOR="] {
    let plain = try onTerminal(environment)
    #expect(plain.output.contains("rejected   1") && !plain.output.contains("\u{1B}"), "\(environment)")
  }
}

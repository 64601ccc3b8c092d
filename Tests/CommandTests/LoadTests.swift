import Foundation
import TestSupport
import Testing

@Test(
  "Lists that are made to be too much end in bounded memory, with what is wrong, and with no record lost",
  .disabled(if: Program.isSanitized, "a sanitizer's memory is not the program's"))
func load() throws {
  // The cases and their bounds are those of the runs at full size.
  let script = Program.root.appending(path: "benchmarks/load").path
  let result = try Program.shell("python3 '\(script)' --small --program '\(Program.path(of: "muster"))'")
  print(result.output)
  #expect(result.status == 0, "\(result.output)\(result.error)")
  #expect(result.output.contains(/\nbad inputs tried: \d+, lost: 0\n/))
}

import Foundation
import TestSupport
import Testing

/// A fenced block of the README.
private struct Block: Sendable, CustomTestStringConvertible {
  let language: String
  let text: String
  var testDescription: String { text.split(separator: "\n").first.map(String.init) ?? "" }
}

private func blocks(of page: String = "README.md") throws -> [Block] {
  let readme = try String(contentsOf: Program.root.appending(path: page), encoding: .utf8)
  var blocks: [Block] = []
  var open: (language: String, lines: [Substring])?
  for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("```") {
      if let block = open {
        blocks.append(Block(language: block.language, text: block.lines.joined(separator: "\n")))
        open = nil
      } else {
        open = (String(line.dropFirst(3)), [])
      }
    } else {
      open?.lines.append(line)
    }
  }
  return blocks
}

/// How long a run takes is the one thing in its output that nobody can promise.
private func withoutTime(_ text: String) -> String {
  text.replacing(/\d+\.\d\d s/, with: "0.00 s")
}

@Test("The README's consoles show what the program prints, one after the other in one folder")
func consoles() throws {
  let scratch = try Scratch()
  try FileManager.default.copyItem(at: Program.examples.appending(path: "messy.csv"), to: scratch["messy.csv"])
  let consoles = try blocks().filter { $0.language == "console" }
  #expect(consoles.count >= 3)
  var background: [Process] = []
  defer { for process in background { process.terminate() } }
  for console in consoles {
    for step in console.text.split(separator: "$ ") {
      let lines = step.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      if lines[0].hasSuffix(" &") {
        background.append(try Program.start(String(lines[0].dropLast(2)), in: scratch.folder))
        continue
      }
      let expected = lines.count > 1 ? String(lines[1]) : ""
      let result = try Program.shell("{ \(lines[0])\n} 2>&1", in: scratch.folder)
      #expect(result.status == 0)
      #expect(
        withoutTime(result.output).trimmingCharacters(in: .newlines) == withoutTime(expected).trimmingCharacters(in: .newlines),
        "\(lines[0])")
    }
  }
}

@Test("The README's commands run as printed, and the examples' own", arguments: ["README.md", "examples/README.md"])
func commands(page: String) throws {
  let scratch = try Scratch()
  try FileManager.default.copyItem(at: Program.examples.appending(path: "messy.csv"), to: scratch["messy.csv"])
  let lines = try blocks(of: page).filter { $0.language == "sh" }.flatMap { $0.text.split(separator: "\n") }
  #expect(lines.count >= 4)
  for line in lines {
    // What make would do is asked for, not done: this test is a part of it.
    let result =
      line.hasPrefix("make ")
      ? try Program.shell("make -n \(line.dropFirst(5))", in: Program.root) : try Program.shell(String(line), in: scratch.folder)
    #expect(result.status == 0, "\(line): \(result.error)")
  }
}

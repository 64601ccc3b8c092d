import Foundation
import Pipeline
import TestSupport
import Testing

@testable import muster

struct ProgressCase: Sendable, CustomTestStringConvertible {
  let progress: RunProgress
  var byteCount: Int?
  let seconds: Double
  let text: String
  let why: String

  var testDescription: String { why }
}

@Test(
  "A run says how far it is",
  arguments: [
    ProgressCase(
      progress: RunProgress(bytes: 120_000_000, records: 2_200_000), byteCount: 545_000_000, seconds: 2,
      text: "120 of 545 MB, 2,200,000 records, 1,100,000 records/s, 8 s left", why: "what is left takes as long a byte as what is done"),
    ProgressCase(
      progress: RunProgress(bytes: 1_000_000, records: 999), seconds: 1, text: "1 MB, 999 records, 999 records/s",
      why: "a pipe does not say how long it is"),
    ProgressCase(
      progress: RunProgress(bytes: 1_000_000, records: 20_000), byteCount: 1_000_000_000, seconds: 1,
      text: "1 of 1000 MB, 20,000 records, 20,000 records/s, 17 min left", why: "long waits are told in minutes"),
    ProgressCase(
      progress: RunProgress(bytes: 9_000_000, records: 1000), byteCount: 5_000_000, seconds: 1,
      text: "9 of 9 MB, 1,000 records, 1,000 records/s, 0 s left", why: "a list that grows while it is read has no time below zero"),
  ])
func saysHowFar(_ expected: ProgressCase) {
  #expect(ProgressLine.text(expected.progress, of: expected.byteCount, after: expected.seconds) == expected.text)
}

/// A list of several parts, of which most are still to come when the program is stopped.
private func longList(in scratch: Scratch) throws {
  var text = "First Name,Last Name,Mobile,Country\n"
  for number in 0..<120_000 { text += "Anna,Smith,+1415\(2_000_000 + number),United States of America\n" }
  _ = try scratch.write(text, to: "list.csv")
}

@Test("Progress is one line on a terminal, wiped away at the end, and nothing elsewhere", .enabled(if: hasTerminal))
func progressIsForTerminals() throws {
  let scratch = try Scratch()
  try longList(in: scratch)
  // Under script(1) standard error is a terminal. Whoever takes the cleaned list begins late, and the pipe between holds less than the list,
  // so that the program's half a second is over on any machine, however fast.
  func underTerminal(_ line: String) throws -> Program.Result {
    try Program.shell("script -qec '\(line) | (sleep 0.7; cat > clean.csv)' typescript < /dev/null", in: scratch.folder)
  }
  let shown = try underTerminal("muster list.csv").output
  #expect(shown.contains(#/\r\d+ of \d+ MB, [\d,]+ records, [\d,]+ records/s, \d+ s left/#))
  let wiped = try #require(shown.range(of: "\r\u{1B}[K", options: .backwards))
  #expect(!shown[wiped.upperBound...].contains("records/s,"), "the last of it is gone before anything else is said")
  for quiet in ["--no-progress", "--quiet"] {
    #expect(try !underTerminal("muster list.csv \(quiet)").output.contains("\u{1B}[K"))
  }
  let elsewhere = try Program.shell("muster list.csv -o clean.csv", in: scratch.folder)
  #expect(!elsewhere.error.contains("\r") && !elsewhere.output.contains("\r"))
}

/// script(1) is of util-linux, which nearly every Linux has.
private var hasTerminal: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/script") }

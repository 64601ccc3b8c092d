import Foundation
import Testing

@testable import CSV

/// The cases of three other parsers' suites: `Fixtures/conformance.jsonl`.
struct ConformanceTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var kind: String
    var input: [UInt8]
    var expected: [[String]]?
    var dialect: Dialect
    /// What could be said on the command line.
    var hints: DialectHints
    var skipsInitialSpace: Bool
    var hasOwnTerminator: Bool
    var testDescription: String { name }

    init?(_ line: Substring) throws {
      guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], let name = object["name"] as? String,
        let kind = object["class"] as? String, let base64 = object["input_base64"] as? String, let input = Data(base64Encoded: base64),
        let options = object["options"] as? [String: Any]
      else { return nil }
      self.name = name
      self.kind = kind
      self.input = Array(input)
      expected = try JSONDecoder().decode(Expectation.self, from: Data(line.utf8)).expected_rows
      func byte(_ option: String) -> UInt8? { (options[option] as? String)?.utf8.first }
      dialect = Dialect()
      hints = DialectHints()
      if let delimiter = byte("delimiter") { (dialect.delimiter, hints.delimiter) = (delimiter, delimiter) }
      if options["quote"] != nil { (dialect.quote, hints.quote) = (byte("quote"), .some(byte("quote"))) }
      if let escape = byte("escape") { (dialect.escape, hints.escape) = (escape, escape) }
      if let comment = byte("comment") { (dialect.comment, hints.comment) = (comment, comment) }
      if options["double_quote"] as? Bool == false { dialect.doublesQuotes = false }
      skipsInitialSpace = options["skip_initial_space"] as? Bool == true
      dialect.skipsInitialSpace = skipsInitialSpace
      hasOwnTerminator = byte("newline") != nil
      if let terminator = byte("newline") { dialect.terminator = .byte(terminator) }
    }
  }

  /// Decoded apart from the rest: `JSONSerialization` takes a byte order mark off a string.
  private struct Expectation: Decodable {
    var expected_rows: [[String]]?
  }

  static let cases: [Case] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/conformance.jsonl")
    // A missing fixture shows as no cases, which `everyCaseIsThere` does not let pass.
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { try? Case($0) }
  }()

  /// Where we read a case in another way than its suite: our rows, and why.
  ///
  /// Beyond these, of what the suites differ in:
  /// - A line without a byte is not a record, wherever it stands; a line of spaces is one, and so is `""`. (rust-csv does so too;
  ///   CPython makes an empty row of it.)
  /// - LF, CRLF and a lone CR each end a record, mixed as they come, since old and new files are pasted together.
  /// - A byte order mark is taken off the very beginning of the input only.
  /// - Records have as many fields as stand there; a short one is padded, and a long one joined or rejected, by whoever has the header.
  /// - Two columns of the same name keep it; what to do about them is for whoever matches columns.
  static let decisions: [String: (rows: [[String]], why: String)] = [
    "cpython/Test_Csv.test_read_eof#7": ([["a", ""]], "there is no strict mode: an unclosed quote is a finding, and the record is kept"),
    "cpython/Test_Csv.test_read_eof#8": ([["a"]], "as #7"),
    "cpython/Test_Csv.test_read_eof#9": ([["\n"]], "as #7: the escape at the end stands for the line end that is not there"),
    "cpython/Test_Csv.test_read_oddinputs#31": ([["abc"]], "as #7: text after a closing quote is a finding"),
    "cpython/Test_Csv.test_read_quoting#34": (
      [["1", ",3,", "5"]], "the suite turns quoting off, which the case's options do not say; with quotes this is what stands there"
    ),
    "csv-spectrum/location_coordinates.csv": (
      [
        ["Contact Phone Number", "Location Coordinates", "Cities", "Counties"],
        ["2095257564", "37\u{FFFD}36'37.8\"N 121\u{FFFD}2'17.9\"W", "Modesto", "Stanislaus"],
      ], "the suite's rows have another phone number than its file"
    ),
    "rust-csv/quote_no_escapes": (
      [["a\\\"b"]], "the second quote is followed by text and the third by the field's end, so the second is content, as in \"6\" pipe\""
    ),
  ]

  @Test func everyCaseIsThere() { #expect(Self.cases.count == 130) }

  @Test(arguments: cases)
  func readsAsItsSuiteOrAsDecided(_ test: Case) throws {
    let wanted = Self.decisions[test.name]?.rows ?? test.expected ?? []
    #expect(
      try rows(test.input, test.dialect) == wanted.filter { !$0.isEmpty }, "\(String(decoding: test.input, as: UTF8.self).debugDescription)"
    )
  }

  @Test(arguments: cases)
  func detectionDoesNoHarm(_ test: Case) throws {
    guard !test.skipsInitialSpace, !test.hasOwnTerminator, test.dialect.doublesQuotes else { return }
    let detection = DialectDetector().detect(test.input, isWhole: true, hints: test.hints)
    #expect(detection.dialect == test.dialect)
    #expect(detection.encoding == .utf8)
    #expect(detection.preambleLines == 0)
  }

  @Test(arguments: cases)
  func isTheSameAtEverySplitPoint(_ test: Case) throws {
    let plain = PlainReader(test.input, dialect: test.dialect)
    for kernel in ScanKernel.supported {
      for size in 1...max(1, test.input.count) {
        let pieces = try fastRecords(test.input, dialect: test.dialect, kernel: kernel, pieceSize: size)
        #expect(difference(plain, pieces.records, pieces.findings, pieces.blankLineCount) == nil)
        let chunks = try chunkedRecords(test.input, dialect: test.dialect, kernel: kernel, chunkSize: size)
        #expect(difference(plain, chunks.records, chunks.findings, chunks.blankLineCount) == nil)
      }
    }
  }

  /// Malformed input is never read silently.
  @Test(arguments: cases.filter { $0.kind == "lenient" })
  func malformedInputHasAFinding(_ test: Case) throws {
    #expect(try !fastRecords(test.input, dialect: test.dialect).findings.isEmpty)
  }

  private func rows(_ input: [UInt8], _ dialect: Dialect) throws -> [[String]] {
    try fastRecords(input, dialect: dialect).records.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } }
  }
}

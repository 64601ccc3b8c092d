import Testing

@testable import CSV

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pollock's ten measures of one file: whether it loads at all; and precision, recall and F1 of the header's cells, of the records, and
/// of the records' cells, each as multisets.
struct PollockScore {
  var measures: [Double]
  var sum: Double { measures.reduce(0, +) }

  init(expected: [[String]], loaded: [[String]]) {
    measures = [1]
    measures += Self.measure(expected.first ?? [], loaded.first ?? [])
    measures += Self.measure(
      expected.dropFirst().map { $0.joined(separator: "\u{1F}") }, loaded.dropFirst().map { $0.joined(separator: "\u{1F}") })
    measures += Self.measure(expected.dropFirst().flatMap { $0 }, loaded.dropFirst().flatMap { $0 })
  }

  private static func measure(_ expected: [String], _ loaded: [String]) -> [Double] {
    if expected.isEmpty { return [1, 1, 1] }
    var left: [String: Int] = [:]
    for value in expected { left[value, default: 0] += 1 }
    var common = 0.0
    for value in loaded {
      guard let count = left[value], count > 0 else { continue }
      left[value] = count - 1
      common += 1
    }
    guard common > 0 else { return [0, 0, 0] }
    let precision = common / Double(loaded.count)
    let recall = common / Double(expected.count)
    return [precision, recall, 2 * precision * recall / (precision + recall)]
  }
}

struct PollutedFilesTests {
  /// All rows of a file whose dialect is detected, as `muster records` reads it.
  private func rows(_ text: String) throws -> [[String]] {
    let bytes = Array(text.utf8)
    let detection = DialectDetector().detect(bytes, isWhole: true)
    var reader = RecordReader(source: MemorySource(bytes), dialect: detection.dialect, skippingLines: detection.preambleLines)
    var batch = RecordBatch()
    var rows: [[String]] = []
    while try reader.read(into: &batch) {
      for index in 0..<batch.count {
        rows.append(batch.strings(ofRecord: index))
      }
    }
    return rows
  }

  @Test func scoresAsWellAsTheBest() throws {
    // The full set takes a minute or two in a debug build.
    let isFull = unsafe getenv("CSV_POLLOCK_FULL") != nil
    let files = PollutedFiles().files(step: isFull ? 1 : 12)
    var sum = 0.0
    var equal = 0
    var missed: [String] = []
    for file in files {
      let loaded = try rows(file.text)
      sum += PollockScore(expected: file.rows, loaded: loaded).sum
      if loaded == file.rows { equal += 1 } else { missed.append(file.name) }
    }
    let simple = sum / Double(files.count)
    print("Pollock-like: \(files.count) files, \(simple) of 10, \(equal) equal throughout; not: \(missed.prefix(40))")
    #expect(simple >= 9.8)
  }
}

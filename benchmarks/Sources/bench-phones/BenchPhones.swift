import Foundation
import PhoneNumbers

/// Parses the numbers of a file (`REGION<TAB>number` lines), one thread. Prints processor nanoseconds a number, the best of several
/// passes, for parsing alone and with each thing that is asked afterwards.
@main
struct BenchPhones {
  struct Row {
    let region: Region?
    let start: Int
    let end: Int
  }

  static func main() throws {
    guard CommandLine.arguments.count > 1 else {
      print("usage: bench-phones FILE")
      return
    }
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1])))
    let rows = rows(bytes)
    let metadata = PhoneMetadata.current
    let repair = PhoneRepair(metadata: metadata)
    var output: [UInt8] = []
    output.reserveCapacity(64)

    let parse = best(rows) { row in
      (try? PhoneNumber(parsing: bytes.span.extracting(row.start..<row.end), region: row.region, metadata: metadata)) == nil ? 0 : 1
    }
    print("parse                            \(parse)")
    let full = best(rows) { row in
      guard let number = try? PhoneNumber(parsing: bytes.span.extracting(row.start..<row.end), region: row.region, metadata: metadata)
      else {
        return 0
      }
      let classification = number.classification(metadata)
      output.removeAll(keepingCapacity: true)
      number.appendE164(to: &output)
      return classification.isValid ? output.count : 1
    }
    print("parse + valid + type + E.164     \(full)")
    guard !CommandLine.arguments.contains("--exact") else { return }
    let repaired = best(rows) { row in
      repair.cleaned(cell: bytes.span.extracting(row.start..<row.end), region: row.region).number == nil ? 0 : 1
    }
    print("repair layer                     \(repaired)")
  }

  static func rows(_ bytes: [UInt8]) -> [Row] {
    var rows: [Row] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      let tab = bytes[start..<end].firstIndex(of: 9) ?? start
      rows.append(Row(region: Region(bytes.span.extracting(start..<tab)), start: min(tab + 1, end), end: end))
      start = end + 1
    }
    return rows
  }

  /// The fastest of seven passes, in processor time.
  static func best(_ rows: [Row], _ body: (Row) -> Int) -> String {
    var best = Double.infinity
    var sum = 0
    for _ in 0..<7 {
      sum = 0
      let start = now()
      for row in rows { sum &+= body(row) }
      best = min(best, (now() - start) / Double(rows.count))
    }
    return "\((best * 10).rounded() / 10) ns/number (checksum \(sum))"
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}

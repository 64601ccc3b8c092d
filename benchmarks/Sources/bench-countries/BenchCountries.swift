import Countries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Nanoseconds a country cell, by processor time: what a first look-up costs a process, then the median of rounds over each kind of cell.
///
///     bench-countries [rounds]
@main
struct BenchCountries {
  static func main() {
    let rounds = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 15 : 15
    let index = CountryIndex()
    let first = nanoseconds { _ = index.country(matching: "India".utf8.span) }
    print("first look-up \(first / 1000) us")
    let kinds: [(String, [String])] = [
      ("alpha-2", ["IN", "US", "DE", "FR"]), ("English name", ["India", "United States", "Germany", "Trinidad and Tobago"]),
      ("calling code", ["+91", "0049", "1-242", "44"]), ("name beyond ASCII", ["Österreich", "भारत", "中国", "Côte d’Ivoire"]),
      ("parts", ["India (+91)", "DE - Germany", "Lyon, France", "+1 (Canada)"]), ("no country", ["n/a", "Atlantis", "-", "1234567"]),
    ]
    for (kind, cells) in kinds {
      let bytes = cells.map { Array($0.utf8) }
      let times = (0..<rounds).map { _ in
        nanoseconds {
          for _ in 0..<2_000 { for cell in bytes { _ = index.country(matching: cell.span) } }
        } / (2_000 * bytes.count)
      }
      print("\(kind) \(times.sorted()[times.count / 2]) ns")
    }
  }

  private static func nanoseconds(_ work: () -> Void) -> Int {
    var before = timespec()
    var after = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before)
    work()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after)
    return (after.tv_sec - before.tv_sec) * 1_000_000_000 + after.tv_nsec - before.tv_nsec
  }
}

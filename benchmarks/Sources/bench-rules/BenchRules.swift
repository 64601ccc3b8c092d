import Rules

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Microseconds of processor time that a run pays before its first record: reading the default rules, reading the table of column names,
/// matching a header that is known, and one that is not. The first of each is printed, which is what a process pays, then the median.
@main
struct BenchRules {
  static func main() throws {
    var rules: [RulesFile] = []
    try report("read kore-agentassist.yaml") { rules = [try RulesFile.builtIn("kore-agentassist")] }
    var matcher: [HeaderMatcher] = []
    try report("read the column names") { matcher = [HeaderMatcher(rules: rules[0])] }
    try report("match six known columns") {
      _ = try matcher[0].match(header: ["First Name", "Last Name", "Title", "Mobile", "Country", "Email"])
    }
    try report("match six unknown columns") {
      _ = try matcher[0].match(header: ["Shoe size", "Favourite dish", "Pohne", "Blah blah", "Quux", "Something else entirely"])
    }
  }

  private static func report(_ name: String, _ work: () throws -> Void) throws {
    var times: [Int] = []
    for _ in 0..<15 {
      var before = timespec()
      var after = timespec()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before)
      try work()
      clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after)
      times.append(((after.tv_sec - before.tv_sec) * 1_000_000_000 + after.tv_nsec - before.tv_nsec) / 1000)
    }
    print("\(name): first \(times[0]) us, median \(times.sorted()[7]) us")
  }
}

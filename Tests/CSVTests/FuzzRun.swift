#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a fuzzing run begins with and how long it is.
enum FuzzRun {
  /// A new seed for each run, printed with every failure; `CSV_FUZZ_SEED` repeats one.
  static let seed = number("CSV_FUZZ_SEED") ?? UInt64.random(in: 0...UInt64(UInt32.max))

  /// How many records a fuzzing test reads; `CSV_FUZZ_RECORDS` makes it a long run.
  static let records = Int(number("CSV_FUZZ_RECORDS") ?? 20_000)

  private static func number(_ name: String) -> UInt64? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe UInt64(String(cString: value))
  }
}

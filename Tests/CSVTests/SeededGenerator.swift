#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A new seed for each run, printed with every failure; `CSV_FUZZ_SEED` repeats one.
  static let seed = number("CSV_FUZZ_SEED") ?? UInt64.random(in: 0...UInt64(UInt32.max))

  /// How many records a fuzzing test reads; `CSV_FUZZ_RECORDS` makes it a long run.
  static let records = Int(number("CSV_FUZZ_RECORDS") ?? 20_000)

  private static func number(_ name: String) -> UInt64? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe UInt64(String(cString: value))
  }
}

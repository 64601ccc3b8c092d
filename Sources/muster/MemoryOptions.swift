internal import ArgumentParser
internal import CSV
internal import Pipeline

/// How much of a list may be kept in memory to find duplicates by.
struct MemoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How much memory may go into finding duplicates, such as 64M or 2G; what is beyond it goes to files without a name in the folder "
        + "that TMPDIR names (else /tmp).",
      valueName: "size"))
  var memory = usual

  func validate() throws {
    if memory.bytes < 1 << 20 { throw ValidationError("--memory \(memory): expected at least 1M.") }
  }

  var settling: SettlingMemory { Self.settling(memory) }

  /// The same for a list of which is known how long it is.
  func settling(_ list: borrowing ListReader<FileSource>) -> SettlingMemory {
    Self.settling(memory, expectedRecords: list.expectedRecords)
  }

  /// - Parameter memory: what `--memory` says, or would.
  static func settling(_ memory: ByteCount = usual, expectedRecords: Int = 0) -> SettlingMemory {
    SettlingMemory(limit: memory.bytes, directory: TemporaryFolder.path, expectedRecords: expectedRecords)
  }

  private static let usual = ByteCount(bytes: 256 << 20)
}

/// A number of bytes as it is written on a command line: `1M`, `2G`, in powers of 1024. At least one.
struct ByteCount: ExpressibleByArgument, CustomStringConvertible {
  let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  init?(argument: String) {
    var digits = argument.uppercased()[...]
    for ending in ["IB", "B"] where digits.hasSuffix(ending) {
      digits.removeLast(ending.count)
      break
    }
    var shift = 0
    if let unit = digits.last, let power = ["K", "M", "G", "T"].firstIndex(of: String(unit)) {
      shift = 10 * (power + 1)
      digits.removeLast()
    }
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits), number <= Int.max >> shift,
      number > 0
    else { return nil }
    bytes = number << shift
  }

  var description: String { bytes % (1 << 20) == 0 ? "\(bytes >> 20)M" : "\(bytes)" }
  var defaultValueDescription: String { description }
}

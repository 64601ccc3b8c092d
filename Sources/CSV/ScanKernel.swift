internal import CScan

/// The structural scan of one instruction set.
struct ScanKernel: Sendable, Hashable {
  let raw: cscan_kernel

  /// The fastest that this processor has.
  static let best = ScanKernel(raw: cscan_best())

  /// All that this processor can run, the portable one first.
  static let supported = (0..<cscan_kernel_count.rawValue).map { ScanKernel(raw: cscan_kernel(rawValue: $0)) }.filter {
    cscan_is_supported($0.raw)
  }

  static func == (a: ScanKernel, b: ScanKernel) -> Bool { a.raw.rawValue == b.raw.rawValue }

  func hash(into hasher: inout Hasher) { hasher.combine(raw.rawValue) }
}

extension Dialect {
  /// The dialect as the structural scan takes it; `nil` when it has more than delimiters, quotes that are doubled, and line ends.
  var structure: cscan_dialect? {
    let isPlain = (escape == nil || escape == quote) && comment == nil && (quote == nil || doublesQuotes) && !skipsInitialSpace
    // A byte with two meanings is the exact automaton's to judge.
    let lineEnds: [UInt8?] = [0x0A, 0x0D]
    let isClear = delimiter != quote && !lineEnds.contains(delimiter) && !lineEnds.contains(quote)
    guard isPlain, isClear, terminator == .anyLineEnd else { return nil }
    return cscan_dialect(delimiter: delimiter, quote: quote ?? 0, hasQuote: quote != nil)
  }
}

/// The lists beside a batch's own that a structural scan fills. They are looked through after each scan and then filled anew.
struct ScanLists: ~Copyable {
  fileprivate(set) var records = ScanList()
  fileprivate(set) var quoted = ScanList()
  fileprivate(set) var doubled = ScanList()
  fileprivate(set) var innerLines = ScanList()

  /// Makes room in the lists that a scan filled up. What they hold is lost.
  mutating func grow(after scan: RecordBatch.Scan) {
    records.grow(if: scan.records)
    quoted.grow(if: scan.quoted)
    doubled.grow(if: scan.doubled)
    innerLines.grow(if: scan.innerLines)
  }
}

/// Room for places that C code writes.
@safe struct ScanList: ~Copyable {
  private(set) var start: UnsafeMutablePointer<UInt32>
  private(set) var capacity: Int

  init(capacity: Int = 1 << 14) {
    unsafe start = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit { unsafe start.deallocate() }

  /// Makes room for twice as much where so many entries are as many as fit.
  fileprivate mutating func grow(if count: Int) {
    if capacity - count < 2 * cscan_slack { self = ScanList(capacity: capacity * 2) }
  }
}

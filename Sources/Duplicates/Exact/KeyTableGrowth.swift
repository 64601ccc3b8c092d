/// When a table of keys grows, and to what size.
///
/// The fuller a table, the longer its searches: at nine tenths a new key looks at nine buckets, at three quarters at two or three. A table
/// that may take so much memory and no more grows at three quarters, to twice its size or to all that it may take; once it has that, it
/// takes keys up to nine tenths. One without such a limit is sparing of memory, and always waits for nine tenths.
struct KeyTableGrowth: BitwiseCopyable {
  /// The most buckets that it grows to before nine tenths of its slots are taken; nil for a table that always waits for that.
  private let largest: Int?

  /// - Parameter bytes: how much memory the table may take; nil for no limit.
  init(upTo bytes: Int? = nil) { largest = bytes.map { $0 / KeyTable.bucketBytes } }

  /// The keys for ten buckets of four when a table takes no more.
  static let tenthsWhenFull = 36
  /// The same when there is memory to grow.
  private static let tenthsWhenGrowing = 30

  /// How many keys a table takes before it grows.
  ///
  /// - Parameter isForAll: whether no more keys are expected than it takes.
  func limit(homes: Int, isForAll: Bool = false) -> Int {
    // For less than a quarter more it is better to fill up.
    let hasRoom = !isForAll && largest.map { homes * 5 <= $0 * 4 } == true
    return homes * (hasRoom ? Self.tenthsWhenGrowing : Self.tenthsWhenFull) / 10
  }

  /// How many buckets a table gets that has to grow: twice as many where the limit leaves no room, which is for those to see who set it.
  func next(homes: Int) -> Int {
    // For a thirtieth more nobody moves all keys.
    guard let largest, homes * 30 <= largest * 29 else { return 2 * homes }
    return min(2 * homes, largest)
  }
}

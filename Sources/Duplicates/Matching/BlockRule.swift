/// Which records of a block are compared. Those of a large one stand by name first, and each is compared with some that follow.
struct BlockRule {
  let pass: BlockingKey
  /// A block of at most so many records is compared pair by pair.
  let largestWhole: Int

  /// A block of more records is compared within equal names only.
  static let largestBlock = 48
  /// How many followers of another name a record is compared with, where the block is a contact point: a misspelt name may stand there.
  private static let window = 4
  /// How many followers a record is compared with at most.
  static let reach = largestBlock / 2

  /// - Parameter partsAll: whether all blocks of the pass but the smallest are compared within equal names only.
  init(_ pass: BlockingKey, partsAll: Bool) {
    self.pass = pass
    largestWhole = partsAll ? 4 : Self.largestBlock
  }

  /// - Parameters:
  ///   - pairs: the sum of `pairs(inBlockOf:)` over the blocks of the pass.
  ///   - records: how many records the list has.
  init(_ pass: BlockingKey, pairs: Int, records: Int) {
    // A key as common as a birth date makes many small blocks, and too many pairs in sum: then all blocks are parted.
    self.init(pass, partsAll: pairs > (pass.isContactPoint ? 4 : 1) * records + 50_000)
  }

  var partsAll: Bool { largestWhole < Self.largestBlock }

  /// How many pairs a block has that is not parted by its size.
  static func pairs(inBlockOf count: Int) -> Int { count <= largestBlock ? count * (count - 1) / 2 : 0 }

  /// Whether two records of a parted block are compared.
  ///
  /// - Parameters:
  ///   - distance: how far apart they stand.
  ///   - haveOneName: whether both have the same `refinement`.
  func compares(at distance: Int, haveOneName: Bool) -> Bool {
    haveOneName && distance <= Self.reach || pass.isContactPoint && distance <= Self.window
  }
}

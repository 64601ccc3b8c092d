import Foundation
import TestSupport
import Testing

@testable import Duplicates

@Suite struct RowStoreTests {
  /// What is known of a row: of no bytes, of a few, or of so many that their length takes two.
  private func facts(of row: Int, _ random: inout TestSupport.SplitMix) -> [UInt8] {
    let length = row % 50 == 0 ? 300 : Int(random.next() % 12)
    return (0..<length).map { UInt8(truncatingIfNeeded: row &* 31 &+ $0) }
  }

  @Test(
    "Every row is read back as it was taken, in memory, on disk and across the two",
    arguments: [(0, 1), (0, 1_000), (5_000, 31), (200_000, 4_096), (1 << 30, 777)], [0, 1, 700, 1 << 19])
  func likeAnArray(memory: (limit: Int, batch: Int), mostFirstStarts: Int) throws {
    let batch = memory.batch
    var random = TestSupport.SplitMix(seed: UInt64(batch))
    var store = RowStore(memoryLimit: memory.limit, directory: NSTemporaryDirectory(), mostFirstStarts: mostFirstStarts)
    var rows: [[UInt8]] = []
    var buffer = RowFactsBuffer()
    var read: [UInt8] = []
    let firstRow = 8
    while rows.count < 120_000 {
      buffer.removeAll()
      for _ in 0..<batch {
        rows.append(facts(of: rows.count, &random))
        buffer.append(encoded: rows[rows.count - 1])
      }
      try store.append(buffer, firstRowNumber: firstRow + rows.count - batch)
      // The last one, the first of all, and any of them.
      for index in [rows.count - 1, 0, Int(random.next() % UInt64(rows.count))] {
        try store.read(firstRow + index, into: &read)
        try #require(read == rows[index], "row \(index) of \(rows.count)")
      }
    }
    for index in stride(from: 0, to: rows.count, by: 7) {
      try store.read(firstRow + index, into: &read)
      try #require(read == rows[index], "row \(index)")
    }
    for row in [firstRow - 1, firstRow + rows.count] {
      try store.read(row, into: &read)
      #expect(read.isEmpty, "row \(row) was not taken")
    }
  }
}

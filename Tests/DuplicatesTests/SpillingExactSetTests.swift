import Foundation
import Testing

@testable import Duplicates

@Suite struct SpillingExactSetTests {
  /// A directory for one test, gone afterwards.
  private func withDirectory(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "spill-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try body(folder.path)
    // Whatever a test leaves is an error of the test's own that it checks.
    try FileManager.default.removeItem(at: folder)
  }

  /// Enters all keys and settles them as a caller does: at once, then in a second reading.
  private func answers(_ keys: [IdentityKey?], batch: Int, memoryLimit: Int, directory: String) throws -> (
    answers: [Int?], hasSpilled: Bool
  ) {
    var set = SpillingExactSet(memoryLimit: memoryLimit, directory: directory)
    var given: [SpillingExactSet.Answer] = []
    var answers: [SpillingExactSet.Answer] = []
    var start = 0
    while start < keys.count {
      let part = Array(keys[start..<min(start + batch, keys.count)])
      try set.enter(part.span, firstRowNumber: start + 1, answers: &answers)
      given += answers
      start += batch
    }
    let hasSpilled = set.hasSpilled
    // Nothing has a name on disk, so that nothing is left behind however the program ends.
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
    var survivors = try set.finish()
    var settled: [Int?] = []
    for (index, answer) in given.enumerated() {
      switch answer {
      case .first: settled.append(nil)
      case .duplicate(let holder), .alike(let holder): settled.append(holder)
      case .undecided where survivors.survives(index + 1): settled.append(nil)
      case .undecided:
        let duplicate = try survivors.nextDuplicate()
        #expect(duplicate?.rowNumber == index + 1)
        settled.append(duplicate?.holder)
      }
    }
    let rest = try survivors.nextDuplicate()
    #expect(rest == nil)
    return (settled, hasSpilled)
  }

  struct LimitCase: CustomStringConvertible {
    var memoryLimit: Int
    var spills: Bool
    var reason: String
    var description: String { "\(memoryLimit) bytes: \(reason)" }
  }

  static let limits = [
    LimitCase(memoryLimit: 0, spills: true, reason: "everything but the first batch goes to disk"),
    LimitCase(memoryLimit: 300_000, spills: true, reason: "some keys stay in memory"),
    LimitCase(memoryLimit: 1 << 20, spills: true, reason: "the least that anyone asks for"),
    LimitCase(memoryLimit: 1 << 30, spills: false, reason: "all in memory"),
  ]

  @Test("Every limit and batch size gives the plain set's answers", arguments: limits)
  func likeThePlainSet(_ limit: LimitCase) throws {
    try withDirectory { directory in
      for (seed, distinct) in [(1, 50_000), (2, 400), (3, 1)] as [(UInt64, Int)] {
        let keys = randomKeys(80_000, distinct: distinct, seed: seed)
        let expected = PlainSet.answers(keys)
        for batch in [997, 10_000] {
          let (answers, hasSpilled) = try answers(keys, batch: batch, memoryLimit: limit.memoryLimit, directory: directory)
          #expect(answers == expected, "seed \(seed), batches of \(batch)")
          if distinct == 50_000 { #expect(hasSpilled == limit.spills) }
        }
      }
    }
  }

  @Test("A partition larger than the limit is settled in several passes")
  func severalPasses() throws {
    try withDirectory { directory in
      // All keys of one partition: those whose hash ends in the same byte.
      var keys: [IdentityKey?] = []
      var number: UInt64 = 0
      while keys.count < 60_000 {
        let key = IdentityKey(high: 9, low: number)
        if key.hash & 0xFF == 0x42 { keys += [key, number % 3 == 0 ? key : nil] }
        number += 1
      }
      let (answers, _) = try answers(keys, batch: 1_000, memoryLimit: 0, directory: directory)
      #expect(answers == PlainSet.answers(keys))
    }
  }

  @Test("A full disk is an error that says so")
  func fullDisk() throws {
    // Writing to /dev/full fails with "no space left on device".
    var set = SpillingExactSet(memoryLimit: 0, directory: "/tmp", expected: 0) { directory throws(SpillError) in
      SystemFile(descriptor: unsafe open("/dev/full", O_RDWR), directory: directory)
    }
    let keys = randomKeys(100_000, distinct: 100_000, seed: 4)
    var answers: [SpillingExactSet.Answer] = []
    var error: SpillError?
    do {
      for start in stride(from: 0, to: keys.count, by: 1_000) {
        try set.enter(Array(keys[start..<start + 1_000]).span, firstRowNumber: start + 1, answers: &answers)
      }
    } catch let failure { error = failure }
    #expect(error == SpillError(operation: .write, directory: "/tmp", code: ENOSPC))
    #expect(error?.isDiskFull == true)
  }

  @Test("A directory that is not there is an error, and only when it is needed")
  func noDirectory() throws {
    var set = SpillingExactSet(memoryLimit: 0, directory: "/nonexistent/muster")
    let keys = randomKeys(10_000, distinct: 10_000, seed: 5)
    var answers: [SpillingExactSet.Answer] = []
    var error: SpillError?
    do { try set.enter(keys.span, firstRowNumber: 1, answers: &answers) } catch let failure { error = failure }
    #expect(error == SpillError(operation: .create, directory: "/nonexistent/muster", code: ENOENT))
  }
}

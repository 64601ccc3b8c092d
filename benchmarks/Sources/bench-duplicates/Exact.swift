import Duplicates
import Foundation

/// Telephone numbers as keys: one in ten is one of an earlier record.
struct KeyStream {
  private var random: SplitMix
  private var made = 0

  init(seed: UInt64) { random = SplitMix(state: seed) }

  mutating func fill(_ keys: inout [IdentityKey?], _ count: Int) {
    keys.removeAll(keepingCapacity: true)
    for _ in 0..<count {
      var number = made
      if made > 0, random.next() % 10 == 0 { number = random.below(made) }
      made += 1
      // An invertible scramble, so that numbers come in no order and none twice by chance.
      let scrambled = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15 >> 16
      keys.append(IdentityKey(callingCode: 44 + number % 3, nationalNumber: scrambled, leadingZeros: 0))
    }
  }
}

func benchmarkExact(_ records: Int) {
  let batch = 10_000
  var keys: [IdentityKey?] = []
  var results: [Int?] = []
  func measure(_ enter: (Int) -> Void) -> Double {
    var stream = KeyStream(seed: 7)
    var seconds = 0.0
    for start in stride(from: 0, to: records, by: batch) {
      stream.fill(&keys, min(batch, records - start))
      let before = processorSeconds()
      enter(start + 1)
      seconds += processorSeconds() - before
    }
    return (seconds * 1e10 / Double(records)).rounded() / 10
  }
  for expected in [records, 0, records, 0] {
    var set = ExactSet(expected: expected)
    var duplicates = 0
    let nanoseconds = measure { row in
      set.enter(keys.span, firstRowNumber: row, results: &results)
      for result in results where result != nil { duplicates += 1 }
    }
    let bytes = Double(set.byteCount) / Double(set.count)
    print(
      "ExactSet\(expected > 0 ? ", reserved" : ""): \(nanoseconds) ns a record, \(bytes) bytes a key, \(duplicates) duplicates, peak \(peakMegabytes()) MB"
    )
  }
  var holders: [IdentityKey: Int] = [:]
  var duplicates = 0
  let nanoseconds = measure { row in
    for (offset, key) in keys.enumerated() {
      guard let key else { continue }
      if holders[key] != nil { duplicates += 1 } else { holders[key] = row + offset }
    }
  }
  print("Dictionary: \(nanoseconds) ns a record, \(duplicates) duplicates, peak \(peakMegabytes()) MB")
}

func benchmarkSpill(_ records: Int, megabytes: Int) throws {
  let batch = 10_000
  var stream = KeyStream(seed: 7)
  var keys: [IdentityKey?] = []
  var answers: [SpillingExactSet.Answer] = []
  var set = SpillingExactSet(memoryLimit: megabytes << 20, directory: "/tmp")
  var duplicates = 0
  var undecided = 0
  var making = 0.0
  let before = processorSeconds()
  for start in stride(from: 0, to: records, by: batch) {
    let now = processorSeconds()
    stream.fill(&keys, min(batch, records - start))
    making += processorSeconds() - now
    try set.enter(keys.span, firstRowNumber: start + 1, answers: &answers)
    for answer in answers {
      switch answer {
      case .first: continue
      case .duplicate, .alike: duplicates += 1
      case .undecided: undecided += 1
      }
    }
  }
  var survivors = try set.finish()
  while try survivors.nextDuplicate() != nil { duplicates += 1 }
  let nanoseconds = (processorSeconds() - before - making) * 1e9 / Double(records)
  print(
    "\(records) records under \(megabytes) MB: \(nanoseconds) ns a record, \(undecided) by way of the disk, \(duplicates) duplicates, peak \(peakMegabytes()) MB"
  )
}

func writeList(_ records: Int) {
  var random = SplitMix(state: 11)
  var text = "firstName,lastName,cellPhoneNumber,email\n"
  for row in 0..<records {
    let number = row > 0 && random.below(10) == 0 ? random.below(row) : row
    let digits = 2_000_000_000 + (number &* 7_919) % 7_000_000_000
    text += "\(random.pick(Names.given)),\(random.pick(Names.surnames)),+44\(digits),person\(row)@example.org\n"
    if text.utf8.count > 1 << 20 {
      FileHandle.standardOutput.write(Data(text.utf8))
      text = ""
    }
  }
  FileHandle.standardOutput.write(Data(text.utf8))
}

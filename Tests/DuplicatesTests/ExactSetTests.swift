@testable import Duplicates
import Testing

@Suite struct ExactSetTests {
  @Test("The first holder of a key keeps it, and later ones are told who that is")
  func firstHolderWins() {
    var seen = ExactSet()
    let london = IdentityKey(callingCode: 44, nationalNumber: 2_079_460_018, leadingZeros: 0)
    let rome = IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 1)
    #expect(seen.enter(london, rowNumber: 1) == nil)
    #expect(seen.enter(rome, rowNumber: 2) == nil)
    #expect(seen.enter(london, rowNumber: 3) == 1)
    #expect(seen.enter(london, rowNumber: 4) == 1)
    #expect(seen.count == 2)
  }

  @Test("Numbers that differ only in leading zeros, or in where the calling code ends, have different keys")
  func keysAreInjective() {
    let keys: Set = [
      IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 0),
      IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 1),
      IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 2),
      IdentityKey(callingCode: 3, nationalNumber: 9_612_345_678, leadingZeros: 0),
      IdentityKey(callingCode: 396, nationalNumber: 12_345_678, leadingZeros: 0),
    ]
    #expect(keys.count == 5)
  }

  @Test("The key that is all zero is a key like any other")
  func zeroKey() {
    var seen = ExactSet()
    let zero = IdentityKey(high: 0, low: 0)
    #expect(seen.holder(of: zero) == nil)
    #expect(seen.enter(zero, rowNumber: 7) == nil)
    #expect(seen.enter(zero, rowNumber: 8) == 7)
    #expect(seen.holder(of: zero) == 7)
    #expect(seen.count == 1)
  }

  @Test("Row numbers past 32 bits come back whole, also after the table has grown")
  func largeRowNumbers() {
    var seen = ExactSet()
    let large = 5_000_000_000
    for number in 0..<5_000 {
      #expect(seen.enter(IdentityKey(high: 1, low: UInt64(number)), rowNumber: number % 2 == 0 ? number + 1 : large + number) == nil)
    }
    for number in 0..<5_000 {
      let expected = number % 2 == 0 ? number + 1 : large + number
      #expect(seen.enter(IdentityKey(high: 1, low: UInt64(number)), rowNumber: 1) == expected)
    }
  }

  @Test("Keys that all begin their search at the table's end are found from its beginning on, also after it has grown")
  func searchesGoOnAtTheBeginning() {
    let secret = MixingSecret(first: 1, second: 2)
    var seen = ExactSet(expected: 0, secret: secret)
    var keys: [IdentityKey] = []
    var number: UInt64 = 0
    // The uppermost twelve bits of the hash choose the table and the last part of it.
    while keys.count < 1_500 {
      number += 1
      let key = number % 2 == 0 ? IdentityKey(high: number, low: 0) : IdentityKey(high: 1 << 63, low: number)
      if MixedKey(key, secret).hash >> 52 == 0xFFF { keys.append(key) }
    }
    for (index, key) in keys.enumerated() { #expect(seen.enter(key, rowNumber: index + 1) == nil) }
    let copy = seen
    for (index, key) in keys.enumerated() { #expect(copy.holder(of: key) == index + 1) }
    #expect(seen.count == keys.count)
  }

  @Test("Memory that is populated is all of a large set's and keeps the keys that are in it; a small set has none to populate")
  func populates() {
    #expect(ExactSet(expected: 1_000).memory.isEmpty && ExactSet().memory.isEmpty)
    var seen = ExactSet(expected: 2_000_000)
    func key(_ number: Int) -> IdentityKey { IdentityKey(callingCode: 44, nationalNumber: UInt64(number), leadingZeros: 0) }
    for number in 0..<1_000 { _ = seen.enter(key(number), rowNumber: number + 1) }
    let memory = seen.memory
    #expect(memory.count > 10)
    #expect(memory.reduce(0) { $0 + $1.byteCount } >= seen.byteCount)
    for part in memory { part.populate() }
    for number in 0..<1_000 { #expect(seen.holder(of: key(number)) == number + 1) }
    #expect(seen.holder(of: key(1_000)) == nil)
  }

  @Test("Keys cost at most 27 bytes each in a set that did not know how many would come, and 20 in one that did")
  func memory() {
    for expected in [0, 400_000] {
      var seen = ExactSet(expected: expected)
      for number in 0..<400_000 { _ = seen.enter(IdentityKey(high: 1, low: UInt64(number)), rowNumber: number + 1) }
      #expect(seen.byteCount <= 400_000 * (expected == 0 ? 27 : 20), "\(seen.byteCount)")
    }
  }

  @Test("A set with a limit of memory takes a key for every 19 bytes of it before it goes beyond, and is never emptier than a third")
  func memoryWithLimit() {
    let limit = 8 << 20
    for expected in [0, limit / 40, limit / 19] {
      var seen = ExactSet(expected: expected, byteLimit: limit)
      var number: UInt64 = 0
      while seen.byteCount <= limit, number < 1 << 20 {
        number += 1
        _ = seen.enter(IdentityKey(high: 1, low: number), rowNumber: Int(number))
        if number > 100_000, number % 1_024 == 0, expected == 0 { #expect(seen.byteCount <= Int(number) * 16 * 3) }
      }
      #expect(Int(number) >= limit / 19 && number < 1 << 20, "\(number) keys, \(expected) expected")
      // The one that went beyond is a table of 64 that has doubled.
      #expect(seen.byteCount <= limit + limit / 64)
    }
  }

  @Test("A set that is given notes finds the holders that one without them finds, and tells whether a number's notes are the same")
  func notes() {
    var (plain, noting) = (ExactSet(), ExactSet())
    var first: [IdentityKey: (row: Int, note: UInt64)] = [:]
    var random = SplitMix(state: 3)
    var (holders, noted): ([Int?], [KeyTable.Holder]) = ([], [])
    var alike = 0
    for batch in 0..<40 {
      var (keys, notes): ([IdentityKey?], [UInt64]) = ([], [])
      for _ in 0..<500 {
        // Also numbers of more digits than E.164 has, which leave no room for a note.
        let digits =
          random.chance(50) ? UInt64(random.below(3_000)) : .max - UInt64(random.below(300))
        let key = IdentityKey(
          callingCode: 1 + random.below(2), nationalNumber: digits, leadingZeros: random.below(2))
        keys.append(random.chance(5) ? nil : key)
        notes.append(UInt64(random.below(2)))
      }
      let firstRow = batch * 500 + 1
      plain.enter(keys.span, firstRowNumber: firstRow, results: &holders)
      noting.enter(keys.span, notes: notes.span, firstRowNumber: firstRow, results: &noted)
      for index in keys.indices {
        #expect(holders[index] ?? 0 == noted[index].row)
        guard let key = keys[index] else { continue }
        guard let known = first[key] else {
          first[key] = (firstRow + index, notes[index])
          continue
        }
        #expect(noted[index].row == known.row)
        #expect(noted[index].isAlike == (notes[index] == known.note && key.low < 3_000))
        if noted[index].isAlike { alike += 1 }
      }
    }
    #expect(alike > 1_000 && noting.count == first.count)
    // A copy keeps them too.
    var copy = noting
    let numbers = first.filter { $0.key.low < 3_000 }
    #expect(numbers.count > 5_000)
    for (key, known) in numbers {
      copy.enter([key, key].span, notes: [known.note, known.note ^ 1].span, firstRowNumber: 50_000, results: &noted)
      #expect(noted[0].row == known.row && noted[0].isAlike)
      #expect(noted[1].row == known.row && !noted[1].isAlike)
    }
    copy.enter([IdentityKey(high: 77, low: 77)].span, notes: [0].span, firstRowNumber: 60_000, results: &noted)
    #expect(copy.count == noting.count + 1)
  }

  @Test("Row numbers that no slot has room for become the largest that one has room for")
  func rowNumbersBeyondReach() {
    var seen = ExactSet()
    let cases: [(row: Int, expected: Int)] = [
      (KeyTable.lastRow - 1, KeyTable.lastRow - 1), (KeyTable.lastRow, KeyTable.lastRow), (KeyTable.lastRow + 1, KeyTable.lastRow),
      (.max, KeyTable.lastRow), (1, 1),
    ]
    for (index, row) in cases.enumerated() {
      let key = IdentityKey(high: 1, low: UInt64(index))
      #expect(seen.enter(key, rowNumber: row.row) == nil)
      #expect(seen.enter(key, rowNumber: 2) == row.expected)
    }
  }

  @Test("A copy goes its own way")
  func copies() {
    var first = ExactSet()
    let key = IdentityKey(high: 1, low: 2)
    let other = IdentityKey(high: 3, low: 4)
    _ = first.enter(key, rowNumber: 1)
    var second = first
    #expect(second.enter(other, rowNumber: 2) == nil)
    #expect(first.holder(of: other) == nil)
    #expect(second.holder(of: key) == 1)
  }

  @Test("Answers are the plain set's, one by one and in batches of any size", arguments: [1, 2, 3] as [UInt64])
  func likeThePlainSet(seed: UInt64) {
    let keys = randomKeys(20_000, distinct: 1 + Int(seed) * 2_500, seed: seed)
    let expected = PlainSet.answers(keys)
    var single = ExactSet()
    let oneByOne = keys.enumerated().map { index, key in key.flatMap { single.enter($0, rowNumber: index + 1) } }
    #expect(oneByOne == expected, "seed \(seed)")
    for size in [1, 63, 64, 65, 1_000, 20_000] {
      var batched = ExactSet(expected: size == 65 ? 10_000 : 0)
      var answers: [Int?] = []
      var results: [Int?] = []
      var start = 0
      while start < keys.count {
        let batch = Array(keys[start..<min(start + size, keys.count)])
        batched.enter(batch.span, firstRowNumber: start + 1, results: &results)
        answers += results
        start += size
      }
      #expect(answers == expected, "seed \(seed), batches of \(size)")
      #expect(batched.count == single.count)
    }
  }
}

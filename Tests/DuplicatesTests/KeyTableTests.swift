import Testing

@testable import Duplicates

@Suite struct KeyTableTests {
  @Test(
    "A hash is what its home and its rest say, on both sides of the border of every home",
    arguments: [1, 2, 3, 63, 64, 65, 79, 80, 1_000, 1_023, 1_024, 1_025, 43_840, 1 << 20, 1 << 20 + 1, 1 << 29 - 1])
  func division(homes: Int) {
    let division = HashDivision(homes: homes)
    let least = UInt64(homes)
    var borders: [UInt64] = [0, 1, 1 << 57, 1 << 58 - 2, 1 << 58 - 1]
    // The first home's border, the last one's, and up to two thousand between them.
    for home in stride(from: 1, to: homes, by: max(1, homes / 2_000)) + [homes - 1] where home > 0 {
      // The least hash that is not before home / homes of all.
      let border = least.dividingFullWidth((UInt64(home) >> 6, UInt64(home) << 58))
      let first = border.remainder == 0 ? border.quotient : border.quotient + 1
      #expect(division.split(first).home == home)
      #expect(division.split(first - 1).home == home - 1)
      borders += [first - 1, first, first + 1]
    }
    for hash in borders where hash < 1 << 58 {
      // The upper six bits do not count.
      let (home, rest) = division.split(hash | 0x2A << 58)
      #expect(home < homes)
      let kept = rest & division.mask
      #expect(division.join(home, kept) == hash, "\(hash) of \(homes)")
      #expect(division.join(home, kept | ~division.mask) == hash)
      // In a table with twice as many homes, by the bits that are kept here alone.
      if homes < 1 << 28 {
        let larger = HashDivision(homes: 2 * homes)
        let split = larger.split(hash)
        let doubled = HashDivision.doubled(home: home, rest: kept)
        #expect(doubled.home == split.home && doubled.rest == split.rest & larger.mask, "\(hash) of \(2 * homes)")
      }
      let (next, nextRest) = division.split(hash + 1)
      #expect(next != home || nextRest & division.mask != kept, "\(hash) of \(homes)")
    }
    #expect(division.mask.nonzeroBitCount == 64 - HashDivision.freeBits(homes: homes))
  }

  @Test("Hashes that follow one another have rests that grow within a home", arguments: [1, 2, 3, 5, 64, 77, 1_000])
  func divisionOfRuns(homes: Int) {
    let division = HashDivision(homes: homes)
    var random = SplitMix(state: UInt64(homes))
    for _ in 0..<20 {
      let start = random.next() >> 6
      var last: (home: Int, rest: UInt64)?
      for hash in start..<min(start + 2_000, 1 << 58) {
        let (home, rest) = division.split(hash)
        if let last, last.home == home { #expect(last.rest < rest & division.mask) }
        last = (home, rest & division.mask)
      }
    }
  }

  /// What a table must answer like: the holder of each key and its note, the upper six bits of the hash aside.
  private struct PlainTable {
    struct Key: Hashable {
      let hash: UInt64
      let rest: UInt64
    }

    private(set) var holders: [Key: (key: MixedKey, row: Int)] = [:]

    func holder(_ key: MixedKey) -> (key: MixedKey, row: Int)? { holders[identity(key)] }

    mutating func enter(_ key: MixedKey, _ row: Int) {
      if holders[identity(key)] == nil { holders[identity(key)] = (key, row) }
    }

    private func identity(_ key: MixedKey) -> Key {
      Key(hash: key.hash & (1 << 58 - 1), rest: key.isNumber ? MixedKey.numberBit : key.rest)
    }
  }

  /// A number's key with a note.
  private func number(_ hash: UInt64, note: UInt64 = 0) -> MixedKey { MixedKey(hash: hash, rest: note | MixedKey.numberBit) }

  private func other(_ hash: UInt64, _ rest: UInt64 = 0) -> MixedKey { MixedKey(hash: hash, rest: rest & ~MixedKey.numberBit) }

  /// Enters keys, and expects the plain table's answer at each step, and about each key at the end: from the table and from a copy.
  private func expectLikePlain(_ keys: [MixedKey], homes: Int = KeyTable.smallest, growth: KeyTableGrowth = KeyTableGrowth()) -> (
    outside: Int, byteCount: Int
  ) {
    var pool = SegmentPool()
    var table = KeyTable(homes: homes, growth: growth, from: &pool)
    var plain = PlainTable()
    var wrong = 0
    for (index, key) in keys.enumerated() {
      let holder = table.enter(key, index + 1, &pool)
      let expected = plain.holder(key)
      let isAlike = expected.map { key.isNumber && $0.key.rest == key.rest } ?? false
      if holder.row != expected?.row ?? 0 || holder.isAlike != isAlike { wrong += 1 }
      plain.enter(key, index + 1)
    }
    #expect(wrong == 0)
    let count = table.count
    #expect(count == plain.holders.count)
    var otherPool = SegmentPool()
    let copy = table.copy(&otherPool)
    for held in plain.holders.values {
      for holder in [table.holder(held.key), copy.holder(held.key)] {
        if holder.row != held.row || holder.isAlike != held.key.isNumber { wrong += 1 }
      }
      let differing = MixedKey(hash: held.key.hash, rest: held.key.rest ^ 1)
      for holder in [table.holder(differing), copy.holder(differing)] where held.key.isNumber {
        if holder.row != held.row || holder.isAlike { wrong += 1 }
      }
    }
    #expect(wrong == 0)
    return (table.outsideCount, table.byteCount)
  }

  @Test("A table that grows keeps hashes, rows and notes, of numbers and of other keys", arguments: [64, 79, 500] as [Int])
  func growth(homes: Int) {
    var random = SplitMix(state: UInt64(homes))
    var keys: [MixedKey] = []
    for index in 0..<30_000 {
      let hash = random.next()
      // The notes in the bits that the smallest table keeps.
      let rest = random.next() & (1 << 33 - 1)
      keys.append(index % 3 == 0 ? other(hash, rest) : number(hash, note: rest))
      if index % 5 == 0 { keys.append(keys[random.below(keys.count)]) }
      // A neighbour, which has the same home, the key of the other kind, and the number with another note.
      if index % 7 == 0 { keys.append(MixedKey(hash: hash ^ 1, rest: rest | MixedKey.numberBit)) }
      if index % 11 == 0 { keys.append(MixedKey(hash: hash, rest: keys[keys.count - 1].rest ^ MixedKey.numberBit)) }
      if index % 13 == 0 { keys.append(number(hash, note: rest ^ 1 << 30)) }
    }
    #expect(expectLikePlain(keys, homes: homes).outside == 0)
  }

  @Test("A table grows to all that it may take, by whatever part of its size, and then doubles beyond", arguments: [81, 150, 1_111, 5_000])
  func growthToLimit(homes: Int) {
    var random = SplitMix(state: UInt64(homes))
    let keys = (0..<30_000).map { index in
      index % 2 == 0 ? number(random.next(), note: UInt64(index)) : other(random.next(), UInt64(index))
    }
    // Seven keys of eight have a home near the end, so that many stand at the beginning when the table grows.
    for keys in [keys, keys.map { MixedKey(hash: $0.hash & 7 == 0 ? $0.hash : $0.hash | 0xFFF << 46, rest: $0.rest) }] {
      _ = expectLikePlain(keys, growth: KeyTableGrowth(upTo: homes * KeyTable.bucketBytes))
    }
  }

  @Test("Keys that find no room at the table's end stand at its beginning, and come back from there when it grows")
  func wrapping() {
    // The last hashes of all: a bucket takes four, so that all but those of one stand at the beginning.
    var keys = (0..<40).map { number(.max - UInt64($0), note: UInt64($0)) }
    var random = SplitMix(state: 7)
    keys += (0..<3_000).map { other(random.next(), UInt64($0)) }
    #expect(expectLikePlain(keys).outside == 0)
  }

  @Test("Keys crowded beyond 31 buckets are found, grow with the table and keep their notes; memory stays in proportion to them")
  func crowding() {
    for hash in [0, 1 << 57, .max - 6_000] as [UInt64] {
      var keys: [MixedKey] = []
      for index in 0..<6_000 as Range<UInt64> {
        keys.append(index % 2 == 0 ? number(hash + index, note: index) : other(hash + index, index))
        if index % 3 == 0 { keys.append(keys[Int(index) / 2]) }
      }
      let (outside, byteCount) = expectLikePlain(keys)
      // The table has grown, and all but 31 buckets of keys from one home or two stand outside.
      #expect(outside > 5_000)
      #expect(byteCount < 6_000 * 150, "\(byteCount)")
    }
    // Crowded where the table is small, and with room where it has grown.
    var keys = (0..<200).map { number(UInt64($0) << 44) }
    #expect(expectLikePlain(keys).outside > 50)
    var random = SplitMix(state: 8)
    keys += (0..<100_000).map { _ in number(random.next()) }
    #expect(expectLikePlain(keys).outside == 0)
  }

  @Test("Of as many keys as a table takes before it grows none is beyond reach", arguments: [1, 2, 3] as [UInt64])
  func fullest(seed: UInt64) {
    // Hundreds of searches end behind 31 full buckets then.
    var random = SplitMix(state: seed)
    let homes = 10_000
    let keys = (0..<homes * 36 / 10).map { index in
      index % 2 == 0 ? number(random.next(), note: UInt64(index)) : other(random.next(), UInt64(index))
    }
    let (outside, byteCount) = expectLikePlain(keys, homes: homes)
    #expect(outside == 0)
    #expect(byteCount == homes * 64)
  }

  @Test("Every bit that is kept tells keys apart, or a number's notes, and there are as many as is said", arguments: [64, 100, 43_840])
  func keptBits(homes: Int) {
    var pool = SegmentPool()
    var table = KeyTable(homes: homes, from: &pool)
    let hash: UInt64 = 0x0123_4567_89AB_CDEF
    _ = table.enter(number(hash), 1, &pool)
    _ = table.enter(other(hash), 2, &pool)
    var (notes, keys) = (0, 0)
    for bit in 0..<64 as Range<UInt64> where 1 << bit != MixedKey.numberBit {
      let noted = table.holder(number(hash, note: 1 << bit))
      #expect(noted.row == 1)
      if !noted.isAlike { notes += 1 }
      let holder = table.holder(other(hash, 1 << bit)).row
      #expect(holder == 2 || holder == 0)
      if holder == 0 { keys += 1 }
    }
    #expect(notes == KeyTable.keptBits(homes: homes) && keys == notes)
    #expect(notes >= 32)
    // And every bit of the hash but those that choose the table.
    for bit in 0..<58 as Range<UInt64> {
      let rows = (table.holder(number(hash ^ 1 << bit)).row, table.holder(other(hash ^ 1 << bit)).row)
      #expect(rows == (0, 0), "bit \(bit)")
    }
  }

  @Test("A set for ten million keys keeps 41 bits beside the hash")
  func keptBitsOfMany() {
    #expect(KeyTable.keptBits(homes: KeyTable.homes(for: 10_000_000 / 64)) == 41)
    #expect(KeyTable.keptBits(homes: KeyTable.smallest) == 32)
  }
}

@Suite struct KeyTableGrowthTests {
  @Test("A table without a limit doubles when nine of ten slots are taken")
  func sparing() {
    let growth = KeyTableGrowth()
    for homes in [64, 100, 9_999] {
      #expect(growth.limit(homes: homes) == homes * 36 / 10)
      #expect(growth.next(homes: homes) == 2 * homes)
    }
  }

  @Test("A table with a limit grows at three quarters, ends at the limit or just below, and fills up before it goes beyond")
  func limited() {
    for largest in [64, 79, 80, 81, 100, 1_000, 56_666] {
      let growth = KeyTableGrowth(upTo: largest * KeyTable.bucketBytes)
      for first in 64..<128 {
        var homes = first
        while growth.limit(homes: homes) == homes * 30 / 10 {
          let next = growth.next(homes: homes)
          #expect(next <= largest && next * 4 >= homes * 5 && next <= 2 * homes)
          homes = next
        }
        #expect(homes == first || homes * 5 > largest * 4)
        // Nearly all that it may take, after one step more at most.
        if growth.next(homes: homes) <= largest {
          #expect(growth.limit(homes: homes) == homes * 36 / 10)
          homes = growth.next(homes: homes)
          #expect(homes == largest)
        }
        #expect(homes == first || homes * 30 > largest * 28)
        #expect(growth.limit(homes: homes) == homes * 36 / 10)
        #expect(growth.next(homes: homes) == 2 * homes)
      }
    }
  }

  @Test("A table for all keys that are expected takes them without growing, whatever memory there is")
  func forAll() {
    #expect(KeyTableGrowth(upTo: 1 << 30).limit(homes: 1_000, isForAll: true) == 3_600)
  }
}

@Suite struct MixedKeyTests {
  private let secret = MixingSecret(first: 0x1234_5678_9ABC_DEF0, second: 0x0FED_CBA9_8765_4321)

  @Test("Numbers that differ have different hashes, wherever they differ; no other key is taken for one")
  func numbers() {
    var hashes: Set<UInt64> = []
    var count = 0
    for code in [0, 1, 2, 15, 16, 44, 512, 1_023] {
      for zeros in 0..<16 {
        // The bits where the zeros' second place is among the digits, and those beside.
        for digits in 0..<256 as Range<UInt64> {
          for low in [0, 0x3_0000_0000_0001] as [UInt64] {
            let key = IdentityKey(callingCode: code, nationalNumber: low | digits << 40, leadingZeros: zeros)
            let mixed = MixedKey(key, note: 5, secret)
            #expect(mixed.isNumber && mixed.rest == 5 | MixedKey.numberBit)
            hashes.insert(mixed.hash)
            count += 1
          }
        }
      }
    }
    #expect(hashes.count == count)
    let others = [
      IdentityKey(callingCode: 1_024, nationalNumber: 1, leadingZeros: 0),
      IdentityKey(callingCode: 1, nationalNumber: 1 << 50, leadingZeros: 0),
      IdentityKey(callingCode: 1, nationalNumber: 1, leadingZeros: 16), IdentityKey(high: 1 << 63, low: 1),
    ]
    for key in others { #expect(!MixedKey(key, note: .max, secret).isNumber) }
  }

  @Test("Keys in a row are spread over a table as evenly as chance does it, of numbers and of any others")
  func spread() {
    let kinds: [(UInt64) -> IdentityKey] = [
      { IdentityKey(callingCode: 44, nationalNumber: 2_000_000_000 + $0, leadingZeros: 0) },
      { IdentityKey(high: 1 << 63, low: $0) },
      { IdentityKey(high: 1 << 63 | $0, low: 0) },
      { IdentityKey(high: 1 << 63 | $0 << 32, low: $0 << 40) },
    ]
    for (kind, make) in kinds.enumerated() {
      for shift in [52, 26, 0] as [UInt64] {
        var cells = [Int](repeating: 0, count: 4_096)
        for index in 0..<65_536 as Range<UInt64> { cells[Int(MixedKey(make(index), secret).hash >> shift & 4_095)] += 1 }
        let deviation = cells.reduce(0) { $0 + ($1 - 16) * ($1 - 16) } / 16
        // Chi squared with 4,095 degrees of freedom: 4,095 give or take six times 90.
        #expect((3_550...4_640).contains(deviation), "kind \(kind), bits from \(shift): \(deviation)")
      }
    }
  }

  @Test("Another secret mixes every key otherwise, and so does each of its words")
  func secrets() {
    let others = [
      MixingSecret(first: secret.first ^ 1, second: secret.second), MixingSecret(first: secret.first, second: secret.second ^ 1),
    ]
    for low in 0..<100 as Range<UInt64> {
      let key = IdentityKey(high: 1 << 63, low: low)
      for other in others { #expect(MixedKey(key, secret).hash != MixedKey(key, other).hash) }
    }
  }
}

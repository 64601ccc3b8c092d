import Duplicates
import Foundation
import Testing

/// A list matched in parts, whose records come together by hashes alone, against the same list matched whole.
@Suite struct PartMatchingTests {
  /// What matching in parts finds, its steps one after the other and everything shuffled in between.
  struct Parts {
    let matches: Matches
    let households: [HouseholdLink]
    let capped: [CappedBlock]
    let comparedPairs: Int

    init(_ records: [ContactRecord], options: PossibleDuplicates.Options) throws {
      var signer = try ContactSigner()
      let signatures = try records.map { record in try signer.sign(record) }
      var counts: [UInt64: UInt32] = [:]
      for signature in signatures { for value in signature.counted { counts[value, default: 0] += 1 } }
      let contacts = records.indices.map { index in
        CountedContact(
          record: records[index], rowNumber: index + 1,
          uses: (signatures[index].counted + signatures[index].asked).map { counts[$0] ?? 0 })
      }
      var blocks: [String: [BlockComparison.Entry]] = [:]
      for (signature, contact) in zip(signatures, contacts) {
        for block in signature.blocks {
          blocks["\(block.key) \(block.hash)", default: []].append(BlockComparison.Entry(block: block, contact: contact))
        }
      }
      for name in blocks.keys {
        blocks[name]?.sort { ($0.block.name, $0.contact.rowNumber) < ($1.block.name, $1.contact.rowNumber) }
      }
      // Some order of blocks or other: nothing may hang on it.
      let shuffled = blocks.values.shuffled()
      var plan = MatchingPlan(records: records.count, blocks: shuffled.map { ($0[0].block.key, $0.count, 1) })
      var lots: [Pair: Int] = [:]
      try Self.compare(shuffled, plan) { if case .pair(let first, let second, let lot) = $0 { lots[Pair(first, second)] = lot } }
      comparedPairs = lots.count
      let step = WeightLearning.step(pairs: lots.count)
      var learning = try WeightLearning(plan: plan, pairs: lots.count)
      for pair in lots.filter({ $0.value % step == 0 }).keys.sorted() {
        learning.add(contacts[pair.first - 1], contacts[pair.second - 1])
      }
      plan = learning.learned()
      var found: [Pair: Evidence] = [:]
      var households: [Pair: HouseholdLink] = [:]
      var capped: [CappedBlock] = []
      try Self.compare(shuffled, plan) { finding in
        switch finding {
        case .match(let pair): found[Pair(pair.rowNumbers.first, pair.rowNumbers.second)] = Evidence(encoded: pair.evidence.encoded)
        case .household(let link): households[Pair(link.firstRowNumber, link.secondRowNumber)] = link
        case .capped(let block, _): capped.append(block)
        case .pair: Issue.record("a plan with weights compares")
        }
      }
      self.capped = capped
      self.households = households.sorted { $0.key < $1.key }.map(\.value)
      var components = MatchComponents()
      for pair in found.keys.shuffled() { components.join(pair.first, pair.second) }
      var rows: [Int: [Int]] = [:]
      for (row, component) in components.ordered() { rows[component, default: []].append(row) }
      var matching = try ComponentMatching(plan: plan, options: options)
      for component in rows.keys.shuffled() {
        for row in rows[component] ?? [] { matching.append(contacts[row - 1]) }
        let inside = Set(rows[component] ?? [])
        for pair in found.keys.filter({ inside.contains($0.first) }).sorted() {
          let evidence = try #require(found[pair])
          let isTaken = matching.append(pair.first, pair.second, evidence)
          #expect(isTaken)
        }
      }
      matches = matching.matches()
    }

    private static func compare(
      _ blocks: [[BlockComparison.Entry]], _ plan: MatchingPlan, found: (BlockComparison.Finding) -> Void
    ) throws {
      var comparison = try BlockComparison(plan: plan)
      for block in blocks { for entry in block { try comparison.add(entry, found: found) } }
      try comparison.end(found: found)
    }
  }

  struct Pair: Hashable, Comparable {
    let first: Int
    let second: Int

    init(_ first: Int, _ second: Int) { (self.first, self.second) = (first, second) }

    static func < (a: Pair, b: Pair) -> Bool { (a.first, a.second) < (b.first, b.second) }
  }

  @Test("Generated contacts: parts find what the whole finds", arguments: [(3, 1_500), (8, 40)] as [(UInt64, Int)])
  func generated(seed: UInt64, count: Int) throws {
    var generator = ContactGenerator(seed: seed)
    var records: [ContactRecord] = []
    generator.make(count) { contact in
      var record = ContactRecord()
      contact.fill(&record)
      records.append(record)
    }
    try expectSame(records)
  }

  @Test("Labelled sets: parts find what the whole finds", arguments: ["febrl1", "fake1000", "chicago_sites"])
  func labelled(name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let list = LabelledList(csv: try String(contentsOf: folder.appending(path: name + ".csv"), encoding: .utf8))
    try expectSame(list.records)
  }

  @Test("Blocks of every size around the limits: parts find what the whole finds")
  func blockSizes() throws {
    var records: [ContactRecord] = []
    for (number, size) in [1, 2, 4, 5, 24, 25, 26, 47, 48, 49, 50, 90].enumerated() {
      for member in 0..<size {
        let given = ["Anna", "Berta", "Carla", "Dora"][member % 4] + (member % 9 == 0 ? "a" : "")
        records.append(
          ContactRecord([.givenName: given, .surname: "Huber\(number)", .phone: "+4366012345\(number)", .company: "Werk \(member % 2)"]))
      }
    }
    try expectSame(records)
  }

  /// Fifty thousand pairs teach; of more, some are drawn.
  @Test("A list with more pairs than teach: parts draw the lots that the whole draws")
  func lots() throws {
    let count = 1_680
    let records = (0..<count).map { index in
      ContactRecord([
        .givenName: ["Anna", "Berta", "Carla", "Dora", "Emil", "Franz", "Gerd"][index % 7], .surname: "Huber\(index % 90)",
        .phone: "+43660\(1000 + index / 48)", .email: "office\(index * 53 % count / 48)@example.org", .street: "Hauptplatz",
        .houseNumber: "\(index * 101 % count / 48)",
      ])
    }
    let comparedPairs = try expectSame(records)
    #expect(WeightLearning.step(pairs: comparedPairs) > 1)
  }

  /// - Returns: how many pairs were compared.
  @discardableResult
  private func expectSame(_ records: [ContactRecord], sourceLocation: SourceLocation = #_sourceLocation) throws -> Int {
    var options = PossibleDuplicates.Options()
    options.mergeAbove = 8
    var whole = try PossibleDuplicates(options: options)
    for (index, record) in records.enumerated() { whole.append(record, rowNumber: index + 1) }
    let expected = whole.matches()
    let parts = try Parts(records, options: options)
    #expect(parts.comparedPairs == expected.comparedPairs, sourceLocation: sourceLocation)
    let order: (MatchedPair, MatchedPair) -> Bool = {
      Pair($0.rowNumbers.first, $0.rowNumbers.second) < Pair($1.rowNumbers.first, $1.rowNumbers.second)
    }
    let (found, sought) = (parts.matches.pairs.sorted(by: order), expected.pairs.sorted(by: order))
    #expect(found.map(\.rowNumbers.first) == sought.map(\.rowNumbers.first), sourceLocation: sourceLocation)
    #expect(found.map(\.rowNumbers.second) == sought.map(\.rowNumbers.second), sourceLocation: sourceLocation)
    #expect(found.map(\.score) == sought.map(\.score), sourceLocation: sourceLocation)
    #expect(found.map(\.evidence.description) == sought.map(\.evidence.description), sourceLocation: sourceLocation)
    #expect(found.map(\.isAmbiguous) == sought.map(\.isAmbiguous), sourceLocation: sourceLocation)
    #expect(parts.matches.clusters == expected.clusters, sourceLocation: sourceLocation)
    #expect(parts.matches.merges == expected.merges, sourceLocation: sourceLocation)
    #expect(parts.households == expected.households, sourceLocation: sourceLocation)
    let bySize: (CappedBlock, CappedBlock) -> Bool = { ($0.key.rawValue, $0.rowNumber, $0.size) < ($1.key.rawValue, $1.rowNumber, $1.size) }
    #expect(parts.capped.sorted(by: bySize) == expected.cappedBlocks.sorted(by: bySize), sourceLocation: sourceLocation)
    #expect(!expected.pairs.isEmpty, "a list without pairs shows nothing", sourceLocation: sourceLocation)
    return expected.comparedPairs
  }
}

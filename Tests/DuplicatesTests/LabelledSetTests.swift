import Duplicates
import Foundation
import Testing

/// The labelled sets with one fixed threshold and no labels given to the matcher.
@Suite struct LabelledSetTests {
  struct SetCase: CustomStringConvertible {
    var name: String
    var f1: Double
    var precision = 0.999
    /// What is hard about it.
    var reason: String
    var description: String { name }
  }

  static let sets = [
    SetCase(name: "febrl1", f1: 0.998, reason: "identifiers and birth dates mistyped"),
    SetCase(name: "febrl2", f1: 0.998, reason: "up to five copies, most records alone"),
    SetCase(name: "febrl3", f1: 0.998, reason: "up to five copies with heavy errors, some with another first name"),
    SetCase(name: "fake1000", f1: 0.95, reason: "names swapped, mistyped and missing"),
    SetCase(name: "chicago_sites", f1: 0.85, precision: 0.8, reason: "places, not people; labelled by house number"),
  ]

  @Test("Labelled sets", arguments: sets)
  func labelledSet(_ set: SetCase) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    let list = LabelledList(csv: try String(contentsOf: folder.appending(path: set.name + ".csv"), encoding: .utf8))
    let truth = parse(try String(contentsOf: folder.appending(path: set.name + ".truth.csv"), encoding: .utf8))
    var entityOf: [String: String] = [:]
    for row in truth.dropFirst() { entityOf[row[0]] = row[1] }
    var duplicates = try PossibleDuplicates()
    for (index, record) in list.records.enumerated() { duplicates.append(record, rowNumber: index + 1) }
    let matches = duplicates.matches()
    var clusterOf = [Int?](repeating: nil, count: list.records.count)
    for (number, cluster) in matches.clusters.enumerated() {
      for row in cluster.rowNumbers { clusterOf[row - 1] = number }
    }
    let score = PairScore(entities: list.identifiers.map { entityOf[$0] ?? $0 }, clusterOf: clusterOf)
    #expect(score.f1 >= set.f1, "\(set.name): \(score); \(set.reason)")
    #expect(score.precision >= set.precision, "\(set.name): \(score)")
  }

  /// Lists of people, copies and look-alikes, short ones too, which teach less about what names are in use. `MUSTER_LONG_TESTS` makes it
  /// ten times as long.
  @Test(
    "Generated contacts: copies are found and look-alikes stay apart",
    arguments: [(1, 40_000), (2, 12_000), (5, 12_000)] as [(UInt64, Int)])
  func generatedContacts(seed: UInt64, atMost: Int) throws {
    let count = ProcessInfo.processInfo.environment["MUSTER_LONG_TESTS"] == nil ? atMost : 10 * atMost
    var generator = ContactGenerator(seed: seed)
    var contacts: [ContactGenerator.Contact] = []
    generator.make(count) { contacts.append($0) }
    var duplicates = try PossibleDuplicates()
    var record = ContactRecord()
    for (index, contact) in contacts.enumerated() {
      contact.fill(&record)
      duplicates.append(record, rowNumber: index + 1)
    }
    var clusterOf = [Int?](repeating: nil, count: contacts.count)
    for (number, cluster) in duplicates.matches().clusters.enumerated() {
      for row in cluster.rowNumbers { clusterOf[row - 1] = number }
    }
    let score = PairScore(entities: contacts.map(\.entity), clusterOf: clusterOf)
    #expect(score.precision >= 0.999, "seed \(seed): \(score)")
    #expect(score.recall >= 0.985, "seed \(seed): \(score)")
    for kind in ContactGenerator.Kind.allCases where kind != .person {
      let pairs = contacts.indices.filter { contacts[$0].kind == kind }.map { ($0, contacts[$0].of ?? $0) }
      let together = pairs.count { clusterOf[$0] != nil && clusterOf[$0] == clusterOf[$1] }
      let share = Double(together) / Double(max(pairs.count, 1))
      if kind.isTrap {
        let allowed = kind == .siblingOneEdit || kind == .householdSameInitial ? 0.02 : 0.005
        #expect(share <= allowed, "seed \(seed), \(kind): \(together) of \(pairs.count) merged")
      } else {
        #expect(share >= 0.97, "seed \(seed), \(kind): \(together) of \(pairs.count) found")
      }
    }
  }
}

import Duplicates
import Testing

@Suite struct NumberGroupsTests {
  struct GroupCase: CustomStringConvertible {
    var names: [String]
    var survivor = SurvivorRule.first
    var sharing = SharingRule.keepOne(.first)
    var decisions: [NumberDecision]
    var reason: String
    var description: String { reason }
  }

  static let groups = [
    GroupCase(names: ["Ann Lee"], decisions: [.keep], reason: "one record"),
    GroupCase(names: ["Ann Lee", "ANN LEE"], decisions: [.keep, .duplicate(of: 1)], reason: "one person twice"),
    GroupCase(
      names: ["Robert Miller", "Bob Miller"], survivor: .last, decisions: [.duplicate(of: 2), .keep], reason: "one person, the last kept"),
    GroupCase(
      names: ["Ann Lee", "Tom Lee"], decisions: [.keep, .sharedNumber(with: 1, .pair)], reason: "a couple is never merged"),
    GroupCase(
      names: ["Ann Lee", "Tom Lee"], sharing: .rejectAll,
      decisions: [.sharedNumber(with: nil, .pair), .sharedNumber(with: nil, .pair)], reason: "the rules want neither"),
    GroupCase(
      names: ["Ann Lee", "Tom Lee", "ann lee"], sharing: .keepAll, decisions: [.keep, .keep, .duplicate(of: 1)],
      reason: "the target takes a number more than once, and every person once"),
    GroupCase(
      names: ["Ann Lee", "Tom Lee", "Zoe Lee", "ann lee"],
      decisions: [.keep, .sharedNumber(with: 1, .household), .sharedNumber(with: 1, .household), .duplicate(of: 1)],
      reason: "a family, one of them twice"),
    GroupCase(
      names: ["Ann Lee", "Tom Hall", "Zoe King"],
      decisions: [.keep, .sharedNumber(with: 1, .switchboard), .sharedNumber(with: 1, .switchboard)], reason: "an office"),
    GroupCase(names: ["", "Ann Lee"], decisions: [.keep, .duplicate(of: 1)], reason: "a nameless record is the first person's"),
    GroupCase(names: ["", ""], decisions: [.keep, .duplicate(of: 1)], reason: "nobody has a name"),
  ]

  private func members(_ names: [String]) -> [GroupMember] {
    names.enumerated().map { index, name in
      let words = name.split(separator: " ").map(String.init)
      return GroupMember(
        rowNumber: index + 1, completeness: words.count, givenName: words.first ?? "",
        surname: words.count > 1 ? words[1] : "")
    }
  }

  @Test("Who keeps a number", arguments: groups)
  func decisions(_ group: GroupCase) throws {
    var groups = try NumberGroups()
    let members = members(group.names)
    #expect(groups.decide(members, survivor: group.survivor, sharing: group.sharing) == group.decisions)
    // The answer does not depend on the order in which the members come, nor on the groups before.
    let reversed = groups.decide(members.reversed(), survivor: group.survivor, sharing: group.sharing)
    #expect(reversed.reversed() == group.decisions)
  }

  @Test("Every survivor rule is a strict order: the same survivor whatever the order of the records")
  func survivors() {
    let members = [
      GroupMember(rowNumber: 1, completeness: 3, date: nil), GroupMember(rowNumber: 2, completeness: 5, date: 20240101),
      GroupMember(rowNumber: 3, completeness: 5, date: 20250101), GroupMember(rowNumber: 4, completeness: 1, date: 20250101),
    ]
    let expected: [(SurvivorRule, Int)] = [(.first, 1), (.last, 4), (.mostComplete, 2), (.newest, 3)]
    for (rule, row) in expected {
      for shift in members.indices {
        let rotated = Array(members[shift...] + members[..<shift])
        #expect(rule.survivor(of: rotated).map { rotated[$0].rowNumber } == row, "\(rule)")
      }
    }
    #expect(SurvivorRule.first.survivor(of: []) == nil)
  }

  @Test("Merging fills blanks, keeps the survivor's values and reports the others")
  func merging() {
    let merged = FieldMerge(
      survivor: ["Ann", "", "ann@a.org"], others: [(4, ["Ann", "Lee", "lee@b.org"]), (7, ["Anne", "Li", "", "+44"])])
    #expect(merged.fields == ["Ann", "Lee", "ann@a.org", "+44"])
    #expect(merged.fillings.map(\.column) == [1, 3])
    #expect(merged.fillings.map(\.rowNumber) == [4, 7])
    #expect(merged.conflicts.map(\.value) == ["lee@b.org", "Anne", "Li"])
    // Merging once more changes nothing.
    #expect(FieldMerge(survivor: merged.fields, others: [(4, merged.fields)]).fields == merged.fields)
  }

  @Test("Keys of fields tell fields apart, short and long")
  func keys() {
    func key(_ fields: [String]) -> IdentityKey {
      var builder = IdentityKeyBuilder()
      for field in fields { builder.add(field.utf8Span.span) }
      return builder.key
    }
    let long = String(repeating: "x", count: 40)
    let identities: [[String]] = [
      [], [""], ["", ""], ["a"], ["a", ""], ["", "a"], ["ab"], ["a", "b"], ["ab", "c"], ["a", "bc"], ["abcdefghijklm"],
      ["abcdefghijklmn"], ["abcdefghijklm", ""], [long], [long, ""], ["", long], [long + "x"], [long, "a"], [long + "a"],
    ]
    #expect(Set(identities.map(key)).count == identities.count)
    #expect(key([long, "a"]) == key([long, "a"]))
    let phone = IdentityKey(callingCode: 999, nationalNumber: .max, leadingZeros: 255)
    #expect(!identities.map(key).contains(phone))
  }

  @Test("Rows of stacked lists lead back to their list")
  func stackedLists() {
    var lists = StackedLists()
    #expect(lists.beginList() == 0)
    lists.endList(rows: 3)
    #expect(lists.beginList() == 3)
    lists.endList(rows: 0)
    #expect(lists.beginList() == 3)
    lists.endList(rows: 2)
    #expect(lists.locate(0) == nil)
    for (row, list, rowNumber) in [(1, 0, 1), (3, 0, 3), (4, 2, 1), (5, 2, 2)] {
      #expect(lists.locate(row)?.list == list)
      #expect(lists.locate(row)?.rowNumber == rowNumber)
    }
  }
}

import Foundation
import TestSupport
import Testing

@testable import Duplicates

/// Names that are like one another in every way that counts, and in some that don't.
private let givenNames = names(
  """
  ;Robert;Bob;bob;ROBERT;Roberto;R;R.;Rob;Robrt;Anna;Ana;Anne;Ann Marie;Annmarie;Anna M.;Maria;Mario;María;Jörg;Joerg;Jorg;Юрий;Yuriy;\
  Yuri;Γιώργος;Giorgos;محمد;Mohammed;Muhammad;伟;Wei;偉;Jean-Luc;Jean;Luc;Smith;Lee;Miller;-;1;  Bob ;Louis;Louise;Bill;Billy;William;\
  O'Neal;Seb;Sebastian;Christian;Christiane;Emma;Ema;中村;José María;\u{FFFD}\u{301};Mary Jane Ann
  """)
private let surnames = names(
  """
  ;Miller;MILLER;Müller;Mueller;Muller;Millar;Miler;Smith;Smith Jr.;Smith Sr;Smith III;Smyth;Lee;van den Berg;Vandenberg;Berg;\
  Garcia Lopez;Garcia;Lopez;García;O'Brien;OBrien;Obrian;Шевченко;Shevchenko;Schevchenko;Папандреу;中村;Nakamura;Robert;Anna;Bob;Jr;\
  ...;Ng;Nguyen;Nguyễn;Kim;חיים;Hayim;Davis;David;de la Cruz;Cruz; Lee ;III
  """)

private func names(_ text: String) -> [String] { text.split(separator: ";", omittingEmptySubsequences: false).map(String.init) }

private func facts(_ name: (given: String, surname: String)) -> [UInt8] {
  var buffer = RowFactsBuffer()
  buffer.beginRecord()
  buffer.append(givenName: Array(name.given.utf8), surname: Array(name.surname.utf8))
  buffer.endRecord()
  return buffer.encoded(0)
}

/// Two names compared as matching compares two whole contacts, of which nothing else is known.
private struct PlainComparer: ~Copyable {
  private var index: ContactIndex

  init() throws { index = try ContactIndex() }

  private mutating func fill(_ names: [(given: String, surname: String)]) {
    index.removeAll()
    for name in names {
      index.append(ContactRecord([.givenName: name.given, .surname: name.surname]), rowNumber: index.contacts.count + 1)
    }
  }

  mutating func areOnePerson(_ first: (given: String, surname: String), _ second: (given: String, surname: String)) -> Bool {
    fill([first, second])
    let evidence = index.compare(0, 1, WeightModel(records: 2)).evidence
    let (given, surname) = (evidence.agreement(.givenName), evidence.agreement(.surname))
    if index.contacts[0].suffix != index.contacts[1].suffix || evidence.agreement(.middleName) == .different { return false }
    return given.supports && (surname.supports || surname == .missing) || given == .missing && surname.supports
  }

  mutating func areOneFamily(_ first: (given: String, surname: String), _ second: (given: String, surname: String)) -> Bool {
    fill([("", first.surname), ("", second.surname)])
    return index.compareSurnames(index.contacts[1], index.contacts[0]).supports
  }
}

/// Who has a number, told apart without anything that is kept from one question to the next.
private struct PlainPeople: ~Copyable {
  private var comparer: PlainComparer
  private var groups: [Int: [(firstRow: Int, name: (given: String, surname: String))]] = [:]

  init() throws { comparer = try PlainComparer() }

  mutating func place(_ row: Int, _ name: (given: String, surname: String), holder: Int) -> NumberPeople.Standing {
    var people = groups[holder] ?? []
    defer { groups[holder] = people }
    if name == ("", "") { return .person(holder) }
    if people.count == 1, people[0].name == ("", "") { people[0].name = name }
    if let same = people.first(where: { $0.name == name }) { return .person(same.firstRow) }
    if people.count <= NumberPeople.mostCompared {
      for person in people where comparer.areOnePerson(person.name, name) { return .person(person.firstRow) }
    }
    people.append((row, name))
    if people.count == 2 { return .newcomer(.pair) }
    let isFamily = people.count <= 6 && people.dropFirst().allSatisfy { comparer.areOneFamily(people[0].name, $0.name) }
    return .newcomer(isFamily ? .household : .switchboard)
  }

  mutating func begin(_ row: Int, _ name: (given: String, surname: String)) { groups[row] = [(row, name)] }
}

@Suite struct NumberPeopleTests {
  @Test("Names that were read before compare as they did the first time, and as whole contacts do")
  func comparing() throws {
    var random = TestSupport.SplitMix(seed: 7)
    var comparer = try NameComparer()
    var plain = try PlainComparer()
    var sums = (same: 0, other: 0, family: 0)
    for _ in 0..<8_000 {
      let first = (given: givenNames.randomElement(using: &random) ?? "", surname: surnames.randomElement(using: &random) ?? "")
      var second = (given: givenNames.randomElement(using: &random) ?? "", surname: surnames.randomElement(using: &random) ?? "")
      switch random.next() % 4 {
      case 0: second.surname = first.surname
      case 1: second.given = first.given
      case 2: second = (given: first.surname, surname: first.given)
      default: break
      }
      let isSame = comparer.areOnePerson(facts(first), facts(second))
      #expect(isSame == plain.areOnePerson(first, second), "\(first) and \(second)")
      let isFamily = comparer.areOneFamily(facts(first), facts(second))
      #expect(isFamily == plain.areOneFamily(first, second), "\(first) and \(second)")
      if isSame { sums.same += 1 } else { sums.other += 1 }
      if isFamily { sums.family += 1 }
    }
    #expect(sums.same > 1_000 && sums.other > 1_000 && sums.family > 1_000)
  }

  @Test("Everyone who has a number is told apart as without anything kept, in memory and on disk", arguments: [0, 1 << 20])
  func placing(memoryLimit: Int) throws {
    var random = TestSupport.SplitMix(seed: 11)
    var people = NumberPeople(comparesNames: true, memoryLimit: memoryLimit, directory: NSTemporaryDirectory())
    var plain = try PlainPeople()
    var buffer = RowFactsBuffer()
    var kinds: Set<String> = []
    // The first row of each number. A few have so many people that they are a switchboard's, and half of all are a family's.
    var holders: [Int] = []
    var row = 1
    for _ in 0..<20 {
      buffer.removeAll()
      let first = row
      var records: [(name: (given: String, surname: String), holder: Int?)] = []
      for _ in 0..<50 {
        let given = row % 5 == 0 ? "Given\(random.next() % 500)" : givenNames.randomElement(using: &random) ?? ""
        var surname = surnames.randomElement(using: &random) ?? ""
        var holder: Int?
        if holders.count >= 20, random.next() % 4 != 0 {
          let index = Int(random.next() % (random.next() % 2 == 0 ? 6 : UInt64(holders.count)))
          holder = holders[index]
          if index % 2 == 0 { surname = "Lee" }
        } else {
          if holders.count % 2 == 0 { surname = "LEE" }
          holders.append(row)
        }
        records.append(((given, surname), holder))
        buffer.append(encoded: facts((given, surname)))
        row += 1
      }
      try people.append(buffer, firstRowNumber: first)
      for (index, record) in records.enumerated() {
        guard let holder = record.holder else {
          plain.begin(first + index, record.name)
          continue
        }
        let standing = try people.place(first + index, index, of: buffer, holder: holder)
        #expect(standing == plain.place(first + index, record.name, holder: holder), "row \(first + index): \(record.name)")
        kinds.insert("\(standing)".filter(\.isLetter))
        // Asked again, everyone is who they were.
        if case .person(let known) = standing, record.name != ("", "") {
          #expect(try people.person(index, of: buffer, holder: holder) == known)
        }
      }
    }
    #expect(kinds.count == 4, "\(kinds)")
  }
}

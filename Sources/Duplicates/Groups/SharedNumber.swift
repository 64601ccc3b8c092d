internal import ICU

/// What becomes of a record whose number others have too, where the target takes a number once.
public enum NumberDecision: Sendable, Equatable {
  case keep
  /// The record with this row number (1-based) is the same person and stands for it.
  case duplicate(of: Int)
  /// Another person has the number: the record with this row number (1-based) goes out, or nobody does.
  case sharedNumber(with: Int?, NumberSharing)
}

/// Who shares a number, as far as names tell.
public enum NumberSharing: Sendable, Equatable {
  /// Two people: a couple, or a number that changed hands.
  case pair
  /// Three to six people of one surname.
  case household
  /// Three people or more of several surnames, or more than six.
  case switchboard
}

/// Who may go out when different people share a number.
public enum SharingRule: Sendable, Equatable {
  /// The one whom this rule keeps.
  case keepOne(SurvivorRule)
  /// Nobody: a number of two people reaches the wrong one half the time.
  case rejectAll
  /// Everybody: the target takes a number more than once.
  case keepAll
}

/// Decides about the records that have one number: who is whose duplicate, and who is another person.
///
/// Names are compared as matching compares them, so Bob Miller is Robert Miller's duplicate and his wife is not. Made once
/// and used for every group; keeps the distinct names that it has seen.
public struct NumberGroups: ~Copyable {
  private var index: ContactIndex
  private var record = ContactRecord()

  /// Costs about 5 ms: ICU's transliterator is opened and the tables of nicknames are read.
  public init() throws(PossibleDuplicates.Failure) {
    do { index = try ContactIndex() } catch { throw .noTransliterator(code: error.code) }
  }

  /// Decides about a group. The answer is by member, in their order, and does not depend on that order.
  ///
  /// A person's records are the ones whose names agree; a record without any name says nothing that only another person
  /// could say and goes to the first. Every person's survivor is found first, then who of them keeps the number. Costs a
  /// comparison of names for each record and person.
  public mutating func decide(
    _ members: [GroupMember], survivor: SurvivorRule, sharing: SharingRule
  ) -> [NumberDecision] {
    let people = persons(members)
    let survivors = people.map { person in
      person[survivor.survivor(of: person.map { members[$0] }) ?? 0]
    }
    // By the first record that says a name: whose number it is does not depend on who survives.
    let kind = kind(
      of: people.map { person in members[person.first { !members[$0].givenName.isEmpty || !members[$0].surname.isEmpty } ?? person[0]] })
    let keeper: Int? =
      if survivors.count <= 1 {
        survivors.first
      } else {
        switch sharing {
        case .keepOne(let rule): rule.survivor(of: survivors.map { members[$0] }).map { survivors[$0] }
        case .rejectAll, .keepAll: nil
        }
      }
    var decisions = [NumberDecision](repeating: .keep, count: members.count)
    for (person, survivor) in zip(people, survivors) {
      for member in person {
        if member != survivor {
          decisions[member] = .duplicate(of: members[survivor].rowNumber)
        } else if member != keeper, sharing != .keepAll {
          decisions[member] = .sharedNumber(with: keeper.map { members[$0].rowNumber }, kind)
        }
      }
    }
    return decisions
  }

  /// The members by person, none of them empty, each in row order; persons by their first row.
  private mutating func persons(_ members: [GroupMember]) -> [[Int]] {
    let ordered = members.indices.sorted { members[$0].rowNumber < members[$1].rowNumber }
    var people: [[Int]] = []
    var nameless: [Int] = []
    fill(ordered.map { members[$0] })
    for position in ordered.indices {
      guard index.contacts[position].hasPersonName else {
        nameless.append(position)
        continue
      }
      let same = people.firstIndex { person in index.haveOneName(index.contacts[person[0]], index.contacts[position]) }
      if let same { people[same].append(position) } else { people.append([position]) }
    }
    if people.isEmpty, !nameless.isEmpty { people = [[]] }
    if !nameless.isEmpty { people[0] = (people[0] + nameless).sorted() }
    return people.map { person in person.map { ordered[$0] } }
  }

  /// Puts records into the index in place of what it holds.
  private mutating func fill(_ members: [GroupMember], bySurnameAlone: Bool = false) {
    index.removeAll()
    for member in members {
      append(givenName: bySurnameAlone ? Span() : member.givenName.utf8Span.span, surname: member.surname.utf8Span.span)
    }
  }

  private mutating func append(givenName: Span<UInt8>, surname: Span<UInt8>) {
    record.removeAll()
    record.append(givenName, as: .givenName)
    record.append(surname, as: .surname)
    index.append(record, rowNumber: index.contacts.count + 1)
  }

  private mutating func kind(of people: [GroupMember]) -> NumberSharing {
    guard people.count > 2 else { return .pair }
    fill(people, bySurnameAlone: true)
    let isFamily = index.contacts.allSatisfy { contact in
      index.compareSurnames(contact, index.contacts[0]).supports
    }
    return isFamily && people.count <= 6 ? .household : .switchboard
  }
}

extension ContactIndex {
  /// Whether two records are one person by their names alone, given that they have a number in common.
  func haveOneName(_ first: ContactFeatures, _ second: ContactFeatures) -> Bool {
    let names = compareNames(first, second)
    if first.suffix != second.suffix || names.middle == .different { return false }
    return names.given.supports && (names.surname.supports || names.surname == .missing)
      || names.given == .missing && names.surname.supports
  }
}

/// Tells the people apart who have one number: by their names, compared as matching compares them.
///
/// Takes what is known of every record in the order of the rows, and is then asked about those whose number an earlier record
/// has. Names are on disk when they are many; in memory is only who shares a number with somebody else, about 100 bytes each.
public struct NumberPeople: ~Copyable {
  /// What a record is to those before it that have its number.
  public enum Standing: Equatable, Sendable {
    /// The person whose first record has this row number (1-based).
    case person(Int)
    /// Somebody who was not there before.
    case newcomer(NumberSharing)
  }

  struct Person {
    let firstRow: Int
    /// The first row that says the name.
    let namedRow: Int
    var name: IdentityKey
  }

  struct Group {
    var people: [Person]
    /// Whether all have the first one's surname, as far as that was asked: of three people and more.
    var isFamily = true

    /// Two people are a pair; a household has up to six of one surname.
    var sharing: NumberSharing {
      people.count <= 2 ? .pair : isFamily && people.count <= 6 ? .household : .switchboard
    }
  }

  /// Names are compared with so many people of a number at most. Beyond, it is a switchboard's, and only the same name is the
  /// same person.
  static let mostCompared = 64
  /// The comparer keeps the texts that it has seen; it is made anew after so many comparisons.
  private static let comparisonsEach = 1 << 15

  private let comparesNames: Bool
  private var rows: RowStore
  private var comparer: NumberGroups?
  private var comparisons = 0
  private var groups: [Int: Group] = [:]
  private var peopleCount = 0
  private var bytes: [UInt8] = []
  private var others: [UInt8] = []

  /// - Parameters:
  ///   - comparesNames: false when whoever has the same identity is the same person, whatever the names.
  ///   - memoryLimit: the most bytes that facts about records take before they go to disk.
  ///   - directory: where their file is made, without a name and for the owner alone.
  public init(comparesNames: Bool, memoryLimit: Int, directory: String) {
    self.comparesNames = comparesNames
    rows = RowStore(memoryLimit: memoryLimit, directory: directory)
  }

  /// About how many bytes the people take who share a number.
  public var byteCount: Int { groups.count * 64 + peopleCount * 48 }

  /// Takes what is known of a batch of records, which follow those that were taken before.
  public mutating func append(_ facts: RowFactsBuffer, firstRowNumber: Int) throws(SettlingError) {
    do { try rows.append(facts, firstRowNumber: firstRowNumber) } catch { throw .disk(error) }
  }

  /// Finds out who a record's contact is. Records of one number come in the order of their rows, each once.
  ///
  /// - Parameters:
  ///   - rowNumber: the record's (1-based).
  ///   - index: which of the facts of a batch are the record's (0-based).
  ///   - facts: what is known of the batch's records.
  ///   - holder: the row number of the first record with the number.
  public mutating func place(_ rowNumber: Int, _ index: Int, of facts: RowFactsBuffer, holder: Int) throws(SettlingError) -> Standing {
    guard comparesNames else { return .person(holder) }
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: facts.facts(of: index))
    return try place(rowNumber, holder: holder)
  }

  /// The same for a record whose facts were taken before.
  mutating func placeAgain(_ rowNumber: Int, holder: Int) throws(SettlingError) -> Standing {
    guard comparesNames else { return .person(holder) }
    do { try rows.read(rowNumber, into: &bytes) } catch { throw .disk(error) }
    return try place(rowNumber, holder: holder)
  }

  /// Finds out whose facts stand in `bytes`.
  private mutating func place(_ rowNumber: Int, holder: Int) throws(SettlingError) -> Standing {
    if groups[holder] == nil {
      do { try rows.read(holder, into: &others) } catch { throw .disk(error) }
      if bytes == others { return .person(holder) }
    }
    let newcomer = RowFacts(bytes)
    // Without a name it says nothing that only another person could say.
    if newcomer.isNameless { return .person(holder) }
    var group: Group
    if let known = groups[holder] {
      if let firstRow = try person(newcomer, among: known) { return .person(firstRow) }
      group = known
    } else {
      let holding = RowFacts(others)
      group = Group(people: [Person(firstRow: holder, namedRow: holding.isNameless ? rowNumber : holder, name: holding.nameKey)])
      if holding.isNameless {
        // The first one has got a name, by which those who follow are told apart.
        group.people[0].name = newcomer.nameKey
        groups[holder] = group
        peopleCount += 1
        return .person(holder)
      }
      if try areOnePerson(holding, newcomer) { return .person(holder) }
      peopleCount += 1
    }
    group.people.append(Person(firstRow: rowNumber, namedRow: rowNumber, name: newcomer.nameKey))
    peopleCount += 1
    // Of two it does not matter whether they are a family; the second is asked about when a third comes.
    if group.isFamily, (3...6).contains(group.people.count) {
      let first = try facts(of: group.people[0].namedRow)
      if group.people.count == 3 { group.isFamily = try areOneFamily(first, facts(of: group.people[1].namedRow)) }
      if group.isFamily { group.isFamily = try areOneFamily(first, newcomer) }
    }
    groups[holder] = group
    return .newcomer(group.sharing)
  }

  /// The first row of the person of a number whom a name is of, or nil when it is none of them. Nobody is added.
  ///
  /// - Parameters:
  ///   - index: which of the facts of a batch are meant (0-based).
  ///   - facts: what is known of the batch's records.
  ///   - holder: the row number (1-based) of the first record with the number.
  public mutating func person(_ index: Int, of facts: RowFactsBuffer, holder: Int) throws(SettlingError) -> Int? {
    guard comparesNames else { return holder }
    let newcomer = RowFacts(Array(facts.facts(of: index)))
    if newcomer.isNameless { return holder }
    if let group = groups[holder] { return try person(newcomer, among: group) }
    let first = try self.facts(of: holder)
    if first.isNameless || first.hasName(of: newcomer) { return holder }
    return try areOnePerson(first, newcomer) ? holder : nil
  }

  private mutating func person(_ newcomer: RowFacts, among group: Group) throws(SettlingError) -> Int? {
    let name = newcomer.nameKey
    if let same = group.people.first(where: { $0.name == name }) { return same.firstRow }
    guard group.people.count <= Self.mostCompared else { return nil }
    for person in group.people {
      if try areOnePerson(facts(of: person.namedRow), newcomer) { return person.firstRow }
    }
    return nil
  }

  private mutating func areOnePerson(_ first: RowFacts, _ second: RowFacts) throws(SettlingError) -> Bool {
    try prepareComparer()
    return comparer?.areOnePerson(first, second) ?? false
  }

  private mutating func areOneFamily(_ first: RowFacts, _ second: RowFacts) throws(SettlingError) -> Bool {
    try prepareComparer()
    return comparer?.areOneFamily(first, second) ?? false
  }

  private mutating func prepareComparer() throws(SettlingError) {
    if comparisons % Self.comparisonsEach == 0 {
      do { comparer = try NumberGroups() } catch { throw .noTransliterator(error) }
    }
    comparisons += 1
  }

  /// What is known of a record.
  mutating func facts(of rowNumber: Int) throws(SettlingError) -> RowFacts {
    do { try rows.read(rowNumber, into: &bytes) } catch { throw .disk(error) }
    return RowFacts(bytes)
  }

  /// The fields of a record, for merging.
  public mutating func fields(of rowNumber: Int) throws(SettlingError) -> [[UInt8]] { try facts(of: rowNumber).fields }

  /// Who has a number: nil when it is one person alone.
  func sharing(of holder: Int) -> NumberSharing? { groups[holder].flatMap { $0.people.count > 1 ? $0.sharing : nil } }

  /// Forgets who has a number: all its records have been asked about.
  mutating func forget(_ holder: Int) {
    guard let group = groups.removeValue(forKey: holder) else { return }
    peopleCount -= group.people.count
  }
}

/// Why records that share an identity could not be decided about.
public enum SettlingError: Error, Equatable, Sendable {
  case disk(SpillError)
  /// Names cannot be compared.
  case noTransliterator(PossibleDuplicates.Failure)
}

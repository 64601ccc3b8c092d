internal import Bytes

/// Tells the people apart who have one number: by their names, compared as matching compares them.
///
/// Takes what is known of every record in the order of the rows, and is then asked about those whose number an earlier record
/// has. Names are on disk when they are many; in memory is only who shares a number with somebody else, about 60 bytes each.
public struct NumberPeople: ~Copyable {
  /// What a record is to those before it that have its number.
  public enum Standing: Equatable, Sendable {
    /// The person whose first record has this row number (1-based).
    case person(Int)
    /// Somebody who was not there before.
    case newcomer(NumberSharing)
  }

  /// Names are compared with so many people of a number at most. Beyond, it is a switchboard's, and only the same name is the
  /// same person.
  static let mostCompared = 64
  private let comparesNames: Bool
  private var rows: RowStore
  private var comparer: NameComparer?
  private var numbers = NumberedPeople()
  /// The facts of the record that is asked about, and of those that it is compared with.
  private var bytes: [UInt8] = []
  private var others: [UInt8] = []
  private var thirds: [UInt8] = []

  /// - Parameters:
  ///   - comparesNames: false when whoever has the same identity is the same person, whatever the names.
  ///   - memoryLimit: the most bytes that facts about records take before they go to disk.
  ///   - directory: where their file is made, without a name and for the owner alone.
  public init(comparesNames: Bool, memoryLimit: Int, directory: String) {
    self.comparesNames = comparesNames
    rows = RowStore(memoryLimit: memoryLimit, directory: directory)
  }

  /// About how many bytes the people take who share a number.
  public var byteCount: Int { numbers.byteCount }

  /// Takes what is known of a batch of records, which follow those that were taken before.
  public mutating func append(_ facts: borrowing RowFactsBuffer, firstRowNumber: Int) throws(SettlingError) {
    do { try rows.append(facts, firstRowNumber: firstRowNumber) } catch { throw .disk(error) }
  }

  /// Finds out who a record's contact is. Records of one number come in the order of their rows, each once.
  ///
  /// - Parameters:
  ///   - rowNumber: the record's (1-based).
  ///   - index: which of the facts of a batch are the record's (0-based).
  ///   - facts: what is known of the batch's records.
  ///   - holder: the row number of the first record with the number.
  public mutating func place(_ rowNumber: Int, _ index: Int, of facts: borrowing RowFactsBuffer, holder: Int) throws(SettlingError)
    -> Standing
  {
    guard comparesNames else { return .person(holder) }
    bytes.removeAll(keepingCapacity: true)
    bytes.append(copying: facts.facts(of: index))
    return try place(rowNumber, holder: holder)
  }

  /// The same for a record whose facts were taken before.
  mutating func placeAgain(_ rowNumber: Int, holder: Int) throws(SettlingError) -> Standing {
    guard comparesNames else { return .person(holder) }
    try Self.read(rowNumber, of: &rows, into: &bytes)
    return try place(rowNumber, holder: holder)
  }

  /// Finds out whose facts stand in `bytes`.
  private mutating func place(_ rowNumber: Int, holder: Int) throws(SettlingError) -> Standing {
    let group = numbers[holder]
    if group == nil {
      try Self.read(holder, of: &rows, into: &others)
      if bytes == others { return .person(holder) }
    }
    let name = NameBounds(bytes)
    // Without a name it says nothing that only another person could say.
    if name.isEmpty { return .person(holder) }
    let newcomer = NumberedPeople.Person(firstRow: rowNumber, namedRow: rowNumber, name: name.fingerprint(in: bytes))
    if let group {
      if let firstRow = try person(named: newcomer.name, of: holder, group) { return .person(firstRow) }
      return .newcomer(try add(newcomer, to: holder))
    }
    let holding = NameBounds(others)
    if holding.isEmpty {
      // The first one has got a name, by which those who follow are told apart.
      numbers.begin(holder, with: NumberedPeople.Person(firstRow: holder, namedRow: rowNumber, name: newcomer.name))
      return .person(holder)
    }
    if try areOnePerson() { return .person(holder) }
    numbers.begin(holder, with: NumberedPeople.Person(firstRow: holder, namedRow: holder, name: holding.fingerprint(in: others)))
    return .newcomer(numbers.append(newcomer, to: holder).sharing)
  }

  /// Adds the person whose facts stand in `bytes` to those of a number.
  private mutating func add(_ newcomer: NumberedPeople.Person, to holder: Int) throws(SettlingError) -> NumberSharing {
    let group = numbers.append(newcomer, to: holder)
    // Of two it does not matter whether they are a family; the second is asked about when a third comes.
    guard group.isFamily, (3...6).contains(group.count) else { return group.sharing }
    try prepareComparer()
    var people = numbers.people(of: group)
    if let first = people.next() { try Self.read(first.namedRow, of: &rows, into: &others) }
    var isFamily = true
    if group.count == 3, let second = people.next() {
      try Self.read(second.namedRow, of: &rows, into: &thirds)
      isFamily = comparer?.areOneFamily(others, thirds) ?? false
    }
    isFamily = isFamily && comparer?.areOneFamily(others, bytes) ?? false
    numbers.set(isFamily: isFamily, of: holder)
    return numbers[holder]?.sharing ?? .pair
  }

  /// The first row of the person of a number whom a name is of, or nil when it is none of them. Nobody is added.
  ///
  /// - Parameters:
  ///   - index: which of the facts of a batch are meant (0-based).
  ///   - facts: what is known of the batch's records.
  ///   - holder: the row number (1-based) of the first record with the number.
  public mutating func person(_ index: Int, of facts: borrowing RowFactsBuffer, holder: Int) throws(SettlingError) -> Int? {
    guard comparesNames else { return holder }
    bytes.removeAll(keepingCapacity: true)
    bytes.append(copying: facts.facts(of: index))
    let name = NameBounds(bytes)
    if name.isEmpty { return holder }
    if let group = numbers[holder] { return try person(named: name.fingerprint(in: bytes), of: holder, group) }
    try Self.read(holder, of: &rows, into: &others)
    let first = NameBounds(others)
    if first.isEmpty || others[..<first.end] == bytes[..<name.end] { return holder }
    return try areOnePerson() ? holder : nil
  }

  /// Which of the people of a number the one is whose facts stand in `bytes`.
  private mutating func person(named name: UInt64, of holder: Int, _ group: NumberedPeople.Group) throws(SettlingError) -> Int? {
    if let firstRow = numbers.firstRow(named: name, of: holder, group) { return firstRow }
    guard group.count <= Self.mostCompared else { return nil }
    for person in numbers.people(of: group) {
      try Self.read(person.namedRow, of: &rows, into: &others)
      if try areOnePerson() { return person.firstRow }
    }
    return nil
  }

  /// Whether the facts in `others` and in `bytes` are one person's.
  private mutating func areOnePerson() throws(SettlingError) -> Bool {
    try prepareComparer()
    return comparer?.areOnePerson(others, bytes) ?? false
  }

  private mutating func prepareComparer() throws(SettlingError) {
    let isReady =
      switch comparer {
      case .some(let comparer): !comparer.isFull
      case nil: false
      }
    if isReady { return }
    do { comparer = try NameComparer() } catch { throw .noTransliterator(error) }
  }

  private static func read(_ rowNumber: Int, of rows: inout RowStore, into target: inout [UInt8]) throws(SettlingError) {
    do { try rows.read(rowNumber, into: &target) } catch { throw .disk(error) }
  }

  /// What is known of a record.
  mutating func facts(of rowNumber: Int) throws(SettlingError) -> RowFacts {
    try Self.read(rowNumber, of: &rows, into: &others)
    return RowFacts(others)
  }

  /// The fields of a record, for merging.
  public mutating func fields(of rowNumber: Int) throws(SettlingError) -> [[UInt8]] { try facts(of: rowNumber).fields }

  /// Who has a number: nil when it is one person alone.
  func sharing(of holder: Int) -> NumberSharing? { numbers[holder].flatMap { $0.count > 1 ? $0.sharing : nil } }

  /// Forgets who has a number: all its records have been asked about.
  mutating func forget(_ holder: Int) { numbers.forget(holder) }
}

/// Why records that share an identity could not be decided about.
public enum SettlingError: Error, Equatable, Sendable {
  case disk(SpillError)
  /// Names cannot be compared.
  case noTransliterator(PossibleDuplicates.Failure)
}

/// Decides about every record whose identity another one has, when all of them are known: who stands for whom, and who of several
/// people may keep a number.
///
/// A record costs 16 bytes, and its decision 24: in memory while they are few, then on disk.
public struct GroupSettling: ~Copyable {
  struct Repeat: PlacedItem {
    var holder = 0
    var rowNumber = 0

    var place: Int { holder }
    static func < (a: Repeat, b: Repeat) -> Bool { (a.holder, a.rowNumber) < (b.holder, b.rowNumber) }
  }

  private let survivor: SurvivorRule
  private let merges: Bool
  private let sharing: SharingRule
  private var repeats: OrderedSpool<Repeat>
  private var decisions: OrderedSpool<RowDecision>

  /// - Parameters:
  ///   - survivor: which record of a contact stays.
  ///   - merges: whether a survivor's blanks are to be filled from the records that it stands for.
  ///   - sharing: what becomes of several people with one number.
  ///   - memoryLimit: the most bytes that records and their decisions take before they go to disk.
  ///   - directory: where files without a name are made then.
  public init(survivor: SurvivorRule, merges: Bool = false, sharing: SharingRule, memoryLimit: Int, directory: String) {
    self.survivor = survivor
    self.merges = merges
    self.sharing = sharing
    repeats = OrderedSpool(memoryLimit: memoryLimit / 2, directory: directory)
    decisions = OrderedSpool(memoryLimit: memoryLimit / 2, directory: directory)
  }

  /// Whether a record's decision follows from those before it, so that it need not wait for those behind it.
  public static func decidesAtOnce(survivor: SurvivorRule, merges: Bool, sharing: SharingRule) -> Bool {
    survivor == .first && !merges && (sharing == .keepOne(.first) || sharing == .keepAll)
  }

  /// Takes a record that is not the first with its identity; `holder` is the first one's row number.
  public mutating func add(_ rowNumber: Int, holder: Int) throws(SpillError) {
    try repeats.append(Repeat(holder: holder, rowNumber: rowNumber))
  }

  /// Decides about all records that were taken.
  public consuming func decide(by people: inout NumberPeople) throws(SettlingError) -> RowDecisions {
    let atOnce = Self.decidesAtOnce(survivor: survivor, merges: merges, sharing: sharing)
    while let range = try nextRange() {
      var start = 0
      while start < range.count {
        var end = start + 1
        while end < range.count, range[end].holder == range[start].holder { end += 1 }
        if atOnce {
          try decideAtOnce(range[start..<end], by: &people)
        } else {
          try decideTogether(range[start..<end], by: &people)
        }
        people.forget(range[start].holder)
        start = end
      }
    }
    return RowDecisions(decisions)
  }

  private mutating func nextRange() throws(SettlingError) -> [Repeat]? {
    do { return try repeats.nextRange() } catch { throw .disk(error) }
  }

  private mutating func put(_ rowNumber: Int, _ verdict: RowDecision.Verdict, _ other: Int) throws(SettlingError) {
    do { try decisions.append(RowDecision(rowNumber: rowNumber, verdict: verdict, other: other)) } catch { throw .disk(error) }
  }

  /// The first record stays; perhaps not all of the records before these are among them.
  private mutating func decideAtOnce(_ repeats: ArraySlice<Repeat>, by people: inout NumberPeople) throws(SettlingError) {
    for item in repeats {
      switch try people.placeAgain(item.rowNumber, holder: item.holder) {
      case .person(let firstRow): try put(item.rowNumber, .duplicate, firstRow)
      case .newcomer(let kind): if sharing != .keepAll { try put(item.rowNumber, .shared(kind), item.holder) }
      }
    }
  }

  private struct Person {
    var survivor: GroupMember
    var rowNumbers: [Int]
  }

  private mutating func decideTogether(_ repeats: ArraySlice<Repeat>, by people: inout NumberPeople) throws(SettlingError) {
    let holder = repeats[repeats.startIndex].holder
    var persons = [Person(survivor: try people.facts(of: holder).member(holder), rowNumbers: [holder])]
    var indexes = [holder: 0]
    for item in repeats {
      let standing = try people.placeAgain(item.rowNumber, holder: holder)
      let member = try people.facts(of: item.rowNumber).member(item.rowNumber)
      if case .person(let firstRow) = standing, let index = indexes[firstRow] {
        persons[index].rowNumbers.append(item.rowNumber)
        if survivor.survivor(of: [persons[index].survivor, member]) == 1 { persons[index].survivor = member }
      } else {
        indexes[item.rowNumber] = persons.count
        persons.append(Person(survivor: member, rowNumbers: [item.rowNumber]))
      }
    }
    let kind = people.sharing(of: holder) ?? .pair
    let keeper: Int? =
      switch sharing {
      case .keepOne(let rule): rule.survivor(of: persons.map(\.survivor))
      case .rejectAll, .keepAll: persons.count == 1 ? 0 : nil
      }
    let keptRow = keeper.map { persons[$0].survivor.rowNumber } ?? 0
    for (index, person) in persons.enumerated() {
      let kept = person.survivor.rowNumber
      let isKept = index == keeper || sharing == .keepAll
      if !isKept { try put(kept, .shared(kind), keptRow) }
      for rowNumber in person.rowNumbers where rowNumber != kept {
        try put(rowNumber, .duplicate, kept)
        if merges, isKept { try put(kept, .merge, rowNumber) }
      }
    }
  }
}

/// What becomes of a record that shares its identity with others.
public struct RowDecision: Sendable, Equatable, BitwiseCopyable {
  public enum Verdict: Sendable, Equatable {
    /// The other record stands for it.
    case duplicate
    /// Another person has the number; the other record goes out, or nobody's where it is 0.
    case shared(NumberSharing)
    /// It stays, and its blanks are filled from the other record.
    case merge
  }

  public private(set) var rowNumber = 0
  /// The row number (1-based) of the other record.
  public private(set) var other = 0
  // As wide as the others, so that there is no padding: the bytes go to disk.
  private var code = 0

  init() {}

  init(rowNumber: Int, verdict: Verdict, other: Int) {
    self.rowNumber = rowNumber
    self.other = other
    code =
      switch verdict {
      case .duplicate: 0
      case .shared(.pair): 1
      case .shared(.household): 2
      case .shared(.switchboard): 3
      case .merge: 4
      }
  }

  public var verdict: Verdict {
    switch code {
    case 0: .duplicate
    case 1: .shared(.pair)
    case 2: .shared(.household)
    case 3: .shared(.switchboard)
    default: .merge
    }
  }
}

extension RowDecision: PlacedItem {
  var place: Int { rowNumber }
  public static func < (a: RowDecision, b: RowDecision) -> Bool { (a.rowNumber, a.other) < (b.rowNumber, b.other) }
}

/// Decisions in the order of the rows.
public struct RowDecisions: ~Copyable {
  private var spool: OrderedSpool<RowDecision>
  private var range: [RowDecision] = []
  private var position = 0
  private var hasEnded = false

  init(_ spool: consuming OrderedSpool<RowDecision>) { self.spool = spool }

  /// The next decision about a row, or nil when there is none left. Rows are asked about in their order; one that stays as it is
  /// has no decision, and one that others are merged into has several, in the order of those.
  public mutating func next(for rowNumber: Int) throws(SpillError) -> RowDecision? {
    while true {
      while position < range.count {
        let decision = range[position]
        if decision.rowNumber > rowNumber { return nil }
        position += 1
        if decision.rowNumber == rowNumber { return decision }
      }
      if hasEnded { return nil }
      if let more = try spool.nextRange() { (range, position) = (more, 0) } else { hasEnded = true }
    }
  }
}

/// Who has each number that more than a first record's word is known of, by the row number of that first record.
///
/// A number costs about 50 bytes and a person 32, none of them memory of its own: a list has hundreds of thousands.
struct NumberedPeople {
  struct Person {
    let firstRow: Int
    /// The first row that says the name.
    let namedRow: Int
    /// The name's fingerprint.
    let name: UInt64
    /// Where the next person of the number stands.
    fileprivate var next: Int32 = -1

    init(firstRow: Int, namedRow: Int, name: UInt64) {
      self.firstRow = firstRow
      self.namedRow = namedRow
      self.name = name
    }
  }

  struct Group {
    fileprivate let first: Int32
    fileprivate var last: Int32
    /// How many people there are: one at least.
    fileprivate(set) var count = 1
    /// Whether all have the first one's surname, as far as that was asked: of three people and more.
    var isFamily = true

    /// Two people are a pair; a household has up to six of one surname.
    var sharing: NumberSharing { count <= 2 ? .pair : isFamily && count <= 6 ? .household : .switchboard }
  }

  /// One person after the other, as they came.
  struct Chain: Sequence, IteratorProtocol {
    fileprivate let people: Pool
    fileprivate var place: Int32

    mutating func next() -> Person? {
      guard place >= 0 else { return nil }
      let person = people[place]
      place = person.next
      return person
    }
  }

  /// All people, in pieces: one array would have to be copied to grow, and be there twice meanwhile.
  fileprivate struct Pool {
    private var pieces: [[Person]] = []
    private(set) var count = 0

    private static let pieceSize = 1 << 12

    subscript(place: Int32) -> Person {
      get { pieces[Int(place) / Self.pieceSize][Int(place) % Self.pieceSize] }
      set { pieces[Int(place) / Self.pieceSize][Int(place) % Self.pieceSize] = newValue }
    }

    mutating func append(_ person: Person) -> Int32 {
      if count % Self.pieceSize == 0 {
        pieces.append([])
        pieces[pieces.count - 1].reserveCapacity(Self.pieceSize)
      }
      pieces[pieces.count - 1].append(person)
      count += 1
      return Int32(count - 1)
    }
  }

  /// Beyond so many people a number's are found by their names in a table: one that stands for "no number" may have all of a list.
  private static let mostSearched = 16

  private var groups: [Int: Group] = [:]
  private var people = Pool()
  /// The first row of each of a crowd, by name.
  private var crowds: [Int: [UInt64: Int]] = [:]
  private var crowdCount = 0
  /// Where somebody stood who is forgotten, and by `next` all others.
  private var firstFree: Int32 = -1

  /// About how many bytes all of it takes.
  var byteCount: Int { groups.count * 52 + people.count * MemoryLayout<Person>.stride + crowdCount * 24 }

  /// Whoever has a number; nil when nothing was said of it.
  subscript(holder: Int) -> Group? { groups[holder] }

  /// Says who has a number of which nothing was said.
  mutating func begin(_ holder: Int, with person: Person) {
    let place = put(person)
    groups[holder] = Group(first: place, last: place)
  }

  /// Says who has a number as well, of which something was said, and returns all who have it.
  mutating func append(_ person: Person, to holder: Int) -> Group {
    guard var group = groups[holder] else { preconditionFailure("nobody is added to a number of which nothing was said") }
    let place = put(person)
    people[group.last].next = place
    group.last = place
    group.count += 1
    groups[holder] = group
    if group.count > Self.mostSearched { enter(person, into: holder, group) }
    return group
  }

  /// Enters a person into a crowd, which begins with everybody who is there already.
  private mutating func enter(_ person: Person, into holder: Int, _ group: Group) {
    if crowds[holder] == nil {
      crowds[holder] = [:]
      for earlier in people(of: group) { crowds[holder]?[earlier.name] = earlier.firstRow }
      crowdCount += group.count
    } else {
      crowds[holder]?[person.name] = person.firstRow
      crowdCount += 1
    }
  }

  /// The first row of the one of a number's people who has a name. O(1).
  func firstRow(named name: UInt64, of holder: Int, _ group: Group) -> Int? {
    if group.count > Self.mostSearched { return crowds[holder]?[name] }
    return people(of: group).first { $0.name == name }?.firstRow
  }

  /// Says whether all who have a number have one surname.
  mutating func set(isFamily: Bool, of holder: Int) { groups[holder]?.isFamily = isFamily }

  /// The people of a group, in the order in which they came.
  func people(of group: Group) -> Chain { Chain(people: people, place: group.first) }

  /// Forgets who has a number.
  mutating func forget(_ holder: Int) {
    guard let group = groups.removeValue(forKey: holder) else { return }
    people[group.last].next = firstFree
    firstFree = group.first
    if let crowd = crowds.removeValue(forKey: holder) { crowdCount -= crowd.count }
  }

  private mutating func put(_ person: Person) -> Int32 {
    guard firstFree >= 0 else { return people.append(person) }
    let place = firstFree
    firstFree = people[place].next
    people[place] = person
    return place
  }
}

internal import Bytes
public import CSV
internal import Duplicates
internal import Synchronization

/// The contacts that the target has already: what identifies each of them, and where it stands.
///
/// A class, so that a run and whoever started it share the tables. Asked by one thread at a time; the lock costs nothing beside the answer.
public final class PresentContacts: Sendable {
  fileprivate struct Contacts: ~Copyable {
    var seen = ExactSet()
    var people: NumberPeople
    var stack = StackedLists()
    var names: [String] = []
  }

  private let contacts: Mutex<Contacts>
  private let memory: SettlingMemory
  /// Whether there is no list to compare with; set once, before the run.
  private let count = Atomic(0)

  /// - Parameter memory: where names go that are many. The keys of contacts that the target has are in memory, about 26 bytes each.
  public init(memory: SettlingMemory = SettlingMemory()) {
    self.memory = memory
    contacts = Mutex(Contacts(people: NumberPeople(comparesNames: true, memoryLimit: memory.facts, directory: memory.directory)))
  }

  var isEmpty: Bool { count.load(ordering: .relaxed) == 0 }

  /// Enters the contacts of a list, cleaned in memory like the list that is to be compared with them. One that would be rejected is
  /// there all the same, as long as it has what identifies it.
  ///
  /// - Parameters:
  ///   - plan: how the list is cleaned; of the same rules as the other one's, or else the two have nothing to compare.
  ///   - encoder: the form that is made of a record and thrown away.
  ///   - name: what stands for the list where its records are named.
  public func enter<Source: ByteSource & ~Copyable>(
    _ list: consuming ListReader<Source>, plan: Plan, encoder: any RecordEncoder, name: String
  ) throws(RunError) {
    count.add(1, ordering: .relaxed)
    let offset = contacts.withLock { contacts in
      contacts.names.append(name)
      return contacts.stack.beginList()
    }
    var reading = ListPass(dialect: list.detection.dialect)
    var normalizer = Normalizer(plan: plan, encoder: encoder, keepsFindings: false, keysRejected: true)
    var normalized = NormalizedBatch()
    while try next(&reading, of: &list) {
      normalizer.normalize(reading.batch, records: reading.records, firstRowNumber: reading.firstRowNumber, into: &normalized)
      try contacts.withLock { contacts throws(RunError) in
        let row = offset + reading.firstRowNumber
        if plan.comparesNames {
          try contacts.enter(normalized.keys.span, normalized.facts, firstRowNumber: row)
        } else {
          try contacts.enter(normalized.keys.span, .nothing(about: normalized.count), firstRowNumber: row)
        }
      }
    }
    contacts.withLock { $0.stack.endList(rows: reading.rowCount) }
  }

  private func next<Source: ByteSource & ~Copyable>(
    _ reading: inout ListPass, of list: inout ListReader<Source>
  ) throws(RunError) -> Bool {
    do { return try reading.next(of: &list) } catch { throw .input(error) }
  }

  /// Whether the target has what identifies a contact.
  func has(_ key: IdentityKey) -> Bool { contacts.withLock { $0.seen.holder(of: key) } != nil }

  /// What the target knows of a record: where it has its number, as `list:record`, and whether that is the same person; nil when it does
  /// not have it.
  ///
  /// - Parameters:
  ///   - index: which of the facts of a batch are the record's.
  ///   - comparesNames: false when whoever has the number is the same person.
  func encounter(
    _ key: IdentityKey, _ index: Int, of facts: borrowing RowFactsBuffer, comparesNames: Bool
  ) throws(RunError) -> (place: String, isSamePerson: Bool)? {
    try contacts.withLock { contacts throws(RunError) in
      guard let holder = contacts.seen.holder(of: key) else { return nil }
      do throws(SettlingError) {
        let person = comparesNames ? try contacts.people.person(index, of: facts, holder: holder) : holder
        guard let place = contacts.stack.locate(person ?? holder) else { return nil }
        return ("\(contacts.names[place.list]):\(place.rowNumber)", person != nil)
      } catch {
        throw .settling(error)
      }
    }
  }
}

extension PresentContacts.Contacts {
  fileprivate mutating func enter(_ keys: Span<IdentityKey?>, _ facts: borrowing RowFactsBuffer, firstRowNumber: Int) throws(RunError) {
    var holders: [Int?] = []
    do throws(SettlingError) {
      try people.append(facts, firstRowNumber: firstRowNumber)
      seen.enter(keys, firstRowNumber: firstRowNumber, results: &holders)
      for index in holders.indices {
        if let holder = holders[index] { _ = try people.place(firstRowNumber + index, index, of: facts, holder: holder) }
      }
    } catch {
      throw .settling(error)
    }
  }
}

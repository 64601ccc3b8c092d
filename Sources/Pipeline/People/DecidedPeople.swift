internal import Duplicates

/// Finds the records that a person's marks are about, while the records go by.
struct DecidedPeople {
  private struct Slot {
    var fit = PersonIdentity.Fit.byEmail
    var isAtItsRow = false
    /// The row number of the record that fits best so far.
    var rowNumber: Int?
  }

  private let decisions: [ReviewDecisions.Decision]
  /// Two for each decision.
  private var slots: [Slot]
  private var slotsOfWord: [UInt64: [Int]] = [:]
  private var slotsOfKey: [IdentityKey: [Int]] = [:]

  init(_ decisions: ReviewDecisions) {
    self.decisions = decisions.decisions
    slots = Array(repeating: Slot(), count: self.decisions.count * 2)
    for (index, decision) in self.decisions.enumerated() {
      for (slot, person) in [(index * 2, decision.people.first), (index * 2 + 1, decision.people.second)] {
        if let word = person.word { slotsOfWord[word, default: []].append(slot) }
        for fit in [PersonIdentity.Fit.byPhone, .byEmail] {
          if let key = person.identity.key(fit) { slotsOfKey[key, default: []].append(slot) }
        }
      }
    }
  }

  var isEmpty: Bool { decisions.isEmpty }

  /// Looks whether a record is one that a mark is about.
  mutating func look(at identity: PersonIdentity, rowNumber: Int) {
    for slot in slotsOfWord[identity.word] ?? [] { offer(rowNumber, .whole, to: slot) }
    for fit in [PersonIdentity.Fit.byPhone, .byEmail] {
      guard let key = identity.key(fit) else { continue }
      for slot in slotsOfKey[key] ?? [] { offer(rowNumber, fit, to: slot) }
    }
  }

  /// A better fit wins; of two that fit alike the one in the row where the record stood, or else the earlier one.
  private mutating func offer(_ rowNumber: Int, _ fit: PersonIdentity.Fit, to slot: Int) {
    let decision = decisions[slot / 2]
    let isAtItsRow = (slot.isMultiple(of: 2) ? decision.people.first : decision.people.second).rowNumber == rowNumber
    let held = slots[slot]
    guard held.rowNumber == nil || fit.rawValue < held.fit.rawValue || fit == held.fit && isAtItsRow && !held.isAtItsRow else { return }
    slots[slot] = Slot(fit: fit, isAtItsRow: isAtItsRow, rowNumber: rowNumber)
  }

  /// The marks by the row numbers of their records, and how many are about records that were not seen.
  func resolved() -> (decisions: PairDecisions, unused: Int) {
    var resolved = PairDecisions()
    var unused = 0
    for (index, decision) in decisions.enumerated() {
      guard let first = slots[index * 2].rowNumber, let second = slots[index * 2 + 1].rowNumber, first != second else {
        unused += 1
        continue
      }
      resolved[first, second] = PairDecisions.Mark(rawValue: decision.mark.rawValue)
    }
    return (resolved, unused)
  }
}

/// What is written of one contact, each text in a slot of its own: which column of the output takes which is found out once for a list.
///
/// The memory is its own and no array's, which would ask at every write whether it is shared.
@safe struct ContactTexts: ~Copyable {
  /// Where a text has its place.
  struct Slot: Equatable {
    fileprivate let index: Int

    /// Always empty.
    static let nothing = Slot(index: 0)
    static let firstName = Slot(index: 1)
    static let lastName = Slot(index: 2)
    static let salutation = Slot(index: 3)
    static func number(of phone: Int) -> Slot { Slot(index: 4 &+ 3 &* phone) }
    /// With its plus.
    static func callingCode(of phone: Int) -> Slot { Slot(index: 5 &+ 3 &* phone) }
    static func `extension`(of phone: Int) -> Slot { Slot(index: 6 &+ 3 &* phone) }
  }

  // Sound: `count` texts, initialized by init and freed by deinit.
  private let start: UnsafeMutablePointer<Contact.Text>
  private let count: Int

  init(phoneCount: Int) {
    count = 4 + 3 * phoneCount
    unsafe start = .allocate(capacity: count)
    unsafe start.initialize(repeating: Contact.Text(), count: count)
  }

  deinit { unsafe start.deallocate() }

  mutating func removeAll() { unsafe start.update(repeating: Contact.Text(), count: count) }

  subscript(slot: Slot) -> Contact.Text {
    @inline(__always) get {
      precondition(slot.index >= 0 && slot.index < count, "there is no such phone")
      return unsafe start[slot.index]
    }
    @inline(__always) set {
      precondition(slot.index > 0 && slot.index < count, "there is no such phone")
      unsafe start[slot.index] = newValue
    }
  }
}

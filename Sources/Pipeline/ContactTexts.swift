internal import Bytes

/// What is written of one contact, each text in a slot of its own: which column of the output takes which is found out once for a list.
struct ContactTexts: ~Copyable {
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

  private var texts: PlainList<Contact.Text>

  init(phoneCount: Int) { texts = PlainList(repeating: Contact.Text(), count: 4 + 3 * phoneCount) }

  mutating func removeAll() { texts.fill(Contact.Text()) }

  subscript(slot: Slot) -> Contact.Text {
    @inline(__always) get {
      texts[slot.index]
    }
    @inline(__always) set {
      texts[slot.index] = newValue
    }
  }
}

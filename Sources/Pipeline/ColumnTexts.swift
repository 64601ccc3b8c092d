/// What stands in each column of the record that goes out, found before any of it is copied: where the texts are is one question for all
/// columns then, and how much room they take another.
@safe struct ColumnTexts: ~Copyable {
  // Sound: `count` texts, initialized by init and freed by deinit.
  private let start: UnsafeMutablePointer<Contact.Text>
  let count: Int

  init(count: Int) {
    unsafe start = .allocate(capacity: count)
    unsafe start.initialize(repeating: Contact.Text(), count: count)
    self.count = count
  }

  deinit { unsafe start.deallocate() }

  subscript(index: Int) -> Contact.Text {
    @inline(__always) get {
      precondition(index >= 0 && index < count, "there is no such column")
      return unsafe start[index]
    }
    @inline(__always) nonmutating set {
      precondition(index >= 0 && index < count, "there is no such column")
      unsafe start[index] = newValue
    }
  }
}

internal import Bytes

/// The contacts of records that are cleaned side by side, step by step: while one step goes over all of them, its code and tables stay in
/// the processor's caches.
///
/// One of them is at hand at a time. Unsafe inside, since an array would ask at every access whether it is shared.
@safe struct ContactWindow: ~Copyable {
  // Sound: `capacity` contacts are initialized by init and freed by deinit, and `index` is held below `capacity`.
  private let contacts: UnsafeMutablePointer<Contact>
  let capacity: Int
  private var index = 0

  /// - Parameters:
  ///   - capacity: how many contacts there are; at least one.
  ///   - phoneCount: how many phones each has.
  init(capacity: Int, phoneCount: Int) {
    self.capacity = capacity
    unsafe contacts = .allocate(capacity: capacity)
    for index in 0..<capacity { unsafe (contacts + index).initialize(to: Contact(phoneCount: phoneCount)) }
  }

  deinit {
    unsafe contacts.deinitialize(count: capacity)
    unsafe contacts.deallocate()
  }

  /// Takes one of the contacts to hand.
  @inline(__always)
  mutating func move(to index: Int) {
    precondition(index >= 0 && index < capacity, "the window has no such contact")
    self.index = index
  }

  /// The contact at hand. By its address: reading it must not move it.
  @inline(__always)
  var contact: Contact {
    unsafeAddress { unsafe UnsafePointer(contacts + index) }
    nonmutating unsafeMutableAddress { unsafe contacts + index }
  }

  /// Appends a text of the contact at hand to the record that goes out.
  @inline(__always)
  func append(_ text: Contact.Text, of record: SourceRecord, fillers: [UInt8], to fields: inout FieldBuffer) {
    contact.append(text, of: record, fillers: fillers, to: &fields)
  }
}

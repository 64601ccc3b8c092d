/// One contact by roles: one byte buffer and the fields in it, made to be emptied and filled again for every record.
public struct ContactRecord: Sendable {
  struct Field: Sendable {
    var role: ContactRole
    var range: Range<Int>
  }

  private(set) var bytes: [UInt8] = []
  private(set) var fields: [Field] = []

  public init() {}

  public init(_ fields: KeyValuePairs<ContactRole, String>) {
    for (role, text) in fields { append(text, as: role) }
  }

  public var isEmpty: Bool { fields.isEmpty }

  /// Empties the record and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
  }

  /// Adds a field of UTF-8 text. Empty and blank text adds nothing: an absent value is evidence of nothing.
  public mutating func append(_ text: Span<UInt8>, as role: ContactRole) {
    var start = 0
    var end = text.count
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    guard start < end else { return }
    let offset = bytes.count
    for index in start..<end { bytes.append(text[index]) }
    fields.append(Field(role: role, range: offset..<bytes.count))
  }

  public mutating func append(_ text: String, as role: ContactRole) {
    append(text.utf8Span.span, as: role)
  }
}

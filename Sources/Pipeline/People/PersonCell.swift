internal import Duplicates

/// What matching is told of a record, in a cell of its `RecordLine`: a line of cells itself. The first is the date that the newest record
/// is found by, or `-`; each further one is a text behind the letter of its role.
struct PersonCell {
  private static let letters = UInt8(ascii: "a")

  private(set) var date: Int?
  private(set) var texts: [(role: ContactRole, text: [UInt8])] = []

  /// Reads a cell as it stands in its line; nil for any other text.
  init?(_ cell: ArraySlice<UInt8>) {
    let cells = RecordLine.unescaped(cell).split(separator: 0x09, omittingEmptySubsequences: false).map(RecordLine.unescaped)
    guard let first = cells.first, !first.isEmpty else { return nil }
    if first != [UInt8(ascii: "-")] {
      guard let date = Int(String(decoding: first, as: UTF8.self)) else { return nil }
      self.date = date
    }
    for cell in cells.dropFirst() {
      guard let letter = cell.first, let role = ContactRole(rawValue: letter &- Self.letters) else { return nil }
      texts.append((role, Array(cell.dropFirst())))
    }
  }

  /// The cell's text for a record of a batch.
  static func bytes(of index: Int, in texts: PersonTexts, date: Int?) -> [UInt8] {
    var bytes: [UInt8] = []
    var line = RecordLine()
    if let date { line.append(date, to: &bytes) } else { line.append("-", to: &bytes) }
    texts.forEach(ofRecord: index) { role, text in
      var cell = [letters + role.rawValue]
      unsafe text.withUnsafeBufferPointer { unsafe cell.append(contentsOf: $0) }
      line.append(cell.span, to: &bytes)
    }
    return bytes
  }

  /// The record as matching takes it.
  var record: ContactRecord {
    var record = ContactRecord()
    for (role, text) in texts { record.append(text.span, as: role) }
    return record
  }

  var identity: PersonIdentity {
    var identity = PersonIdentity()
    for (role, text) in texts { identity.take(role, text.span) }
    return identity
  }
}

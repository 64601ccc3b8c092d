internal import CTables

/// What columns are called, from `rules/tables/headers.tsv`.
struct HeaderSynonyms: Sendable {
  struct Meaning: Sendable, Equatable {
    let role: Role
    let phone: PhoneKind?
    /// BCP 47.
    let language: String
  }

  private(set) var meanings: [HeaderName: Meaning] = [:]

  init() {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: ctables_headers, count: ctables_headers_count))
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let cells = line.split(separator: UInt8(ascii: "\t"))
      guard cells.count == 3 else { continue }
      let path = cells[0].split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
      guard let role = path.first.flatMap(Role.init(rawValue:)) else { continue }
      let phone = path.count > 1 ? PhoneKind(rawValue: path[1]) : nil
      let meaning = Meaning(role: role, phone: phone, language: String(decoding: cells[1], as: UTF8.self))
      for name in cells[2].split(separator: UInt8(ascii: ";")) {
        let key = HeaderName(String(decoding: name, as: UTF8.self))
        // A name in several languages keeps its first meaning; the table is in order of use.
        if meanings[key] == nil { meanings[key] = meaning }
      }
    }
  }
}

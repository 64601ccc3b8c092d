/// The parts of a `multipart/form-data` body (RFC 7578), read to the letter: what is not as it should be is an error.
struct MultipartForm {
  struct Part: Equatable {
    var name: String
    var fileName: String?
    var content: [UInt8]
  }

  let parts: [Part]

  /// What is wrong, as an error answer says it.
  struct Flaw: Error, Equatable { let sentence: String }

  init(contentType: String?, body: [UInt8]) throws(Flaw) {
    guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data") else {
      throw Flaw(sentence: "Content-Type is \(contentType ?? "missing"), expected multipart/form-data")
    }
    guard var boundary = Self.parameter("boundary", of: contentType) else { throw Flaw(sentence: "Content-Type has no boundary") }
    if boundary.first == "\"", boundary.last == "\"", boundary.count > 2 { boundary = String(boundary.dropFirst().dropLast()) }
    let delimiter = Array("\r\n--\(boundary)".utf8)
    // A line break in front makes the first delimiter like all others.
    let bytes = [0x0D, 0x0A] + body
    guard var position = Self.find(delimiter, in: bytes, from: 0), position == 0 else {
      throw Flaw(sentence: "the body does not begin with its boundary")
    }
    var parts: [Part] = []
    while true {
      let after = position + delimiter.count
      if bytes[after...].starts(with: Array("--".utf8)) { break }
      guard bytes[after...].starts(with: [0x0D, 0x0A]), let end = Self.find(delimiter, in: bytes, from: after) else {
        throw Flaw(sentence: "the body ends without its last boundary")
      }
      parts.append(try Self.part(bytes[(after + 2)..<end]))
      position = end
    }
    self.parts = parts
  }

  private static func part(_ bytes: ArraySlice<UInt8>) throws(Flaw) -> Part {
    guard let blank = find([0x0D, 0x0A, 0x0D, 0x0A], in: Array(bytes), from: 0) else {
      throw Flaw(sentence: "a part has no blank line behind its headers")
    }
    let head = String(decoding: bytes.prefix(blank), as: UTF8.self)
    let lines = head.split(separator: "\r\n")
    guard let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition: form-data") }),
      let name = parameter("name", of: String(disposition))
    else { throw Flaw(sentence: "a part has no Content-Disposition with a name") }
    return Part(
      name: unquoted(name), fileName: parameter("filename", of: String(disposition)).map(unquoted),
      content: Array(bytes.dropFirst(blank + 4)))
  }

  private static func unquoted(_ text: String) -> String { text.first == "\"" ? String(text.dropFirst().dropLast()) : text }

  private static func parameter(_ name: String, of header: String) -> String? {
    for piece in header.split(separator: ";").dropFirst() {
      let pair = piece.drop(while: { $0 == " " })
      if pair.lowercased().hasPrefix(name + "=") { return String(pair.dropFirst(name.count + 1)) }
    }
    return nil
  }

  private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
    var from = start
    while from <= bytes.count - pattern.count, let at = bytes[from...(bytes.count - pattern.count)].firstIndex(of: first) {
      if bytes[at..<(at + pattern.count)].elementsEqual(pattern) { return at }
      from = at + 1
    }
    return nil
  }
}

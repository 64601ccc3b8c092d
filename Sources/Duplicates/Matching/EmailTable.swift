/// E-mail addresses in the form that one mailbox has, and their local parts.
struct EmailTable: Sendable {
  var addresses = TextInterner()
  var localParts = TextInterner()
  /// By address: its local part, and how long that is in the address.
  private(set) var local: [UInt32] = [0]
  private(set) var localCount: [UInt16] = [0]

  /// An address in the form that its mailbox has: lower case, what follows a plus dropped, and the dots that Gmail does not see. Text without
  /// an @ is kept as it is.
  ///
  /// - Parameter scratch: emptied and filled with the address.
  /// - Returns: how long its local part is; nil for no address at all.
  func canonicalize(_ bytes: Span<UInt8>, _ range: Range<Int>, into scratch: inout [UInt8]) -> Int? {
    scratch.removeAll(keepingCapacity: true)
    var at = -1
    for index in range {
      var byte = bytes[index]
      if byte >= 0x41, byte <= 0x5A { byte |= 0x20 }
      if byte == UInt8(ascii: "@"), at < 0 { at = scratch.count }
      if byte > 0x20 { scratch.append(byte) }
    }
    guard !scratch.isEmpty else { return nil }
    return at > 0 ? canonicalize(&scratch, at) : scratch.count
  }

  /// Interns an address in canonical form.
  ///
  /// - Parameter hash: that of the address.
  mutating func intern(_ bytes: Span<UInt8>, _ part: Range<Int>, localCount count: Int, hash: UInt64) -> UInt32 {
    let id = addresses.intern(bytes, part, hash: hash)
    if Int(id) == local.count {
      local.makeRoom(1)
      localCount.makeRoom(1)
      local.append(localParts.intern(bytes, part.lowerBound..<part.lowerBound + count))
      localCount.append(UInt16(clamping: count))
    }
    return id
  }

  /// Rewrites the local part in place and returns where the @ stands then.
  private func canonicalize(_ scratch: inout [UInt8], _ at: Int) -> Int {
    let domain = scratch[at...]
    let dotless = domain.elementsEqual("@gmail.com".utf8) || domain.elementsEqual("@googlemail.com".utf8)
    var kept = 0
    for index in 0..<at {
      if scratch[index] == UInt8(ascii: "+"), kept > 0 { break }
      if dotless, scratch[index] == UInt8(ascii: ".") { continue }
      scratch[kept] = scratch[index]
      kept += 1
    }
    guard kept > 0, kept < at else { return at }
    scratch.removeSubrange(kept..<at)
    return kept
  }

  /// The letters of the local part, as a part of `addresses.bytes`.
  func localRange(_ id: UInt32) -> Range<Int> {
    let range = addresses.range(id)
    return range.lowerBound..<range.lowerBound + min(Int(localCount[Int(id)]), range.count)
  }

  func domainHash(_ id: UInt32) -> UInt64 {
    textHash(addresses.bytes.span, localRange(id).upperBound..<addresses.range(id).upperBound)
  }

  /// Whether the local part names an office and not a person (RFC 2142, and what companies use besides).
  func isRole(_ id: UInt32) -> Bool {
    let name = addresses.bytes[localRange(id)]
    return Self.roles.contains { name.elementsEqual($0.utf8) }
  }

  private static let roles = [
    "info", "office", "contact", "mail", "email", "sales", "support", "admin", "hello", "service", "team", "kontakt",
    "reception", "enquiries", "help", "billing", "accounts", "hr", "jobs", "marketing", "press", "webmaster", "postmaster",
    "noreply", "no-reply", "family", "buero", "secretary",
  ]
}

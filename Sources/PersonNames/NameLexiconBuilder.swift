/// Reads the word tables into the arrays of a `NameLexicon`.
struct NameLexiconBuilder {
  private(set) var entries: [NameLexicon.Entry] = []
  private(set) var spellings: [NameLexicon.Spelling] = []
  private(set) var keys: [UInt8] = []
  private var indices: [[UInt8]: Int] = [:]

  mutating func add(particles: [String]) {
    for (number, particle) in particles.enumerated() {
      let index = entry(for: particle)
      entries[index].particle = Int8(number)
      entries[index].roles.insert(.known)
    }
  }

  /// Lines of role and text.
  mutating func add(words: String) {
    for columns in words.tableRows {
      guard columns.count == 2, let role = NameLexicon.Roles.names[columns[0]] else { continue }
      let index = entry(for: columns[1].lowercased())
      entries[index].roles.insert(role)
      if role == .placeholder, let space = columns[1].firstIndex(of: " ") {
        let head = entry(for: columns[1][..<space].lowercased())
        entries[head].roles.insert(.placeholderHead)
      }
      if !role.isDisjoint(with: [.suffix, .commaSuffix, .company, .lastCompany]) {
        entries[index].capitals = NameLexiconBuilder.capitals(of: columns[1])
      }
    }
  }

  /// Lines of spelling, kind and regions, and who attests it, which is not read. The longest of the tables, and read byte by byte: as texts
  /// it would be a fifth of a filter's start-up.
  mutating func add(spellings lines: String) {
    for line in Array(lines.utf8).split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      let columns = line.split(separator: UInt8(ascii: "\t"), maxSplits: 3, omittingEmptySubsequences: false)
      guard columns.count >= 3 else { continue }
      let isASCII = columns[0].allSatisfy { $0 < 0x80 }
      let text = isASCII ? "" : String(decoding: columns[0], as: UTF8.self)
      let index = isASCII ? entry(for: columns[0].map(\.loweredASCII)) : entry(for: text.lowercased())
      spellings.append(
        NameLexicon.Spelling(
          capitals: isASCII ? NameLexiconBuilder.capitals(ofASCII: columns[0]) : NameLexiconBuilder.capitals(of: text[...]),
          kind: NameKind(rawValue: String(decoding: columns[1], as: UTF8.self)),
          regions: columns[2].split(separator: 0x20).compactMap { NameRegion(alpha2: $0.span) }, next: entries[index].spelling))
      entries[index].spelling = Int32(spellings.count - 1)
      entries[index].roles.insert(.known)
    }
  }

  /// A table four times as large as what it holds, so that most keys are found, or missed, at once.
  func slots() -> [UInt16] {
    precondition(entries.count < Int(UInt16.max), "an entry's number has 16 bits")
    var size = 16
    while size < 4 * entries.count { size *= 2 }
    var slots = [UInt16](repeating: 0, count: size)
    for (index, entry) in entries.enumerated() {
      var slot = Int(entry.hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt16(index + 1)
    }
    return slots
  }

  private mutating func entry(for key: String) -> Int { entry(for: Array(key.utf8)) }

  private mutating func entry(for bytes: [UInt8]) -> Int {
    if let found = indices[bytes] { return found }
    let start = Int32(keys.count)
    keys.append(contentsOf: bytes)
    entries.append(
      NameLexicon.Entry(
        hash: NameLexicon.hash((bytes + [UInt8](repeating: 0, count: 8)).span, 0..<bytes.count),
        key: start..<Int32(keys.count)))
    indices[bytes] = entries.count - 1
    return entries.count - 1
  }

  private static func capitals(of text: Substring) -> UInt64 {
    var capitals: UInt64 = 0
    for (index, scalar) in text.unicodeScalars.prefix(64).enumerated()
    where scalar.isASCII ? "A"..."Z" ~= scalar : scalar.properties.isUppercase {
      capitals |= 1 << UInt64(index)
    }
    return capitals
  }

  private static func capitals(ofASCII text: ArraySlice<UInt8>) -> UInt64 {
    var capitals: UInt64 = 0
    for (index, byte) in text.prefix(64).enumerated() where byte &- 0x41 < 26 { capitals |= 1 << UInt64(index) }
    return capitals
  }
}

extension UInt8 {
  fileprivate var loweredASCII: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

internal import CMemory
internal import ICU

/// All contacts of a list, read into features, and the texts that the features number.
struct ContactIndex: ~Copyable {
  private(set) var contacts: [ContactFeatures] = []
  private(set) var rowNumbers: [Int] = []
  var names = NameLexicon()
  var phones = TextInterner()
  var emails = EmailTable()
  var identifiers = TextInterner()
  /// Streets, house numbers, quarters, cities, postcodes, regions and web sites, each with its own letter before it.
  var places = TextInterner()
  var companies = CompanyTable()
  /// How many records have a birth date.
  var birthDates: [UInt32: UInt32] = [:]
  private var folder: TextFolder
  private var parts: [Range<Int>] = []
  private var scratch: [UInt8] = []
  private var waiting = WaitingTexts()
  private let countsValues: Bool
  private var uncounted = 0
  private var values: [CountedValue] = []

  /// - Parameter countsValues: whether every record counts for the values that it has; false where somebody else says how often these
  ///   stand in the list, or nothing hangs on it.
  init(countsValues: Bool = true) throws(ICUError) {
    self.countsValues = countsValues
    folder = try TextFolder()
  }

  /// Asks for a record's cache lines ahead of their use. Only an address is made of the index, and nothing is read.
  @inline(__always)
  func prefetch(_ record: Int) {
    unsafe contacts.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress, record < buffer.count else { return }
      unsafe cmemory_prefetch(start + record)
      unsafe cmemory_prefetch(UnsafeRawPointer(start + record + 1) - 1)
    }
  }

  /// Forgets the records and keeps the texts.
  mutating func removeAll() {
    contacts.removeAll(keepingCapacity: true)
    waiting.removeAll()
    rowNumbers.removeAll(keepingCapacity: true)
    uncounted = 0
  }

  /// Reads a record. `rowNumber` is 1-based.
  mutating func append(_ record: ContactRecord, rowNumber: Int) {
    var features = ContactFeatures()
    let bytes = record.bytes.span
    for field in record.fields where field.role != .fullName { read(field.role, bytes, field.range, into: &features) }
    if !features.hasPersonName {
      for field in record.fields where field.role == .fullName { readFullName(bytes, field.range, into: &features) }
    }
    contacts.makeRoom(1)
    contacts.append(features)
    rowNumbers.makeRoom(1)
    rowNumbers.append(rowNumber)
    if waiting.count >= WaitingTexts.most { settle() }
  }

  /// Numbers the texts that still wait for it: to be called before contacts are compared.
  mutating func settle() {
    // Taken out for the while, since the span of its bytes would keep the rest of this value from changing.
    var waiting = WaitingTexts()
    swap(&waiting, &self.waiting)
    number(waiting)
    waiting.removeAll()
    swap(&waiting, &self.waiting)
    guard countsValues else { return }
    var values: [CountedValue] = []
    swap(&values, &self.values)
    for record in uncounted..<contacts.count {
      values.removeAll(keepingCapacity: true)
      appendValues(of: record, to: &values)
      for value in values { count(value) }
    }
    uncounted = contacts.count
    swap(&values, &self.values)
  }

  private mutating func number(_ waiting: WaitingTexts) {
    let bytes = waiting.bytes.span
    for text in waiting.texts {
      switch text.localCount {
      case nil: contacts[text.record].phones.append(phones.intern(bytes, text.range, hash: text.hash))
      case let count?:
        contacts[text.record].emails.append(emails.intern(bytes, text.range, localCount: count, hash: text.hash))
      }
    }
  }

  private mutating func read(
    _ role: ContactRole, _ bytes: Span<UInt8>, _ range: Range<Int>, into features: inout ContactFeatures
  ) {
    switch role {
    case .givenName: readGiven(bytes, range, into: &features)
    case .middleName:
      fold(bytes, range)
      if let word = parts.first, features.middle == 0 { features.middle = name(word) }
    case .surname: readSurname(bytes, range, into: &features)
    case .fullName: break
    case .nameSuffix:
      fold(bytes, range)
      if let word = parts.last { features.suffix = suffix(word) }
    case .phone: waitForDigits(bytes, range)
    case .email:
      guard let count = emails.canonicalize(bytes, range, into: &scratch) else { break }
      let hash = waiting.append(scratch, record: contacts.count, localCount: count)
      emails.addresses.prefetch(hash: hash)
      emails.localParts.prefetch(hash: textHash(scratch.span, 0..<count))
    case .birthDate: features.birthDate = birthDate(bytes, range)
    case .identifier: features.identifier = internIdentifier(bytes, range)
    case .street: readStreet(bytes, range, into: &features)
    case .houseNumber: features.houseNumber = internPlace(role, bytes, range)
    case .locality: features.locality = internPlace(role, bytes, range)
    case .city: features.city = internPlace(role, bytes, range)
    case .postcode: features.postcode = internPlace(role, bytes, range)
    case .region: features.region = internPlace(role, bytes, range)
    case .website: features.website = internPlace(role, bytes, range)
    case .company:
      fold(bytes, range)
      features.company = companies.intern(folder.folded, parts)
    }
  }

  private mutating func fold(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    folder.fold(bytes, range)
    parts.removeAll(keepingCapacity: true)
    var start = 0
    let count = folder.folded.count
    for index in 0...count where index == count || folder.folded[index] == 0x20 {
      if index > start { parts.append(start..<index) }
      start = index + 1
    }
  }
}

extension ContactIndex {
  private mutating func name(_ part: Range<Int>) -> UInt32 {
    names.intern(folder.folded, part, script: folder.script)
  }

  /// The words of some parts as one.
  private mutating func joined(_ parts: Range<Int>) -> UInt32 {
    if parts.count == 1 { return name(self.parts[parts.lowerBound]) }
    scratch.removeAll(keepingCapacity: true)
    for part in parts { for index in self.parts[part] { scratch.append(folder.folded[index]) } }
    return names.intern(scratch, 0..<scratch.count, script: folder.script)
  }

  private mutating func readGiven(_ bytes: Span<UInt8>, _ range: Range<Int>, into features: inout ContactFeatures) {
    fold(bytes, range)
    setGiven(0..<parts.count, into: &features)
  }

  private mutating func setGiven(_ words: Range<Int>, into features: inout ContactFeatures) {
    guard let first = words.first else { return }
    features.given = name(parts[first])
    features.isGivenTransliterated = folder.script != .latin
    features.givenWhole = joined(words)
    if words.count > 1, features.middle == 0 { features.middle = name(parts[first + 1]) }
  }

  private mutating func readSurname(_ bytes: Span<UInt8>, _ range: Range<Int>, into features: inout ContactFeatures) {
    fold(bytes, range)
    setSurname(0..<parts.count, into: &features)
  }

  private mutating func setSurname(_ words: Range<Int>, into features: inout ContactFeatures) {
    var words = words
    while let last = words.last, words.count > 1 {
      let found = suffix(parts[last])
      guard found != 0 else { break }
      features.suffix = found
      words = words.dropLast()
    }
    guard let last = words.last, let first = words.first else { return }
    features.surname = name(parts[last])
    features.isSurnameTransliterated = folder.script != .latin
    features.surnameHead = words.count > 1 ? name(parts[first]) : 0
    features.surnameWhole = joined(words)
  }

  /// `Surname, Given Middle` or `Given Middle Surname`; one word alone is a given name.
  private mutating func readFullName(_ bytes: Span<UInt8>, _ range: Range<Int>, into features: inout ContactFeatures) {
    for index in range where bytes[index] == UInt8(ascii: ",") {
      fold(bytes, index + 1..<range.upperBound)
      // `John Smith, Jr.` has a comma, but what follows is no given name.
      if parts.count == 1, suffix(parts[0]) != 0 {
        features.suffix = suffix(parts[0])
        return readFullName(bytes, range.lowerBound..<index, into: &features)
      }
      setGiven(0..<parts.count, into: &features)
      return readSurname(bytes, range.lowerBound..<index, into: &features)
    }
    fold(bytes, range)
    var end = parts.count
    while end > 2, suffix(parts[end - 1]) != 0 {
      features.suffix = suffix(parts[end - 1])
      end -= 1
    }
    guard end > 1 else { return setGiven(0..<end, into: &features) }
    var split = end - 1
    while split > 1, isParticle(parts[split - 1]) { split -= 1 }
    setGiven(0..<split, into: &features)
    setSurname(split..<end, into: &features)
  }

  private func word(_ part: Range<Int>) -> UInt64 {
    guard part.count <= 8 else { return 0 }
    var value: UInt64 = 0
    for index in part { value = value << 8 | UInt64(folder.folded[index]) }
    return value
  }

  /// Which generation a suffix names: 1 senior, 2 junior or the second, 3 the third, 4 the fourth; 0 for any other word.
  private func suffix(_ part: Range<Int>) -> UInt8 {
    switch word(part) {
    case 0x7372, 0x736E72, 0x73_65_6E_69_6F_72: 1  // sr, snr, senior
    case 0x6A72, 0x6A6E72, 0x6A_75_6E_69_6F_72, 0x6969: 2  // jr, jnr, junior, ii
    case 0x696969: 3  // iii
    case 0x6976: 4  // iv
    default: 0
    }
  }

  /// Words that stand before a surname and belong to it, where a full name is split.
  private func isParticle(_ part: Range<Int>) -> Bool {
    switch word(part) {
    case 0x6465, 0x6469, 0x6461, 0x646F, 0x6475, 0x64656C, 0x6C61, 0x6C65: true  // de di da do du del la le
    case 0x76616E, 0x766F6E, 0x64656E, 0x646572, 0x746572, 0x7A75, 0x646F73: true  // van von den der ter zu dos
    case 0x616C, 0x656C, 0x62696E, 0x69626E, 0x7374: true  // al el bin ibn st
    default: false
    }
  }
}

extension ContactIndex {
  private mutating func waitForDigits(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    scratch.removeAll(keepingCapacity: true)
    for index in range where bytes[index] >= 0x30 && bytes[index] <= 0x39 { scratch.append(bytes[index]) }
    if scratch.count >= 4 { phones.prefetch(hash: waiting.append(scratch, record: contacts.count, localCount: nil)) }
  }

  private mutating func birthDate(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var groups: [UInt32] = []
    var digits = 0
    var lengths: [Int] = []
    for index in range {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        if digits == 0 { groups.append(0) }
        digits += 1
        if digits <= 8 { groups[groups.count - 1] = groups[groups.count - 1] * 10 + UInt32(byte - 0x30) }
      } else {
        if digits > 0 { lengths.append(digits) }
        digits = 0
      }
    }
    if digits > 0 { lengths.append(digits) }
    if groups.count == 1, lengths == [8] { return groups[0] }
    guard groups.count >= 3, lengths[0] == 4, lengths[1] <= 2, lengths[2] <= 2 else { return 0 }
    return groups[0] * 10_000 + groups[1] * 100 + groups[2]
  }

  private mutating func internIdentifier(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    folder.fold(bytes, range)
    scratch.removeAll(keepingCapacity: true)
    for byte in folder.folded where byte != 0x20 { scratch.append(byte) }
    return identifiers.intern(scratch)
  }

  private mutating func internPlace(_ role: ContactRole, _ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    folder.fold(bytes, range)
    return internPlace(role, 0..<folder.folded.count)
  }

  private mutating func internPlace(_ role: ContactRole, _ part: Range<Int>) -> UInt32 {
    guard !part.isEmpty else { return 0 }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(0x41 + role.rawValue)
    for index in part where role != .postcode || folder.folded[index] != 0x20 { scratch.append(folder.folded[index]) }
    return places.intern(scratch)
  }

  /// A street with its house number inside, before or after the name, is parted into the two.
  private mutating func readStreet(_ bytes: Span<UInt8>, _ range: Range<Int>, into features: inout ContactFeatures) {
    fold(bytes, range)
    func isNumber(_ part: Range<Int>) -> Bool { folder.folded[part.lowerBound] >= 0x30 && folder.folded[part.lowerBound] <= 0x39 }
    var words = 0..<parts.count
    if words.count > 1, features.houseNumber == 0 {
      if isNumber(parts[0]) {
        features.houseNumber = internPlace(.houseNumber, parts[0])
        words = 1..<words.upperBound
      } else if let last = parts.last, isNumber(last) {
        features.houseNumber = internPlace(.houseNumber, last)
        words = words.dropLast()
      }
    }
    guard !words.isEmpty else { return }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(0x41 + ContactRole.street.rawValue)
    for word in words {
      // Street, St. or nothing at all: the kind of a street is written as one likes.
      if words.count > 1, StreetKind.contains(folder.folded, parts[word]) { continue }
      if scratch.count > 1 { scratch.append(0x20) }
      for index in parts[word] { scratch.append(folder.folded[index]) }
    }
    features.street = scratch.count > 1 ? places.intern(scratch) : 0
  }
}

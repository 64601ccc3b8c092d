/// One cell under repair: the order in which edits are tried, and who decides between readings.
struct CellRepair {
  let metadata: PhoneMetadata
  let region: Region?

  func cleaned(_ cell: CellText, mayHoldSeveral: Bool) -> RepairedNumber {
    var text = cell
    text.trim()
    guard !text.scalars.isEmpty else { return .failed(.empty) }
    guard text.digitCount > 0 else { return .failed(.notANumber) }

    // What these look like is never how a number is written, so no reading of the text as it stands counts.
    var unwrapped = text
    unwrapped.unwrap()
    guard unwrapped.expandScientific() else { return .failed(.digitsLost) }
    unwrapped.cutFloatTail()
    if unwrapped.repairs.contains(where: { $0.kind != .spreadsheetWrapper }) { text = unwrapped }

    if mayHoldSeveral, let several = several(text) { return several }
    if text.firstWordBehind(metadata) == nil, let result = decided(readings(text), text) { return result }
    var visible = text
    visible.makeVisible()
    visible.trim()
    if let word = visible.firstWordBehind(metadata) {
      return withoutWords(visible, from: word) ?? failure(visible)
    }
    let edits: [(inout CellText) -> Void] = [{ $0.unwrap() }, { $0.makeVisible() }, { $0.cutLabel() }, { $0.mendLetters() }]
    for edit in edits {
      let before = text.scalars
      edit(&text)
      text.trim()
      if text.scalars != before, let result = decided(readings(text), text) { return result }
    }
    return failure(text)
  }

  /// The same for a cell of the shape `digits`: there are no signs or words in it that an edit would change, only digits.
  func cleaned(digits cell: CellText) -> RepairedNumber {
    var text = cell
    text.trim()
    guard !text.scalars.isEmpty else { return .failed(.empty) }
    guard text.digitCount > 0 else { return .failed(.notANumber) }
    return decided(readings(text), text) ?? failure(text)
  }

  /// One reading is taken, several are reported; `nil` for none.
  private func decided(_ readings: [Reading], _ text: CellText) -> RepairedNumber? {
    guard let first = readings.first else { return nil }
    let numbers = readings.map(\.number)
    if numbers.contains(where: { $0 != first.number }) {
      return .failed(.ambiguous, candidates: numbers.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }
    var result = RepairedNumber()
    result.number = first.number
    result.repairs = text.repairs + (readings.min { $0.repairs.count < $1.repairs.count } ?? first).repairs
    return result
  }

  private func failure(_ text: CellText) -> RepairedNumber {
    let hasPlan = region.flatMap { metadata.callingCode(of: $0) } != nil
    do {
      let number = try strict(text.scalars)
      switch number.possibility(metadata) {
      case .possible: return .failed(.notAssigned)
      case .possibleLocalOnly: return .failed(.localOnly)
      case .invalidCountryCode: return .failed(.unknownCallingCode)
      case .tooShort: return .failed(.tooShort)
      case .invalidLength: return .failed(.invalidLength)
      case .tooLong: return .failed(.tooLong)
      }
    } catch {
      switch error {
      case .invalidCountryCode: return .failed(hasPlan || text.scalars.contains(0x2B) ? .unknownCallingCode : .noRegion)
      case .notANumber: return .failed(.notANumber)
      case .tooShortAfterIDD, .tooShortNSN: return .failed(.tooShort)
      case .tooLong: return .failed(.tooLong)
      }
    }
  }

  /// The exact layer's reading.
  func strict(_ scalars: [UInt32]) throws(PhoneNumber.ParseError) -> PhoneNumber {
    // Of ASCII as bytes: where it is digits and common punctuation, that is faster by far.
    var bytes = InlineArray<64, UInt8>(repeating: 0)
    guard scalars.count <= bytes.count else { return try PhoneNumber(scalars: scalars.span, region: region, metadata: metadata) }
    for index in scalars.indices {
      guard scalars[index] < 0x80 else { return try PhoneNumber(scalars: scalars.span, region: region, metadata: metadata) }
      bytes[index] = UInt8(truncatingIfNeeded: scalars[index])
    }
    return try PhoneNumber(parsing: bytes.span.extracting(0..<scalars.count), region: region, metadata: metadata)
  }

  /// The exact layer's reading if it is valid.
  func valid(_ scalars: [UInt32]) -> PhoneNumber? {
    // Why a text is no number is told by `failure`, about the text as a whole.
    guard let number = try? strict(scalars), number.isValid(metadata) else { return nil }
    return number
  }
}

extension CellRepair {
  /// What to do with words behind the digits: an extension, a name, letters of a vanity number, or slips for digits.
  private func withoutWords(_ text: CellText, from word: Int) -> RepairedNumber? {
    if let number = valid(text.scalars), !number.extension.isEmpty { return decided([Reading(number)], text) }
    if let (start, digits) = ExtensionWord.find(in: text.scalars) {
      var head = text
      head.replace(.extensionWord, with: Array(text.scalars[..<start]))
      head.trim()
      let extended = readings(head).map { reading in
        Reading(reading.number.with(extension: PhoneExtension(CellText.string(digits[...])) ?? PhoneExtension()), reading.repairs)
      }
      if let result = decided(extended, head) { return result }
    }
    var all: [RepairedNumber] = []
    var head = text
    head.replace(.textBehind, with: Array(text.scalars[..<word]))
    for edit: (inout CellText) -> Void in [{ _ in }, { $0.unwrap() }, { $0.cutLabel() }] {
      edit(&head)
      head.trim()
      if let result = decided(readings(head), head) {
        all.append(result)
        break
      }
    }
    var mended = text
    mended.mendLetters()
    if mended.scalars != text.scalars, let result = decided(readings(mended), mended) { all.append(result) }
    if all.isEmpty { return valid(text.scalars).flatMap { decided([Reading($0)], text) } }
    let numbers = all.flatMap { $0.number.map { [$0] } ?? $0.candidates }
    return Set(numbers).count == 1 ? all[0] : .failed(.ambiguous, candidates: numbers)
  }

  /// Several numbers in one cell: the first valid mobile one is taken, or else the first valid one. `nil` if the cell holds one number.
  private func several(_ text: CellText) -> RepairedNumber? {
    // Two numbers have five digits each.
    guard text.digitCount >= 10 else { return nil }
    let parts = text.parts.filter { CellText($0).digitCount >= 5 }
    guard parts.count > 1 else { return nil }
    let results = parts.map { cleaned(CellText($0), mayHoldSeveral: false) }
    let found = results.indices.filter { results[$0].number != nil }
    let whole = valid(text.scalars)
    if let whole {
      guard found.count == parts.count else { return nil }
      return .failed(.ambiguous, candidates: results.compactMap(\.number) + [whole])
    }
    let isMobile = { (index: Int) in
      let type = results[index].number?.type(metadata)
      return type == .mobile || type == .fixedLineOrMobile
    }
    guard let chosen = found.first(where: isMobile) ?? found.first else { return nil }
    var result = results[chosen]
    var edited = text
    edited.replace(.severalNumbers, with: parts[chosen])
    result.repairs = edited.repairs + result.repairs
    result.others = found.filter { $0 != chosen }.compactMap { results[$0].number }.filter { $0 != result.number }
    return result
  }
}

extension CellText {
  /// The text cut where one number may end and the next begin.
  fileprivate var parts: [[UInt32]] {
    // In a link, a semicolon begins a parameter; two commas or a semicolon before few digits make an extension, which the digit count tells.
    guard !holds(CellText.link, from: 0..<scalars.count) else { return [scalars] }
    var parts: [[UInt32]] = [[]]
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == 0x20, let word = CellText.words.first(where: { holds($0, at: index) }) {
        parts.append([])
        index += word.count
      } else if CellText.isSeparator(scalar) {
        parts.append([])
        index += 1
      } else {
        parts[parts.count - 1].append(scalar)
        index += 1
      }
    }
    return parts
  }

  private static let link = "tel:".unicodeScalars.map(\.value)

  /// What stands between two numbers in ten languages, and in exports of Google Contacts (":::"), with the spaces around it.
  private static let words: [[UInt32]] = ["or", "oder", "ou", "und", "and", "y", "e", "et", "of", "\u{438}\u{43B}\u{438}", ":::"].map {
    " \($0) ".unicodeScalars.map(\.value)
  }

  private static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3B, 0x7C, 0x0A, 0x0D, 0x2F, 0x2C, 0x26, 0x5C: true
    default: false
    }
  }

  private func holds(_ text: [UInt32], at start: Int) -> Bool {
    guard scalars.count - start >= text.count else { return false }
    for offset in text.indices where scalars[start + offset] != text[offset] { return false }
    return true
  }

  private func holds(_ text: [UInt32], from starts: Range<Int>) -> Bool {
    for start in starts where scalars[start] == text[0] && holds(text, at: start) { return true }
    return false
  }
}

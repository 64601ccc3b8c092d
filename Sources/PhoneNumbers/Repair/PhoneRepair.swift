/// Gets a valid number out of a cell as people and spreadsheets leave it, and says what it did.
///
/// The exact layer reads a text as libphonenumber does; this one mends what that does not even try to. Every edit is named and comes back
/// with the text before and after it. An edit counts only if a valid number, and only one, comes of it.
public struct PhoneRepair: Sendable {
  public let metadata: PhoneMetadata

  public init(metadata: PhoneMetadata) {
    self.metadata = metadata
  }

  /// Cleans one cell, in UTF-8. `region` is where a number without a calling code belongs; `nil` if that is not known.
  ///
  /// A number that needs no repair costs what parsing it costs, and nothing is allocated for it. Never traps, whatever the bytes.
  public func cleaned(cell: Span<UInt8>, region: Region?) -> RepairedNumber {
    if PhoneRepair.isUnsuspicious(cell),
      // Not being a number is no error here: the slower way finds out why.
      let number = try? PhoneNumber(parsing: cell, region: region, metadata: metadata), number.isValid(metadata)
    {
      var result = RepairedNumber()
      result.number = number
      if mayBeginWithOwnCode(number) { result.candidates = otherReading(of: cell, than: number) }
      return result
    }
    let scalars = NumberText.scalars(cell)
    guard scalars.count <= 1000 else { return .failed(.tooLong) }
    return CellRepair(metadata: metadata, region: region).cleaned(CellText(scalars), mayHoldSeveral: true)
  }

  /// The same for a string.
  public func cleaned(_ cell: String, region: Region?) -> RepairedNumber {
    let bytes = Array(cell.utf8)
    return cleaned(cell: bytes.span, region: region)
  }

  /// A cell's digits (ASCII) with a spreadsheet's damage undone: what a number is that is to be read in several regions. Nil where digits are
  /// lost to scientific notation.
  public func digits(of cell: Span<UInt8>) -> [UInt8]? {
    if PhoneRepair.isUnsuspicious(cell) { return cell.indices.compactMap { 0x30...0x39 ~= cell[$0] ? cell[$0] : nil } }
    var text = CellText(NumberText.scalars(cell))
    text.trim()
    text.unwrap()
    guard text.expandScientific() else { return nil }
    text.cutFloatTail()
    return text.scalars.compactMap { DecimalDigit($0).map { 0x30 + UInt8($0.value) } }
  }

  /// Digits, plus, blanks, dashes, dots and parentheses, and none of the shapes in which a right answer may be a wrong one: `.0` at the
  /// end, `(0)`.
  private static func isUnsuspicious(_ cell: Span<UInt8>) -> Bool {
    var dots = 0
    var blanks = 0
    for index in cell.indices {
      switch cell[index] {
      case 0x30...0x39, 0x2B, 0x2D, 0x29: break
      case 0x20: blanks += 1
      case 0x28:
        if index + 2 < cell.count, cell[index + 1] == 0x30, cell[index + 2] == 0x29 { return false }
      case 0x2E: dots += 1
      default: return false
      }
    }
    return dots != 1 || blanks > 0
  }

  /// Without a plus, digits that begin with the calling code of their own region could be the number of one who left out the plus.
  private func mayBeginWithOwnCode(_ number: PhoneNumber) -> Bool {
    guard number.numberOfLeadingZeros == 0 else { return false }
    var head = number.nationalNumber
    while head > 999 { head /= 10 }
    let code = UInt64(number.callingCode)
    return head == code || head / 10 == code || head / 100 == code
  }

  private func otherReading(of cell: Span<UInt8>, than number: PhoneNumber) -> [PhoneNumber] {
    var digits: [UInt8] = [0x2B]
    for index in cell.indices {
      if cell[index] == 0x2B { return [] }
      if 0x30...0x39 ~= cell[index] { digits.append(cell[index]) }
    }
    guard let other = try? PhoneNumber(parsing: digits.span, region: nil, metadata: metadata), other.isValid(metadata), other != number,
      other.callingCode == number.callingCode
    else { return [] }
    return [other]
  }
}

extension RepairedNumber {
  static func failed(_ failure: Failure, candidates: [PhoneNumber] = []) -> RepairedNumber {
    var result = RepairedNumber()
    result.failure = failure
    result.candidates = candidates
    return result
  }
}

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
  /// A number that needs no repair costs what parsing it costs, and nothing is allocated for it: see ``plain(_:of:region:e164:)``. Never
  /// traps, whatever the bytes.
  public func cleaned(cell: Span<UInt8>, region: Region?) -> RepairedNumber {
    if let plain = plain(cell: cell, region: region) {
      var result = RepairedNumber()
      result.number = plain.number
      return result
    }
    return repaired(cell: cell, region: region)
  }

  /// The same for a cell that ``plain(_:of:region:e164:)`` has no answer for.
  public func repaired(cell: Span<UInt8>, region: Region?) -> RepairedNumber {
    let isDigits = PhoneRepair.shape(of: cell) == .digits
    if isDigits,
      // Not being a number is no error here: the slower way finds out why.
      let number = try? PhoneNumber(parsing: cell, region: region, metadata: metadata), number.isValid(metadata)
    {
      var result = RepairedNumber()
      result.number = number
      result.candidates = otherReading(of: cell, than: number).map { [$0] } ?? []
      return result
    }
    let scalars = NumberText.scalars(cell)
    guard scalars.count <= 1000 else { return .failed(.tooLong) }
    let repair = CellRepair(metadata: metadata, region: region)
    return isDigits ? repair.cleaned(digits: CellText(scalars)) : repair.cleaned(CellText(scalars), mayHoldSeveral: true)
  }

  /// The same for a string.
  public func cleaned(_ cell: String, region: Region?) -> RepairedNumber {
    let bytes = Array(cell.utf8)
    return cleaned(cell: bytes.span, region: region)
  }

  /// A cell's digits (ASCII) with a spreadsheet's damage undone: what a number is that is to be read in several regions. Nil where digits
  /// are lost to scientific notation.
  public func digits(of cell: Span<UInt8>) -> [UInt8]? {
    if PhoneRepair.shape(of: cell) == .digits { return cell.indices.compactMap { 0x30...0x39 ~= cell[$0] ? cell[$0] : nil } }
    var text = CellText(NumberText.scalars(cell))
    text.trim()
    text.unwrap()
    guard text.expandScientific() else { return nil }
    text.cutFloatTail()
    return text.scalars.compactMap { DecimalDigit($0).map { 0x30 + UInt8($0.value) } }
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

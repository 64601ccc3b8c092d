internal import CDigits

/// A valid number, and where it belongs.
public struct ClassifiedNumber: Sendable, Hashable {
  public let number: PhoneNumber
  public let classification: Classification

  init(number: PhoneNumber, classification: Classification) {
    self.number = number
    self.classification = classification
  }

  /// A number with what its plan says of it.
  public init(_ number: PhoneNumber, _ metadata: PhoneMetadata) {
    self.init(number: number, classification: number.classification(metadata))
  }

  /// No number yet.
  public init() {
    self.init(number: PhoneNumber(callingCode: 0, nationalNumber: 0), classification: Classification(region: nil, type: .unknown))
  }
}

extension PhoneRepair {
  /// The number of a cell that needs no repair and can be read in no other way: what nearly all cells hold. `nil` for every other cell.
  ///
  /// Where it answers, ``cleaned(cell:region:)`` gives the same number, without repairs, others or candidates; only faster. Allocates
  /// nothing.
  ///
  /// - Parameters:
  ///   - range: where the cell is; what stands behind it makes reading it cheaper.
  ///   - bytes: UTF-8.
  ///   - region: where a number without a calling code belongs; `nil` if that is not known.
  ///   - e164: becomes the number as it is written, without its extension; of no meaning where there is no answer.
  public func plain(_ range: Range<Int>, of bytes: Span<UInt8>, region: Region?, e164: inout E164Text) -> ClassifiedNumber? {
    var found = ClassifiedNumber()
    return e164.take { unsafe plain(range, of: bytes, region: region, into: &found, e164: $0) } ? found : nil
  }

  /// The same for who has room for both answers, from which they are read back later: what has just been written in pieces is slow to be
  /// copied.
  ///
  /// - Parameters:
  ///   - range: where the cell is; what stands behind it makes reading it cheaper.
  ///   - bytes: UTF-8.
  ///   - region: where a number without a calling code belongs; `nil` if that is not known.
  ///   - found: becomes the number; of no meaning where there is no answer.
  ///   - e164: where the number is written. There is room for ``E164Text/room`` bytes.
  /// - Returns: how many bytes are the written number's.
  @unsafe
  public func plain(
    _ range: Range<Int>, of bytes: Span<UInt8>, region: Region?, into found: inout ClassifiedNumber, e164: UnsafeMutableRawPointer
  ) -> Int? {
    let cell = bytes.extracting(range)
    var digits = NationalDigits()
    if let hasPlus = digits.takeAll(range, of: bytes) {
      let tables = metadata.tables
      let reader = PlanReader(tables: tables, home: region.flatMap { tables.planIndex(of: $0) })
      // Not being a number is no error here: the slower way finds out why.
      guard hasPlus || reader.home != nil, let code = try? reader.read(&digits, hasPlus: hasPlus) else { return nil }
      let number = PhoneNumber(callingCode: code, digits: &digits, extension: PhoneExtension())
      let classification = classification(of: number, &digits)
      guard classification.isValid else { return nil }
      if mayBeginWithOwnCode(number, &digits), otherReading(of: cell, than: number) != nil { return nil }
      found = ClassifiedNumber(number: number, classification: classification)
      return unsafe E164Text.write(number, &digits, to: e164)
    }
    guard case .digitsAndExtension(let head, let start) = PhoneRepair.shape(of: cell) else { return nil }
    digits = NationalDigits()
    guard let number = try? PhoneNumber(parsing: cell.extracting(..<head), region: region, metadata: metadata, digits: &digits) else {
      return nil
    }
    var `extension` = PhoneExtension()
    for index in start..<cell.count {
      if let digit = DecimalDigit(UInt32(cell[index])) { `extension`.append(digit, at: index - start) }
    }
    let classification = classification(of: number, &digits)
    guard classification.isValid else { return nil }
    found = ClassifiedNumber(number: number.with(extension: `extension`), classification: classification)
    return unsafe E164Text.write(number, &digits, to: e164)
  }

  /// The same for a cell alone, without the written number.
  func plain(cell: Span<UInt8>, region: Region?) -> ClassifiedNumber? {
    var e164 = E164Text()
    return plain(0..<cell.count, of: cell, region: region, e164: &e164)
  }

  /// What a number is whose digits have just been read.
  @inline(__always)
  private func classification(of number: PhoneNumber, _ digits: inout NationalDigits) -> Classification {
    // A number that is made of zeros nearly is stored with twelve of them, so its digits as read are not what is asked about.
    number.numberOfLeadingZeros > 12 ? number.classification(metadata) : number.classification(&digits, metadata)
  }

  /// What a cell is made of.
  enum Shape: Equatable {
    /// Digits, plus, blanks, dashes, dots and parentheses, and none of the shapes in which a right answer may be a wrong one: `.0` at the
    /// end, `(0)`.
    case digits
    /// The same, then an extension of at most four digits behind `x`, `ext` or `ext.`, with or without a comma: too few for a second
    /// number. The number ends at `head`, and the extension's digits begin at `digits` and reach the end.
    case digitsAndExtension(head: Int, digits: Int)
    case other
  }

  static func shape(of cell: Span<UInt8>) -> Shape {
    var dots = 0
    var digits = 0
    for index in cell.indices {
      switch cell[index] {
      case 0x30...0x39: digits += 1
      case 0x20, 0x2B, 0x2D, 0x29: break
      case 0x28:
        if cell.isTrunkZero(at: index) { return .other }
      case 0x2E: dots += 1
      case 0x2C, 0x45, 0x58, 0x65, 0x78:
        // Behind fewer digits a word is no extension to the repair layer.
        guard digits >= 5, let start = extensionDigits(of: cell, from: index) else { return .other }
        return .digitsAndExtension(head: index, digits: start)
      default: return .other
      }
    }
    return dots != 1 || cell.holdsBlank ? .digits : .other
  }

  /// Where the digits of an extension begin, when a text goes on from `start` with `ext` or `x` in either case, perhaps with a comma and a
  /// blank before it, then perhaps a dot and a blank, and ends with one to four digits. `nil` where it goes on otherwise.
  @inline(never)
  private static func extensionDigits(of text: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    if text[index] == 0x2C { index += index + 1 < text.count && text[index + 1] == 0x20 ? 2 : 1 }
    if index + 2 < text.count, text[index] | 0x20 == 0x65, text[index + 1] | 0x20 == 0x78, text[index + 2] | 0x20 == 0x74 {
      index += 3
    } else if index < text.count, text[index] | 0x20 == 0x78 {
      index += 1
    } else {
      return nil
    }
    if index < text.count, text[index] == 0x2E { index += 1 }
    if index < text.count, text[index] == 0x20 { index += 1 }
    guard (1...4).contains(text.count - index) else { return nil }
    for place in index..<text.count where text[place] &- 0x30 >= 10 { return nil }
    return index
  }

  /// Without a plus, digits that begin with the calling code of their own region could be the number of one who left out the plus.
  @inline(__always)
  private func mayBeginWithOwnCode(_ number: PhoneNumber, _ digits: inout NationalDigits) -> Bool {
    guard number.numberOfLeadingZeros == 0, digits.count >= 3 else { return false }
    let front = digits.front
    let code = number.callingCode
    return front.one == code || front.two == code || front.three == code
  }

  /// The number that a cell without a plus would be with one, if that is another one of the same calling code.
  func otherReading(of cell: Span<UInt8>, than number: PhoneNumber) -> PhoneNumber? {
    var digits = InlineArray<32, UInt8>(repeating: 0)
    digits[0] = 0x2B
    var count = 1
    for index in cell.indices {
      if cell[index] == 0x2B { return nil }
      guard 0x30...0x39 ~= cell[index] else { continue }
      // No number has so many digits.
      guard count < digits.count else { return nil }
      digits[count] = cell[index]
      count += 1
    }
    // Being no number that way is the usual answer, whatever the reason.
    guard let other = try? PhoneNumber(parsing: digits.span.extracting(0..<count), region: nil, metadata: metadata),
      other.isValid(metadata), other != number, other.callingCode == number.callingCode
    else { return nil }
    return other
  }
}

extension NationalDigits {
  /// Takes the digits of a cell that is of the shape `digits`, and says whether a plus begins it. Nil for any other cell, one of fewer
  /// than three digits or more than 32 bytes, and one with a plus elsewhere.
  ///
  /// All bytes are judged at once: people write separators where they like, and guessing where one comes costs more than it spares.
  @inline(__always)
  mutating func takeAll(_ range: Range<Int>, of bytes: Span<UInt8>) -> Bool? {
    let cell = bytes.extracting(range)
    guard cell.count >= 3, cell.count <= Int(cdigits_longest) else { return nil }
    if bytes.count &- range.lowerBound >= Int(cdigits_readable) {
      // Sound: there are as many bytes as are read, by what was just asked.
      return unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe bytes.baseAddress.flatMap { unsafe takeAll(of: cell, in: $0 + range.lowerBound) }
      }
    }
    return takeCopied(cell)
  }

  /// The same for a cell that has too little behind it.
  @inline(never)
  private mutating func takeCopied(_ cell: Span<UInt8>) -> Bool? {
    var copy = InlineArray<48, UInt8>(repeating: 0)
    for index in cell.indices { copy[index] = cell[index] }
    // Sound: the copy has as many bytes as are read.
    return unsafe withUnsafeBytes(of: copy) { copy in
      unsafe copy.baseAddress.flatMap { unsafe takeAll(of: cell, in: $0.assumingMemoryBound(to: UInt8.self)) }
    }
  }

  /// - Parameter text: the cell, with bytes behind it, of which there are `cdigits_readable` together.
  @inline(__always)
  private mutating func takeAll(of cell: Span<UInt8>, in text: UnsafePointer<UInt8>) -> Bool? {
    let kinds = unsafe cdigits_classify(text, cell.count)
    let signs = kinds.pluses | kinds.dots | kinds.opening
    let all = UInt32.max >> UInt32(32 - cell.count)
    guard kinds.digits | kinds.blanks | kinds.plain | signs == all, kinds.digits.hasThreeBits else { return nil }
    if signs != 0 {
      // One plus, before all digits.
      guard kinds.pluses & (kinds.pluses &- 1) == 0, kinds.pluses == 0 || kinds.pluses < kinds.digits & ~(kinds.digits &- 1) else {
        return nil
      }
      // `.0` at the end may be what a spreadsheet made of it, and `(0)` is dialled at home only.
      if kinds.dots.nonzeroBitCount == 1, !cell.holdsBlank { return nil }
      if kinds.opening != 0, cell.holdsTrunkZero { return nil }
    }
    unsafe take(kinds.digits, of: text)
    return kinds.pluses != 0
  }
}

extension UInt32 {
  /// Whether at least three bits are set. Processors of the first generation of 64 bits cannot count them at once.
  @inline(__always)
  fileprivate var hasThreeBits: Bool {
    let butLowest = self & (self &- 1)
    return butLowest & (butLowest &- 1) != 0
  }
}

extension Span<UInt8> {
  /// Whether a blank stands between other bytes.
  fileprivate var holdsBlank: Bool {
    var hasBegun = false
    var isBehindBlank = false
    for index in indices {
      if self[index] == 0x20 {
        isBehindBlank = hasBegun
      } else if isBehindBlank {
        return true
      } else {
        hasBegun = true
      }
    }
    return false
  }

  /// Whether `(0)` stands in a number.
  fileprivate var holdsTrunkZero: Bool {
    for index in indices where isTrunkZero(at: index) { return true }
    return false
  }

  /// Whether `(0)` stands at a place.
  @inline(__always)
  fileprivate func isTrunkZero(at index: Int) -> Bool {
    index + 2 < count && self[index] == 0x28 && self[index + 1] == 0x30 && self[index + 2] == 0x29
  }
}

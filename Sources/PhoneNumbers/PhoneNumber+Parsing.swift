extension PhoneNumber {
  /// Reads a number as it would be dialled in `region`, or in international form.
  ///
  /// The answer is libphonenumber's, for every text. Bytes that are not UTF-8 count as U+FFFD. A region that `metadata` has no
  /// plan for counts as none, and without a region only international forms can be read. Linear in the number of bytes; no memory is
  /// allocated for ASCII without letters and extensions.
  public init(parsing bytes: Span<UInt8>, region: Region?, metadata: PhoneMetadata) throws(ParseError) {
    var digits = NationalDigits()
    try self.init(parsing: bytes, region: region, metadata: metadata, digits: &digits)
  }

  /// - Parameter digits: Empty; becomes the national significant number, for whoever looks at it next.
  @inline(__always)
  init(parsing bytes: Span<UInt8>, region: Region?, metadata: PhoneMetadata, digits: inout NationalDigits) throws(ParseError) {
    let tables = metadata.tables
    let reader = PlanReader(tables: tables, home: region.flatMap { tables.planIndex(of: $0) })
    let hasPlus: Bool
    switch PhoneNumber.scan(bytes, into: &digits) {
    case .digits: hasPlus = false
    case .plusAndDigits: hasPlus = true
    case .nothing: throw .notANumber
    case .other:
      digits = NationalDigits()
      self = try PhoneNumber.slow(bytes, reader, &digits)
      return
    }
    guard hasPlus || reader.home != nil else { throw .invalidCountryCode }
    let code = try reader.read(&digits, hasPlus: hasPlus)
    self.init(callingCode: code, digits: &digits, extension: PhoneExtension())
  }

  /// What a first look at a text finds.
  private enum Scan {
    case digits, plusAndDigits
    /// Nothing that a number could begin with.
    case nothing
    /// A text to be read with care.
    case other
  }

  /// Collects the digits of a text in which nothing but digits, a plus and common punctuation stands between the first digit and the
  /// last. Every other text is to be read with care, and so is one of fewer than three digits.
  @inline(__always)
  private static func scan(_ bytes: Span<UInt8>, into digits: inout NationalDigits) -> Scan {
    // More bytes than scalars never hurts here: what is not ASCII is left to the slow path.
    guard bytes.count <= 250 else { return .other }
    var index = 0
    var hasPlus = false
    // What may come before: anything that cannot begin a number. A semicolon may be a parameter of a `tel:` link.
    while index < bytes.count {
      let byte = bytes[index]
      if byte &- 0x30 < 10 { break }
      if byte == 0x2B {
        hasPlus = true
        index += 1
        break
      }
      if byte >= 0x80 || byte == 0x3B { return .other }
      index += 1
    }
    if index == bytes.count, !hasPlus { return .nothing }
    while index < bytes.count {
      let byte = bytes[index]
      let value = byte &- 0x30
      if value < 10 {
        digits.append(value)
      } else if !isPunctuation(byte) {
        guard isEnding(bytes, from: index) else { return .other }
        break
      }
      index += 1
    }
    guard digits.count >= 3 else { return .other }
    return hasPlus ? .plusAndDigits : .digits
  }

  /// Whether nothing but signs follows, which say nothing at the end; a `#` would make an extension of what stands before it.
  @inline(never)
  private static func isEnding(_ bytes: Span<UInt8>, from start: Int) -> Bool {
    for index in start..<bytes.count {
      let byte = bytes[index]
      let isAlphanumeric = byte &- 0x30 < 10 || (byte & ~0x20) &- 0x41 < 26
      if isAlphanumeric || byte == 0x23 || byte >= 0x80 { return false }
    }
    return true
  }

  /// Space `( ) - . / [ ]`: punctuation that may stand anywhere in a number and never begins an extension.
  @inline(__always)
  private static func isPunctuation(_ byte: UInt8) -> Bool {
    let low: UInt64 = 1 << 0x20 | 1 << 0x28 | 1 << 0x29 | 1 << 0x2D | 1 << 0x2E | 1 << 0x2F
    return byte < 64 ? low >> UInt64(byte) & 1 == 1 : byte == 0x5B || byte == 0x5D
  }

  @inline(never)
  private static func slow(
    _ bytes: Span<UInt8>, _ reader: PlanReader, _ digits: inout NationalDigits
  ) throws(ParseError) -> PhoneNumber {
    var scalars = ScalarBuffer.Storage(repeating: 0)
    guard let count = ScalarBuffer.decode(bytes, into: &scalars) else { throw .tooLong }
    return try PhoneNumber(scalars: scalars.span.extracting(0..<count), reader, &digits)
  }

  /// The same for Unicode scalar values.
  init(scalars: Span<UInt32>, region: Region?, metadata: PhoneMetadata) throws(ParseError) {
    guard scalars.count <= ScalarBuffer.capacity else { throw .tooLong }
    let tables = metadata.tables
    var digits = NationalDigits()
    try self.init(scalars: scalars, PlanReader(tables: tables, home: region.flatMap { tables.planIndex(of: $0) }), &digits)
  }

  private init(scalars: Span<UInt32>, _ reader: PlanReader, _ digits: inout NationalDigits) throws(ParseError) {
    let text = try NumberText(scalars, tables: reader.tables, digits: &digits)
    guard text.hasPlus || reader.home != nil else { throw .invalidCountryCode }
    let code = try reader.read(&digits, hasPlus: text.hasPlus)
    self.init(callingCode: code, digits: &digits, extension: text.extension)
  }

  @inline(__always)
  init(callingCode: Int, digits: inout NationalDigits, extension: PhoneExtension) {
    self.init(
      callingCode: callingCode, nationalNumber: digits.value, numberOfLeadingZeros: digits.leadingZeros, extension: `extension`)
  }
}

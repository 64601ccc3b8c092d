extension TextEncoding {
  /// Whether a text of this encoding can be cut between any two records without being decoded first: the bytes that mean something
  /// in `dialect` stand for themselves wherever they stand, and no byte changes what those after it mean.
  ///
  /// So it is with UTF-8, with the encodings of one byte a character, and with those of East Asia as long as the delimiter is none of
  /// the bytes that can be a character's second half there. It is not so with UTF-16, UTF-32, UTF-7, ISO-2022 and EBCDIC. Asks the
  /// converter, a few hundred times.
  ///
  /// - Throws: `ReadError.unknownEncoding` when no converter goes by the encoding's name.
  public func isSplittable(in dialect: Dialect) throws(ReadError) -> Bool {
    if self == .utf8 { return true }
    var meaningful: [UInt8] = [0x0A, 0x0D] + [dialect.delimiter, dialect.quote, dialect.escape, dialect.comment].compactMap(\.self)
    if case .byte(let terminator) = dialect.terminator { meaningful.append(terminator) }
    // All that begins a shift somewhere: control characters of ISO-2022, signs of UTF-7 and HZ. What some encodings of one byte
    // have in the place of a backslash or a tilde is a matter of the dialect alone.
    let plain = [0x09, 0x0A, 0x0D, 0x0E, 0x41, 0x0F, 0x1B] + (0x20...0x7D as ClosedRange<UInt8>).filter { $0 != 0x5C }
    let shifts = ["\u{1B}$B!!!!", "\u{1B}$)C\u{0E}!!", "~{!!~}", "+AGE-", "&AGE-"].map { Array($0.utf8) }
    for text in [plain, meaningful] + shifts where try decoded(text) != text { return false }
    for lead in 0x80...0xFF as ClosedRange<UInt8> {
      for byte in Set(meaningful) {
        // Two letters behind, so that a longer character has room to be one.
        let text = try decoded([lead, byte, 0x41, 0x41])
        guard text.suffix(3) == [byte, 0x41, 0x41] else { return false }
      }
    }
    return true
  }

  private func decoded(_ bytes: [UInt8]) throws(ReadError) -> [UInt8] {
    var source = try DecodingSource(MemorySource(bytes), encoding: self)
    var text: [UInt8] = []
    while try source.read(into: &text, upTo: 1 << 10) > 0 {}
    return text
  }
}

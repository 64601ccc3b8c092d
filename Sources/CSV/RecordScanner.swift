/// The exact automaton: a byte at a time from a record's first byte to its last, whatever is wrong with it.
///
/// What it finds depends on the bytes from the record's start, on the limits, and on nothing else: not on how the input was cut into
/// pieces, nor on the records before. The fast scan hands it every record that RFC 4180 does not allow, and all of them where a
/// dialect has more than delimiters, quotes and line ends.
///
/// ## Malformed quoting
/// A quoted field is in doubt when a quote in it is followed by neither a delimiter nor a line end, nor by a second quote, or when the
/// input ends before the field does. Then, in this order:
/// 1. With lazy quotes the quote is content.
/// 2. A quote behind a delimiter or at a line's start looks like another field's opening: the closing quote is missing, or the opening
///    one is a stray. The same holds when the input or the record's limit ends inside of quotes.
///    - A doubled quote before a delimiter, on the opening quote's line, was a quote and the end: the writer did not double.
///    - Otherwise the opening quote is content, and the field ends where it would without quotes.
/// 3. When a later quote on the same line is followed by a field's end, the one in doubt is content (`"6" pipe",`), unless the quotes
///    after the one in doubt pair up by themselves (`"a" "b"`).
/// 4. Otherwise the field's quotes end here and the rest is content too (`"a"b`), unless there were line ends in the quotes: no closing
///    quote is that far from its opening and then followed by text, so rule 2 holds.
struct RecordScanner {
  let dialect: Dialect
  let limits: ReaderLimits
  /// Whether malformed quoting is judged by what looks likely. A dialect of its own kind of escaping is taken at its word.
  private let judges: Bool

  enum Outcome {
    case record, blank, comment
    /// More bytes are needed to say where the record ends.
    case needsMore
  }

  init(dialect: Dialect, limits: ReaderLimits) {
    var dialect = dialect
    // An escape that is the quote itself is what doubling is.
    if dialect.escape == dialect.quote { dialect.escape = nil }
    self.dialect = dialect
    self.limits = limits
    judges = dialect.doublesQuotes && dialect.escape == nil
  }

  /// Scans the record that begins at `start`, where there is at least one byte.
  ///
  /// - Parameter isFinal: Whether the input ends where the bytes do.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isFinal: Bool, into shape: inout RecordShape) -> Outcome {
    shape.removeAll()
    var pass = unsafe RecordPass(bytes: bytes, start: start, isFinal: isFinal, dialect: dialect, limits: limits, judges: judges)
    return pass.run(&shape)
  }
}

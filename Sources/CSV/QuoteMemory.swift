/// What was found out about the quotes of a run of bytes. Nothing that is found depends on it: it spares the automaton from looking over
/// the same bytes again for each field that gives up its opening quote, which a list of such fields would make take for ever.
///
/// It holds as long as places mean the same bytes, and for records in their order.
struct QuoteMemory {
  var open: OpenRun?
  var line: LineVerdict?
  var text: TextBehind?

  /// How far a field went that gave up its opening quote. Wherever another field comes to a place in it inside of quotes, behind a byte
  /// that is neither a quote nor an escape, it goes the same way up to the end.
  struct OpenRun {
    var opening: Int
    /// Behind the first line end that was content; nil when there was none.
    var firstLine: Int?
    /// Behind the last byte that was neither a quote nor an escape.
    var end: Int
  }

  /// What a line says about the quotes on it that stand by themselves.
  struct LineVerdict {
    /// Behind the first of the quotes.
    var start: Int
    /// Where the verdict was found; as far as was looked, while there is none.
    var end: Int
    /// Whether the quotes are content, but for those that `lastBehindSpace` speaks against.
    var areContent: Bool?
    /// The last quote by itself that a space stands before. It closes what one with a space behind it opens.
    var lastBehindSpace: Int?
  }

  /// Whether a field could end behind a quote and the spaces that follow it.
  struct TextBehind {
    var quote: Int
    var endsField: Bool
  }
}

/// How fields are quoted, and what takes the meaning from a quote.
struct QuoteChoice {
  private let text: [UInt8]
  private let isWhole: Bool
  private let hints: DialectHints

  init(_ text: [UInt8], isWhole: Bool, hints: DialectHints) {
    self.text = text
    self.isWhole = isWhole
    self.hints = hints
  }

  func settle(_ detection: inout Detection) {
    let plain = DialectTrial(text, dialect: detection.dialect, isWhole: isWhole)
    var best = plain
    for variant in Self.variants(of: detection.dialect, hints: hints) {
      let trial = DialectTrial(text, dialect: variant, isWhole: isWhole)
      if Self.isBetter(trial, than: best) { best = trial }
    }
    detection.dialect = best.dialect
    if hints.quote != nil { detection.evidence.append(.given(.quote)) }
    if let quote = best.dialect.quote { detection.evidence.append(.quotedFields(quote: quote, count: best.quotedFields.wanted)) }
    if hints.escape != nil { detection.evidence.append(.given(.escape)) }
    let mended = plain.malformedCount - best.malformedCount
    if best.dialect.escape != nil, hints.escape == nil { detection.evidence.append(.backslashEscapes(records: mended)) }
    if best.dialect.skipsInitialSpace { detection.evidence.append(.spaceBeforeQuote(records: mended)) }
  }

  /// The other ways of quoting that may be tried for a dialect, as far as the caller left them open.
  static func variants(of dialect: Dialect, hints: DialectHints) -> [Dialect] {
    var variants: [Dialect] = []
    func add(_ change: (inout Dialect) -> Void) {
      var variant = dialect
      change(&variant)
      variants.append(variant)
    }
    if dialect.quote != nil {
      if hints.escape == nil { add { $0.escape = UInt8(ascii: "\\") } }
      if dialect.delimiter != 0x20 { add { $0.skipsInitialSpace = true } }
    }
    if hints.quote == nil, dialect.delimiter != UInt8(ascii: "'") { add { $0.quote = UInt8(ascii: "'") } }
    return variants
  }

  /// Whether another way of quoting explains clearly more of a sample. Never on the word of a single record.
  static func isBetter(_ trial: DialectTrial, than other: DialectTrial) -> Bool {
    if trial.dialect.quote != other.dialect.quote {
      // Apostrophes are frequent; fields wrapped in them are not. Nothing may be malformed, and the other quote must not be in use.
      let quoted = trial.quotedFields
      return other.quotedFields.wanted == 0 && trial.count >= 2 && trial.malformedCount * 20 <= trial.count
        && quoted.wanted >= max(3, trial.count / 2) && trial.mode.records >= other.mode.records
    }
    let mended = other.malformedCount - trial.malformedCount
    return mended >= 2 && trial.malformedCount * 4 <= other.malformedCount
  }
}

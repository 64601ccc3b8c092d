/// Which byte separates fields: the one that makes the records most alike.
struct DelimiterChoice {
  private let text: [UInt8]
  private let isWhole: Bool
  private let hints: DialectHints

  init(_ text: [UInt8], isWhole: Bool, hints: DialectHints) {
    self.text = text
    self.isWhole = isWhole
    self.hints = hints
  }

  /// How a candidate may be chosen.
  private enum Standing {
    /// What CSV is by name: needs no more than to split a record.
    case standard
    /// Separates fields as a rule wherever it is frequent.
    case common
    /// Is part of words, times and addresses as well, so it needs more evidence.
    case rare
  }

  private static let candidates: [(delimiter: UInt8, standing: Standing)] = [
    (UInt8(ascii: ","), .standard), (UInt8(ascii: ";"), .common), (0x09, .common), (UInt8(ascii: "|"), .common),
    (0x1F, .common), (UInt8(ascii: "^"), .rare), (UInt8(ascii: "~"), .rare), (UInt8(ascii: ":"), .rare), (UInt8(ascii: " "), .rare),
  ]

  private struct Candidate {
    var delimiter: UInt8
    var score: Double
    var evidence: Detection.Evidence
  }

  func settle(_ detection: inout Detection) {
    var found: [Candidate] = []
    for (delimiter, standing) in Self.candidates where text.contains(delimiter) {
      if let candidate = candidate(delimiter, standing) { found.append(candidate) }
    }
    // The standard comes first among equals: sorting is stable in effect since a later one has to be better.
    guard var best = found.first else {
      detection.evidence.append(.singleColumn)
      return
    }
    for candidate in found.dropFirst() where candidate.score > best.score { best = candidate }
    detection.dialect.delimiter = best.delimiter
    detection.evidence.append(best.evidence)
    for candidate in found where candidate.delimiter != best.delimiter { detection.evidence.append(candidate.evidence) }
  }

  private func candidate(_ delimiter: UInt8, _ standing: Standing) -> Candidate? {
    var dialect = hints.dialect
    dialect.delimiter = delimiter
    guard dialect.quote != delimiter, dialect.escape != delimiter, dialect.comment != delimiter else { return nil }
    var trial = DialectTrial(text, dialect: dialect, isWhole: isWhole)
    // Other ways of quoting come later, but where they are in use they must not spoil the count.
    if trial.malformedCount > 0 || !text.contains(UInt8(ascii: "\"")) {
      for variant in QuoteChoice.variants(of: dialect, hints: hints) {
        let other = DialectTrial(text, dialect: variant, isWhole: isWhole)
        if QuoteChoice.isBetter(other, than: trial) { trial = other }
      }
    }
    let mode = trial.mode
    guard mode.fields > 1, trial.count > 0 else { return nil }
    guard isPlausible(trial, mode, standing) else { return nil }

    let alike = Double(mode.records) / Double(trial.count)
    let sound = 1 - Double(trial.malformedCount) / Double(trial.count)
    let depth = 1 - 1 / Double(mode.fields + 1)
    let bonus = standing == .standard ? 1.02 : standing == .common ? 1 : 0.9
    return Candidate(
      delimiter: delimiter, score: alike * alike * sound * depth * cleanliness(trial) * bonus,
      evidence: .delimiter(delimiter, records: trial.count, consistentRecords: mode.records, fields: mode.fields))
  }

  /// Whether so little as this sample can speak for the candidate at all.
  private func isPlausible(_ trial: DialectTrial, _ mode: (fields: Int, records: Int), _ standing: Standing) -> Bool {
    let alike = Double(mode.records) / Double(trial.count)
    let startsAlike = trial.batch.fieldCount(ofRecord: 0) == mode.fields
    switch standing {
    case .standard: return true
    case .common:
      // One column of values like `a;b` has a header without the delimiter; a table has it from its first record on, or after a title.
      // One record with a comma as well says nothing for another delimiter.
      if trial.count == 1, text.contains(UInt8(ascii: ",")) { return false }
      if startsAlike { return alike > 0.5 }
      return mode.fields >= 3 && trial.count >= 5 && alike >= 0.7
    case .rare:
      // Names of two words, times and addresses are split evenly too. Quoted fields or many columns are not chance.
      guard startsAlike, trial.count >= 3, mode.fields >= 3, alike >= 0.9 else { return false }
      let quoted = trial.quotedFields
      if quoted.wanted * 2 >= quoted.all { return true }
      // A phone number is groups of digits with spaces, so unquoted fields are never split there.
      if trial.dialect.delimiter == UInt8(ascii: " ") { return false }
      guard trial.dialect.delimiter != UInt8(ascii: ":") || !hasTimes(trial) else { return false }
      return true
    }
  }

  private func hasTimes(_ trial: DialectTrial) -> Bool {
    let short = trial.fields { field, _ in field.count <= 2 && FieldKind(field) == .number }
    return short.wanted * 3 >= short.all
  }

  /// The share of fields that hold no other delimiter unquoted, nor part of a quote: what a wrong delimiter leaves behind.
  private func cleanliness(_ trial: DialectTrial) -> Double {
    let clean = trial.fields { field, isQuoted in
      if isQuoted || field.isEmpty { return true }
      if field.first == UInt8(ascii: "\"") || field.last == UInt8(ascii: "\"") { return false }
      if FieldKind(field) != .text { return true }
      return !field.contains { byte in byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09 || byte == UInt8(ascii: "|") }
    }
    return 0.25 + 0.75 * Double(clean.wanted) / Double(max(1, clean.all))
  }
}

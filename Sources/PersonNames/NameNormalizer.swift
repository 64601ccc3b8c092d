internal import ICU

/// Cleans names and gives all-capital and all-lower-case ones back the case their owners write.
///
/// A name with a mix of cases of its own is never recased. One normalizer per worker: it keeps its buffers from name to name,
/// and what it found out about the last region.
public struct NameNormalizer: ~Copyable {
  private let lexicon: NameLexicon
  private let habitsTable: NameHabits
  private var folded = FoldedName()
  private var cleaner = NameCleaner()
  private var region: NameRegion?
  private var habits: NameHabits.Region

  /// A normalizer with the built-in tables, which the first one reads; that costs about a millisecond.
  public init() {
    self.init(lexicon: .standard, habits: .standard)
  }

  init(lexicon: NameLexicon, habits: NameHabits) {
    self.lexicon = lexicon
    habitsTable = habits
    self.habits = habits.habits(of: nil)
  }

  /// Cleans and cases one name.
  ///
  /// - Parameters:
  ///   - name: UTF-8; ill-formed sequences become U+FFFD.
  ///   - kind: what part of a name it is.
  ///   - region: where its owner lives or comes from, when known.
  ///   - output: the result is appended to it; nothing is, when the name is a placeholder.
  /// - Returns: what was noticed and changed.
  public mutating func normalize(
    _ name: Span<UInt8>, kind: NameKind, region: NameRegion?, into output: inout [UInt8]
  ) -> NameFindings {
    if region != self.region {
      self.region = region
      habits = habitsTable.habits(of: region)
    }
    fold(name)
    guard NameCleaner.isNeeded(for: folded) else { return finish(name, kind: kind, [], into: &output) }
    let (cleaned, findings) = cleaner.clean(name)
    fold(cleaned.span)
    return finish(cleaned.span, kind: kind, findings, into: &output)
  }

  /// The same for one `String`, without the findings.
  public mutating func normalized(_ name: String, kind: NameKind, region: NameRegion?) -> String {
    var output = [UInt8]()
    var copy = name
    copy.makeContiguousUTF8()
    _ = normalize(copy.utf8.span, kind: kind, region: region, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func fold(_ name: Span<UInt8>) {
    folded.fold(name, turkic: habits.traits.contains(.turkicI))
    if folded.hasDottedI, !habits.traits.contains(.turkicI) { folded.fold(name, turkic: true) }
    for index in folded.words.indices {
      let word = folded.words[index]
      if let entry = lexicon.index(of: folded.bytes, word.core, hash: word.hash) { folded.words[index].entry = Int32(entry) }
    }
  }

  /// What is the same for a name that was clean and one that was cleaned.
  private mutating func finish(
    _ name: Span<UInt8>, kind: NameKind, _ found: NameFindings, into output: inout [UInt8]
  ) -> NameFindings {
    var findings = found
    if folded.classes.contains(.digit) { findings.insert(.hasDigit) }
    if folded.hasAt { findings.insert(.hasAt) }
    guard folded.isOneCase else {
      for index in name.indices { output.append(name[index]) }
      return findings
    }
    var traits = habits
    if folded.hasDottedI { traits.traits.insert(.turkicI) }
    NameCaser(lexicon: lexicon, habits: traits, region: region).recase(&folded, kind: kind)
    var differs = folded.count != name.count
    if !differs {
      for index in name.indices where name[index] != folded.bytes[index] {
        differs = true
        break
      }
    }
    if differs { findings.insert(.recased) }
    output.append(contentsOf: folded.bytes[..<folded.count])
    return findings
  }
}

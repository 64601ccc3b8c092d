internal import ICU

/// Cleans names and gives all-capital and all-lower-case ones back the case their owners write.
///
/// A name with a mix of cases of its own is never recased. One normalizer per worker: it keeps its buffers from name to name,
/// and what it found out about the last region.
public struct NameNormalizer: ~Copyable {
  let lexicon: NameLexicon
  private let habitsTable: NameHabits
  var folded = FoldedName()
  private var cleaner = NameCleaner()
  private(set) var region: NameRegion?
  private(set) var habits: NameHabits.Region
  /// Opened at the first name whose letters are of several scripts.
  var scriptCheck: ScriptCheck?

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
    if NameCleaner.isNeeded(for: folded) { return cleaned(name, kind: kind, into: &output) }
    return finish(name, kind: kind, into: &output)
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

  /// Cleans and cases a name until neither changes it, so that doing it again changes nothing. Once is nearly always enough.
  private mutating func cleaned(
    _ name: Span<UInt8>, kind: NameKind, into output: inout [UInt8]
  ) -> NameFindings {
    var (current, findings) = cleaner.clean(name, classes: folded.classes)
    for _ in 0..<8 {
      fold(current.span)
      if NameCleaner.isNeeded(for: folded) {
        let (again, more) = cleaner.clean(current.span, classes: folded.classes)
        findings.formUnion(more)
        if again != current {
          current = again
          continue
        }
      }
      var cased = [UInt8]()
      findings.formUnion(finish(current.span, kind: kind, into: &cased))
      if cased == current { break }
      current = cased
    }
    output.append(contentsOf: current)
    return findings
  }

  /// Cases the folded name, and looks at what it is.
  private mutating func finish(_ name: Span<UInt8>, kind: NameKind, into output: inout [UInt8]) -> NameFindings {
    var findings = inspect(name, kind: kind)
    if findings.contains(.placeholder) { return findings }
    guard folded.isOneCase else {
      for index in name.indices { output.append(name[index]) }
      return findings
    }
    var habits = habits
    if folded.hasDottedI { habits.traits.insert(.turkicI) }
    NameCaser(lexicon: lexicon, habits: habits, region: region).recase(&folded, kind: kind)
    if differs(from: name) { findings.insert(.recased) }
    output.append(contentsOf: folded.bytes[..<folded.count])
    return findings
  }

  private func differs(from name: Span<UInt8>) -> Bool {
    guard folded.count == name.count else { return true }
    for index in name.indices where name[index] != folded.bytes[index] { return true }
    return false
  }
}

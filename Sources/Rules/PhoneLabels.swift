internal import CTables

/// What the label beside a number says of it: "Mobile", "Handy", "móvil", "iPhone" (`rules/tables/phone-labels.tsv`).
///
/// Read when a list first has a column of labels: about a tenth of a millisecond.
public struct PhoneLabels: Sendable {
  private let folding = Folding()
  private let kinds: [[UInt8]: PhoneKind]
  private let synonyms = HeaderSynonyms()

  public init() {
    var kinds: [[UInt8]: PhoneKind] = [:]
    let text = unsafe String(decoding: UnsafeBufferPointer(start: ctables_phone_labels, count: ctables_phone_labels_count), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t")
      guard cells.count == 3, let kind = PhoneKind(rawValue: String(cells[0])) else { continue }
      for label in cells[2].split(separator: ";") {
        let folded = folding.folded(String(label))
        // A word of two languages keeps its first meaning.
        if kinds[folded] == nil { kinds[folded] = kind }
      }
    }
    self.kinds = kinds
  }

  /// The kind of phone that a label names; nil when it names none.
  public func kind(of label: String) -> PhoneKind? {
    let name = HeaderName(label, folding: folding)
    guard !name.isEmpty else { return nil }
    return kinds[name.text] ?? (synonyms.meaning(of: name) ?? synonyms.meaning(inOtherWords: name))?.phone
  }
}

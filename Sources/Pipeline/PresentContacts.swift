public import CSV
internal import Duplicates

/// The contacts that the target has already: what identifies each of them, and where it stands.
public struct PresentContacts: Sendable {
  private var seen = ExactSet()
  private var stack = StackedLists()
  private var names: [String] = []

  public init() {}

  var isEmpty: Bool { names.isEmpty }

  /// Enters the contacts of a list, cleaned in memory like the list that is to be compared with them. One that would be rejected is
  /// there all the same, as long as it has what identifies it.
  ///
  /// - Parameters:
  ///   - plan: how the list is cleaned; of the same rules as the other one's, or else the two have nothing to compare.
  ///   - encoder: the form that is made of a record and thrown away.
  ///   - name: what stands for the list where its records are named.
  public mutating func enter<Source: ByteSource & ~Copyable>(
    _ list: consuming ListReader<Source>, plan: Plan, encoder: any RecordEncoder, name: String
  ) throws(InputError) {
    names.append(name)
    let offset = stack.beginList()
    var reading = ListPass(dialect: list.detection.dialect)
    var normalizer = Normalizer(plan: plan, encoder: encoder, keepsFindings: false, keysRejected: true)
    var normalized = NormalizedBatch()
    var holders: [Int?] = []
    while try reading.next(of: &list) {
      normalizer.normalize(reading.batch, records: reading.records, firstRowNumber: reading.firstRowNumber, into: &normalized)
      seen.enter(normalized.keys.span, firstRowNumber: offset + reading.firstRowNumber, results: &holders)
    }
    stack.endList(rows: reading.rowCount)
  }

  /// Where a contact stands, as `list:record`; nil when the target does not have it.
  func place(of key: IdentityKey) -> String? {
    guard let holder = seen.holder(of: key), let place = stack.locate(holder) else { return nil }
    return "\(names[place.list]):\(place.rowNumber)"
  }
}

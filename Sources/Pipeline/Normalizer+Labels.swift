internal import CSV
internal import Rules

/// Remembers which phone a label means.
struct LabelMemo {
  private let labels = PhoneLabels()
  private var kinds = CellMemo<PhoneKind?>(empty: nil)

  mutating func kind(of label: Span<UInt8>) -> PhoneKind? {
    let labels = labels
    return kinds.value(of: label) { cell in labels.kind(of: String(decoding: cell)) }
  }
}

extension Normalizer {
  /// A phone's columns in the order in which this record's labels prefer them. A fax answers nobody, so it is none of them.
  mutating func labelledColumns(of phone: Plan.PhoneSources, in record: SourceRecord) -> [Int] {
    let kinds = phone.numbers.indices.map { kind(at: $0, of: phone, in: record) }
    let order = phone.numbers.indices.filter { kinds[$0] != .fax }.sorted {
      (Self.rank(kinds[$0]), $0) < (Self.rank(kinds[$1]), $1)
    }
    let columns = order.map { phone.numbers[$0] }
    if let first = order.first(where: { !record.isBlank(phone.numbers[$0]) }), let label = phone.kinds[first].label,
      let kind = kinds[first],
      phone.numbers.prefix(first).contains(where: { !record.isBlank($0) })
    {
      let column = phone.numbers[first]
      note(
        .phoneByLabel, about: record, column: column, value: record.string(ofColumn: column),
        detail: "\(kind.rawValue): \(record.string(ofColumn: label))")
    }
    return columns
  }

  /// Which phone a column holds in this record: as its label says, else as its name does.
  private mutating func kind(at index: Int, of phone: Plan.PhoneSources, in record: SourceRecord) -> PhoneKind? {
    let known = phone.kinds[index]
    guard let label = known.label, !record.isBlank(label) else { return known.phone }
    return labelMemo?.kind(of: record.cell(label)) ?? known.phone
  }

  /// The place of a kind in the order of preference; a number of no kind is one of the main ones.
  private static func rank(_ kind: PhoneKind?) -> Int { PhoneKind.allCases.firstIndex(of: kind ?? .main) ?? 0 }
}

extension Plan {
  /// Which phone each column of numbers holds in a record, where a label says so; by the column's index.
  func labelledPhones(in fields: [String]) -> [Int: PhoneKind] {
    let labels = PhoneLabels()
    var kinds: [Int: PhoneKind] = [:]
    for phone in phones {
      for (column, known) in zip(phone.numbers, phone.kinds) {
        guard let label = known.label else { continue }
        kinds[column] = (fields.indices.contains(label) ? labels.kind(of: fields[label]) : nil) ?? known.phone
      }
    }
    return kinds
  }
}

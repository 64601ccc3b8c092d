internal import Duplicates

/// One record of several that are one person's.
struct PersonMerge {
  /// A record of the person's.
  struct Member {
    /// 1-based.
    let rowNumber: Int
    /// As it is written.
    let fields: [String]
    /// What `Survivor.newest` goes by.
    let date: Int?
  }

  /// The row number of the record that stands for all.
  let survivor: Int
  /// Its fields with the blanks filled from the others; nil where nothing was filled in.
  let fields: [String]?

  /// - Parameter plan: says which record stays.
  /// - Returns: nil of no records.
  init?(_ members: [Member], plan: Plan) {
    let ranked = members.map { GroupMember(rowNumber: $0.rowNumber, completeness: $0.fields.count { !$0.isEmpty }, date: $0.date) }
    guard let index = plan.choice.survivorRule.survivor(of: ranked) else { return nil }
    let kept = members[index]
    survivor = kept.rowNumber
    let others = members.filter { $0.rowNumber != kept.rowNumber }.map { member in
      (rowNumber: member.rowNumber, fields: plan.donation(of: member.fields, to: kept.fields))
    }
    let merged = FieldMerge(survivor: kept.fields, others: others)
    fields = merged.fillings.isEmpty ? nil : merged.fields
  }
}

extension Plan {
  /// The fields of a record that may fill another one's blanks: a calling code or extension only together with its own number.
  fileprivate func donation(of fields: [String], to survivor: [String]) -> [String] {
    var donated = fields
    for (index, column) in columns.enumerated() where index < donated.count {
      let phone: Int
      switch column.content {
      case .callingCode(let of), .extension(let of): phone = of
      default: continue
      }
      guard let number = columns.firstIndex(where: { $0.content == .phoneNumber(phone: phone) }), number < survivor.count else { continue }
      if !survivor[number].isEmpty, survivor[number] != fields[number] { donated[index] = "" }
    }
    return donated
  }
}

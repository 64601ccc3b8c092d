/// Where each of a list's columns is found in the output, and what it is called in a file of changes.
struct ColumnFates: Sendable {
  enum Fate: Sendable, Equatable {
    case leftOut
    /// In a column of the output, by index.
    case written(Int)
    /// Whole names, told apart into columns of the output, by index.
    case split([Int])
  }

  /// For each column of the list.
  let fates: [Fate]
  /// The columns of the output that no single column of the list is found in, by index.
  let added: [Int]
  /// How the list's columns are called.
  let names: [String]
  /// How the output's columns are called.
  let targetNames: [String]

  init(_ plan: Plan) {
    var fates = [Fate](repeating: .leftOut, count: plan.header.count)
    var fed: Set<Int> = []
    for (target, column) in plan.columns.enumerated() {
      guard let source = plan.source(of: column.content), fates[source] == .leftOut else { continue }
      fates[source] = .written(target)
      fed.insert(target)
    }
    if let full = plan.name.full, fates[full] == .leftOut {
      let parts = plan.columns.indices.filter { !fed.contains($0) && plan.columns[$0].content.isNamePart }
      if !parts.isEmpty { fates[full] = .split(parts) }
    }
    self.fates = fates
    added = plan.columns.indices.filter { !fed.contains($0) }
    names = Self.designations(plan.header)
    targetNames = Self.designations(plan.columns.map(\.name))
  }

  /// Names that mean one column each: `#3` for a column whose own name does not.
  static func designations(_ names: [String]) -> [String] {
    var uses: [String: Int] = [:]
    for name in names { uses[name, default: 0] += 1 }
    return names.enumerated().map { index, name in
      name.isEmpty || name.hasPrefix("#") || uses[name, default: 0] > 1 ? "#\(index + 1)" : name
    }
  }

  /// Rows that tell of the columns: what record 0 is in a file of changes.
  ///
  /// - Parameter line: the line of the header; nil where the list has none.
  func rows(header: [String], line: Int?) -> [[String]] {
    let place = ["0", String(line ?? 0)]
    let columns = fates.indices.map { index -> [String] in
      let (after, why): (String, ChangeReason) =
        switch fates[index] {
        case .leftOut: ("", .columnLeftOut)
        case .written(let target): (targetNames[target], .columnKept)
        case .split(let targets): (targets.map { targetNames[$0] }.joined(separator: " "), .columnSplit)
        }
      return place + [names[index], line == nil ? "" : header[index], after, why.rawValue]
    }
    return columns + added.map { place + ["", "", targetNames[$0], ChangeReason.columnAdded.rawValue] }
  }
}

extension Plan {
  /// The one column of the list that a column of the output is first of all filled from, by index.
  fileprivate func source(of content: Content) -> Int? {
    switch content {
    case .firstName: name.first
    case .lastName: name.last
    case .salutation: name.salutation
    case .phoneNumber(let phone): phones[phone].numbers.first
    case .callingCode(let phone): phones[phone].callingCode
    case .extension(let phone): phones[phone].extension
    case .name(let source, _), .copy(let source): source
    case .nothing: nil
    }
  }
}

extension Plan.Content {
  fileprivate var isNamePart: Bool { self == .firstName || self == .lastName }
}

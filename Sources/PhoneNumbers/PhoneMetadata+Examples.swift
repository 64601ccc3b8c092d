extension PhoneMetadata {
  /// A valid number of a type in a region, from the plan; `nil` where it has none. For `fixedLineOrMobile`, a fixed line.
  public func exampleNumber(of region: Region, type: NumberType = .fixedLine) -> PhoneNumber? {
    guard let plan = tables.planIndex(of: region).map(tables.plan), let text = example(plan, type) else { return nil }
    // An example that could not be read would be a fault of the plan; there is none then.
    return try? PhoneNumber(parsing: text, region: region, metadata: self)
  }

  /// The same for a calling code without geography.
  public func exampleNumber(ofCallingCode code: Int, type: NumberType) -> PhoneNumber? {
    guard let plan = tables.mainPlan(code), let text = example(plan, type) else { return nil }
    return try? PhoneNumber(parsing: "+\(code)\(text)", region: nil, metadata: self)
  }

  private func example(_ plan: Tables.PlanRecord, _ type: NumberType) -> String? {
    let description = tables.description(plan, type == .fixedLineOrMobile ? NumberType.fixedLine.rawValue : type.rawValue)
    return description.flatMap { $0.example == 0 ? nil : tables.text($0.example) }
  }

  /// A number of a region that is not valid, but nearly: an example cut short.
  public func invalidExampleNumber(of region: Region) -> PhoneNumber? {
    guard let plan = tables.planIndex(of: region).map(tables.plan), let text = example(plan, .fixedLine) else { return nil }
    for length in stride(from: text.utf8.count - 1, through: 2, by: -1) {
      if let number = try? PhoneNumber(parsing: String(text.prefix(length)), region: region, metadata: self), !number.isValid(self) {
        return number
      }
    }
    return nil
  }

  /// What is dialled before a national number, such as 0; empty where nothing is, `nil` for a region without a plan. `~` stands for
  /// waiting for a tone.
  public func nationalPrefix(of region: Region) -> String? {
    tables.planIndex(of: region).map { tables.text(tables.plan($0).nationalPrefix) }
  }
}

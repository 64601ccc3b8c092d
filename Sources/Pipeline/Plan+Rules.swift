public import Rules
public import PhoneNumbers
internal import Countries
internal import PersonNames

extension Plan {
  /// Compiles a rules file for one list.
  ///
  /// - Parameters:
  ///   - rules: what the target wants.
  ///   - header: the names of the list's columns.
  ///   - match: what the list's columns were understood to be.
  ///   - region: the region of national numbers whose record says nothing, or nil.
  ///   - isStrict: whether a warning rejects a record.
  public init(rules: RulesFile, header: [String], match: HeaderMatch, region: Region?, isStrict: Bool = false) {
    let builder =
      switch rules.output.layout {
      case .listed: PlanBuilder(listed: rules, match: match)
      case .source: PlanBuilder(inPlace: match, header: header)
      }
    self.init(
      header: header, columns: builder.columns, name: builder.name, phones: builder.phones,
      country: match.columns(of: .country).first, mailColumns: match.columns(of: .email),
      addresses: match.addresses, languageColumns: match.languageColumns,
      identity: Identity(rules.identity, columns: builder.columns),
      choice: ContactChoice(
        survivor: rules.survivor, newestColumn: rules.newestColumn(in: header), sharedNumber: rules.sharedNumber),
      region: region, leastConfidence: CountryDecision.Confidence(rules.assume),
      work: rules.output.layout == .listed ? RuleWork(rules) : nil, missingName: rules.missingNameSeverity, isStrict: isStrict)
  }
}

extension Plan {
  /// A column that the target cannot do without and that nothing in the list feeds: the number that identifies a contact, or
  /// any name. Nil when everything can be had.
  public var unreachable: String? {
    if case .phone(let phone) = identity, phones[phone].numbers.isEmpty {
      return columns.first { $0.content == .phoneNumber(phone: phone) }?.name
    }
    let wantsName = columns.first { $0.content == .firstName || $0.content == .lastName }
    if missingName != nil, let wantsName, name.first == nil, name.last == nil, name.full == nil { return wantsName.name }
    return nil
  }
}

extension Plan.Identity {
  /// The identity that rules name by columns. One column with a number is that number, however it is written.
  fileprivate init?(_ names: [String], columns: [Plan.Column]) {
    let indexes = names.compactMap { name in columns.firstIndex { $0.name == name } }
    guard let first = indexes.first else { return nil }
    if indexes.count == 1, let phone = columns[first].content.phone { self = .phone(phone) } else { self = .columns(indexes) }
  }
}

extension Plan.Content {
  /// The phone whose number the column holds, as an index into `Plan.phones`; nil for any other column.
  fileprivate var phone: Int? {
    if case .phoneNumber(let phone) = self { phone } else { nil }
  }
}

/// Works out a plan's columns and where each comes from.
private struct PlanBuilder {
  var columns: [Plan.Column] = []
  var name = Plan.NameSources()
  var phones: [Plan.PhoneSources] = []

  /// The columns that the rules list, in their order.
  init(listed rules: RulesFile, match: HeaderMatch) {
    var phoneOfKind: [PhoneKind?: Int] = [:]
    name = Plan.NameSources(
      first: match.columns(of: .firstName).first, last: match.columns(of: .lastName).first,
      full: match.columns(of: .fullName).first, salutation: match.columns(of: .salutation).first)
    for (index, rule) in rules.columns.enumerated() {
      let sources = match.columns(for: .column(index))
      var phone: Int {
        if let known = phoneOfKind[rule.phone] { return known }
        phones.append(Plan.PhoneSources())
        phoneOfKind[rule.phone] = phones.count - 1
        return phones.count - 1
      }
      let content: Plan.Content
      switch rule.role {
      case .firstName: content = .firstName
      case .lastName: content = .lastName
      case .salutation: content = .salutation(rule.salutationStyle)
      case .phoneNumber:
        content = .phoneNumber(phone: phone)
        phones[phone].numbers = sources
        phones[phone].kinds = Self.kinds(of: sources, in: match)
        phones[phone].isRequired = rule.whenMissing == .reject || rule.whenMissing == .abort
      case .callingCode:
        content = .callingCode(phone: phone)
        phones[phone].callingCode = sources.first
      case .extension:
        content = .extension(phone: phone)
        phones[phone].extension = sources.first
      case .fullName, .country, .email, .other:
        content = sources.first.map { .copy(source: $0) } ?? .nothing
      }
      columns.append(
        Plan.Column(
          name: rule.name, content: content, whenMissing: rule.whenMissing, defaultValue: Array((rule.defaultValue ?? "").utf8)))
    }
    useCallingCodes(of: match)
  }

  /// What is known of the kinds of a phone's columns. Nothing reorders what somebody stated.
  private static func kinds(of columns: [Int], in match: HeaderMatch) -> [Plan.PhoneSources.Kind] {
    guard columns.contains(where: { match.sources[$0].label != nil }), !columns.contains(where: { match.sources[$0].evidence == .stated })
    else { return [] }
    return columns.map { Plan.PhoneSources.Kind(phone: match.sources[$0].phone, label: match.sources[$0].label) }
  }

  /// Where the target has no column for calling codes, those of the list are evidence all the same.
  private mutating func useCallingCodes(of match: HeaderMatch) {
    for index in phones.indices where phones[index].callingCode == nil {
      phones[index].callingCode = match.columns(of: .callingCode).first
    }
  }

  /// Every column of the source in its order, each that was recognized cleaned where it stands.
  init(inPlace match: HeaderMatch, header: [String]) {
    let callingCode = match.columns(of: .callingCode).first
    for (index, source) in match.sources.enumerated() {
      let content: Plan.Content
      switch source.role {
      case .firstName: content = .name(source: index, kind: .first)
      case .lastName: content = .name(source: index, kind: .last)
      case .fullName: content = .name(source: index, kind: .full)
      case .phoneNumber:
        content = .phoneNumber(phone: phones.count)
        phones.append(Plan.PhoneSources(numbers: [index], callingCode: callingCode))
      case .salutation, .callingCode, .extension, .country, .email, .other, nil: content = .copy(source: index)
      }
      columns.append(Plan.Column(name: header[index], content: content))
    }
  }
}

extension CountryDecision.Confidence {
  fileprivate init(_ assumption: Assumption) {
    self =
      switch assumption {
      case .certain: .certain
      case .likely: .likely
      case .any: .assumed
      }
  }
}

internal import Rules

/// Says of a list's columns what they were taken for, what becomes of them, and why.
struct ColumnWords {
  let rules: RulesFile
  let match: HeaderMatch
  let header: [String]

  func column(_ index: Int, content: ColumnContent) -> Inspection.Column {
    let source = match.sources[index]
    return Inspection.Column(
      name: header[index], meaning: source.hint?.meaning ?? source.role.flatMap { $0.meaning(phone: source.phone) }, use: use(of: index),
      isUsed: (source.destination != nil || source.hint != nil) && !(rules.output.layout == .source && source.role == .other),
      evidence: evidence(source),
      cells: source.hint == nil || content.filled == 0 ? cells(content, role: source.role) : "\(content.filled) filled",
      doubts: match.doubts.filter { $0.column == index }.map { doubt($0.reason, about: source) })
  }

  /// What a destination is for.
  func purpose(_ destination: HeaderMatch.Destination) -> String {
    switch destination {
    case .column(let column): rules.columns[column].name
    case .role(let role): role.rawValue
    }
  }

  // MARK: What becomes of it

  private func use(of index: Int) -> String {
    let source = match.sources[index]
    if rules.output.layout == .source { return useInPlace(of: source) }
    if source.destination == nil, let use = source.hint?.use { return source.hint == .phoneLabel ? use : "\(use); not written" }
    guard let destination = source.destination else { return "left out: the rules have no place for it" }
    let isFirst = source.rank == 0
    let first = match.columns(for: destination).first.map { "\"\(header[$0])\"" } ?? ""
    switch (destination, source.role) {
    case (.column(let column), .phoneNumber):
      return isFirst ? "for \(rules.columns[column].name)" : "in reserve where \(first) has no usable number"
    case (.column(let column), .callingCode):
      return "evidence of where numbers belong; \(rules.columns[column].name) is that of the number itself"
    case (.column(let column), .country) where isFirst:
      return "for \(rules.columns[column].name), and evidence of where numbers belong"
    case (.column(let column), _):
      return isFirst ? "for \(rules.columns[column].name)" : "left out: \(first) fills \(rules.columns[column].name)"
    case (.role(.fullName), _):
      let parts = rules.columns.filter { $0.role == .firstName || $0.role == .lastName }.map(\.name)
      return parts.isEmpty || !isFirst ? "left out" : "split for \(parts.joined(separator: " and ")) where nothing else fills them"
    case (.role(.country), _):
      return isFirst ? "evidence of where numbers belong and not written" : "left out: \(first) says where numbers belong"
    case (.role(.email), _): return "evidence, by their endings, of where numbers may belong; not written"
    case (.role, _): return "left out: the rules have no place for it"
    }
  }

  /// What becomes of a column where every one is written.
  private func useInPlace(of source: HeaderMatch.Source) -> String {
    switch source.role {
    case .firstName, .lastName, .fullName, .phoneNumber: "cleaned in place"
    case .country where source.rank == 0, .callingCode where source.rank == 0: "kept as they are, and evidence of where numbers belong"
    case .email: "kept as they are, and evidence, by their endings, of where numbers may belong"
    case .other where source.hint != nil: "kept as they are, and \(source.hint?.use ?? "")"
    default: "kept as it is"
    }
  }

  // MARK: Why

  private func evidence(_ source: HeaderMatch.Source) -> String {
    switch source.evidence {
    case .stated: "--columns says so"
    case .exact: "the rules know it by this name"
    case .normalized: "the rules know it by this name, but for case, accents or spaces"
    case .synonym("und"): "programs export it by this name"
    case .synonym: "that is a usual name for it" + language(source)
    case .reworded: "that is a usual name for it in other words" + language(source)
    case .similar(let name, let edits): "the name is \(counted(edits, "letter")) away from \"\(name)\""
    case .content(let share): "\(share == 1 ? "all" : percent(share)) of its cells are that"
    case nil: "neither name nor cells say what it is"
    }
  }

  private func language(_ source: HeaderMatch.Source) -> String { source.evidence?.languageName.map { " in \($0)" } ?? "" }

  private func doubt(_ reason: HeaderMatch.Doubt.Reason, about source: HeaderMatch.Source) -> String {
    switch reason {
    case .similarName: return "its name is only near to a known one"
    case .severalMeanings: return "its name can mean several things, and its cells don't say which"
    case .cellsDisagree(let named, let share):
      let said = named.meaning(phone: nil) ?? named.rawValue
      let found = source.role?.meaning(phone: source.phone) ?? "something else"
      return "its name says \(said), but \(percent(share)) of its cells are \(found); the cells were believed"
    case .regionsAreCountries(let share):
      return "its name says states, but \(percent(share)) of its cells are countries; the cells were believed"
    case .cellsUnlike(let share):
      let few = share == 0 ? "none of its cells is" : "only \(percent(share)) of its cells are"
      return source.role == .phoneNumber
        ? "\(few) a valid phone number, as far as the country is known" : "\(few) what its name promises"
    case .swappedNames(let other):
      return
        "most of its names that are known are family names, and most in \"\(header[other])\" first names: the two may have changed places"
    case .likeNumbers: return "its cells are written like phone numbers, though none is valid as far as the country is known"
    case .cellsAlone:
      return source.header.isEmpty
        ? "there is no name to go by, only the cells" : "its name is none that is known, so there are only the cells to go by"
    }
  }

  /// What the first cells are: whatever they were taken for, and what half of them or more are.
  private func cells(_ content: ColumnContent, role: Role?) -> String {
    guard content.filled > 0 else { return "empty in every record looked at" }
    let codes = role == .callingCode ? content.callingCodes + content.bareCodes : content.callingCodes
    let kinds: [(Role, Int, (one: String, many: String))] = [
      (.phoneNumber, content.phones, ("valid phone number", "valid phone numbers")),
      (.email, content.emails, ("e-mail address", "e-mail addresses")), (.country, content.countries, ("country", "countries")),
      (.callingCode, codes, ("calling code", "calling codes")), (.salutation, content.salutations, ("salutation", "salutations")),
    ]
    // "Mr" is Mauritania's code too: where all cells are what they should be, nothing else matters.
    let isClear = role.flatMap { content.count(of: $0) } == content.filled
    let told = kinds.filter { kind, count, _ in kind == role || (!isClear && count > 0 && count * 2 >= content.filled) }
      .map { _, count, kind in
        count == content.filled
          ? "all of them \(kind.many)" : count == 0 ? "no \(kind.many)" : "\(count) \(count == 1 ? kind.one : kind.many)"
      }
    return "\(content.filled) filled" + (told.isEmpty ? "" : ", " + told.joined(separator: ", "))
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}

extension HeaderMatch.Source {
  /// Whether the name alone says what the column is.
  var isKnownByName: Bool {
    switch evidence {
    case .exact, .normalized, .synonym, .reworded, .similar: true
    case .stated, .content, nil: false
    }
  }
}

extension HomeHint {
  fileprivate var meaning: String {
    switch self {
    case .state: "states or provinces"
    case .town: "towns"
    case .postcode: "postcodes"
    case .address: "addresses"
    case .language: "languages"
    case .phoneLabel: "labels of numbers"
    }
  }

  fileprivate var use: String {
    switch self {
    case .state, .town, .postcode, .address: "evidence of where numbers belong"
    case .language: "evidence of where numbers may belong, where a country stands in it (de-AT)"
    case .phoneLabel: "they say which number is the mobile one"
    }
  }
}

extension Role {
  /// What a column of this role holds; nil for one that is only carried.
  fileprivate func meaning(phone: PhoneKind?) -> String? {
    switch self {
    case .firstName: "first names"
    case .lastName: "last names"
    case .fullName: "whole names"
    case .salutation: "salutations"
    case .phoneNumber: phone.map { $0 == .main || $0 == .other ? "phone numbers" : "phone numbers (\($0.rawValue))" } ?? "phone numbers"
    case .callingCode: "calling codes"
    case .extension: "extensions"
    case .country: "countries"
    case .email: "e-mail addresses"
    case .other: nil
    }
  }
}

internal import CSV
internal import Countries
internal import PhoneNumbers
public import Rules

extension ListDecisions {
  /// What this form is, and which one: a reader that knows another one refuses it.
  static let version = 1

  /// The decisions as JSON that `init(json:named:)` reads: everything that a worker needs, the rules among it.
  public var json: String {
    let columns = match.sources.indices.map { "    " + column($0) }.joined(separator: ",\n")
    return """
      {
        "musterPlan": \(Self.version),
        "list": {
          "encoding": \(detection.encoding.name.jsonString),
          \(detection.dialect.members),
          "linesBeforeHeader": \(detection.preambleLines),
          "hasHeader": \(hasHeader)
        },
        "columns": [
      \(columns)
        ],
        "dateOrder": \(dateOrder.name?.jsonString ?? "null"),
        "region": \(region?.code.jsonString ?? "null"),
        "countries": {
          "certain": \(countries.certain.json),
          "withoutPlus": \(countries.withoutPlus.json),
          "byAddress": \(countries.byAddress.json)
        },
        "result": \(result),
        "rulesName": \(rules.name.jsonString),
        "rules": \(rules.yaml().jsonString)
      }

      """
  }

  /// What comes of the rules, for programs that put the parts together. It follows from the rest, and is not read.
  private var result: String {
    let plan = Plan(self, isStrict: false)
    let names = plan.columns.map(\.name.jsonString).joined(separator: ", ")
    let uniques = plan.uniqueColumns.map { plan.columns[$0].name.jsonString }.joined(separator: ", ")
    let style = rules.output
    return """
      {
          "columns": [\(names)], "survivor": \(plan.choice.survivor.rawValue.jsonString),
          "sharedNumber": \(plan.choice.sharedNumber.rawValue.jsonString), "comparesNames": \(plan.comparesNames),
          "isNumber": \(plan.isIdentifiedByNumber), "uniqueColumns": [\(uniques)],
          "maxRejects": \(rules.limits.maxRejects.map(String.init) ?? "null"),
          "delimiter": \(String(Unicode.Scalar(style.delimiter)).jsonString), "lineEnd": \(style.lineEnd.rawValue.jsonString),
          "quotes": \(style.quoting.rawValue.jsonString), "byteOrderMark": \(style.hasByteOrderMark)
        }
      """
  }

  private func column(_ index: Int) -> String {
    let source = match.sources[index]
    var members = ["\"name\": \(header[index].jsonString)"]
    if let role = source.role { members.append("\"role\": \(role.rawValue.jsonString)") }
    if let phone = source.phone { members.append("\"phone\": \(phone.rawValue.jsonString)") }
    if let hint = source.hint { members.append("\"hint\": \(hint.rawValue.jsonString)") }
    if let label = source.label { members.append("\"labelledBy\": \(label + 1)") }
    if source.evidence == .stated { members.append("\"stated\": true") }
    switch source.destination {
    case .column(let column): members.append("\"for\": \(rules.columns[column].name.jsonString)")
    case .role(let role): members.append("\"evidenceOf\": \(role.rawValue.jsonString)")
    case nil: break
    }
    if source.destination != nil { members.append("\"rank\": \(source.rank)") }
    return "{\(members.joined(separator: ", "))}"
  }

  /// Reads a plan.
  ///
  /// - Parameter name: what messages call it.
  public init(json: String, named name: String) throws(PlanError) {
    guard let plan = JSONValue(parsing: json), plan.members != nil else { throw PlanError(name: name, problem: .noJSON) }
    guard let version = plan["musterPlan"]?.integer else { throw PlanError(name: name, problem: .noPlan) }
    guard version == Self.version else { throw PlanError(name: name, problem: .otherVersion(version)) }
    func require<Value>(_ value: Value?, _ member: String) throws(PlanError) -> Value {
      guard let value else { throw PlanError(name: name, problem: .member(member)) }
      return value
    }
    let (yaml, rulesName) = (try require(plan["rules"]?.string, "rules"), try require(plan["rulesName"]?.string, "rulesName"))
    let rules: RulesFile
    do throws(RulesError) { rules = try RulesFile(yaml: yaml, named: rulesName) } catch {
      throw PlanError(name: name, problem: .rules(error))
    }
    let list = try require(plan["list"], "list")
    var detection = Detection(encoding: TextEncoding(name: try require(list["encoding"]?.string, "encoding")))
    detection.dialect = try require(Dialect(list), "list")
    detection.preambleLines = try require(list["linesBeforeHeader"]?.integer.flatMap { $0 >= 0 ? $0 : nil }, "linesBeforeHeader")
    var sources: [HeaderMatch.Source] = []
    let columns = try require(plan["columns"]?.elements, "columns")
    for column in columns {
      sources.append(try require(HeaderMatch.Source(column, of: columns.count, rules: rules), "columns"))
    }
    let region = plan["region"]?.string
    self.init(
      detection: detection, hasHeader: try require(list["hasHeader"]?.bool, "hasHeader"), header: sources.map(\.header),
      match: HeaderMatch(sources: sources),
      region: try region.map { code throws(PlanError) in try require(Region(code), "region") },
      countries: ListCountries(
        certain: try require(CountryTally(plan["countries"]?["certain"]), "countries"),
        withoutPlus: try require(CountryTally(plan["countries"]?["withoutPlus"]), "countries"),
        byAddress: try require(CountryTally(plan["countries"]?["byAddress"]), "countries")),
      rules: rules)
    if let name = plan["dateOrder"]?.string { dateOrder = try require(DateOrder(name: name), "dateOrder") }
  }
}

/// Why a file is no plan that can be followed.
public struct PlanError: Error, Sendable, Equatable {
  public enum Problem: Sendable, Equatable {
    case noJSON
    case noPlan
    /// It was written by a program that writes another form.
    case otherVersion(Int)
    /// A member is missing, or none that a plan can have.
    case member(String)
    case rules(RulesError)
  }

  /// What the plan was called.
  public let name: String
  public let problem: Problem
}

extension PlanError: CustomStringConvertible {
  public var description: String {
    switch problem {
    case .noJSON: "\(name) is no JSON: make a plan with muster inspect LIST --plan \(name)"
    case .noPlan: "\(name) is no plan (it has no \"musterPlan\"): make one with muster inspect LIST --plan \(name)"
    case .otherVersion(let version):
      "\(name) is a plan of form \(version), and this program reads form \(ListDecisions.version): make it anew with muster inspect"
    case .member(let member): "\(name): \"\(member)\" is missing or none that a plan can have: make the plan anew with muster inspect"
    case .rules(let error): "\(name): the rules in it are wrong: \(error)"
    }
  }
}

extension DateOrder {
  fileprivate var name: String? {
    switch self {
    case .dayFirst: "dayFirst"
    case .monthFirst: "monthFirst"
    case .unknown: nil
    }
  }

  fileprivate init?(name: String) {
    switch name {
    case "dayFirst": self = .dayFirst
    case "monthFirst": self = .monthFirst
    default: return nil
    }
  }
}

extension Plan {
  /// Whether two records of one contact have a number in common, and not the values of columns.
  var isIdentifiedByNumber: Bool { if case .phone = identity { true } else { false } }
}

extension Dialect {
  /// The dialect as members of a JSON object. What ends a record is never anything but a line end in a list.
  fileprivate var members: String {
    func character(_ byte: UInt8?) -> String { byte.map { String(Unicode.Scalar($0)).jsonString } ?? "null" }
    return """
      "delimiter": \(character(delimiter)), "quote": \(character(quote)), "escape": \(character(escape)), \
      "comment": \(character(comment)), "doublesQuotes": \(doublesQuotes), "lazyQuotes": \(hasLazyQuotes), \
      "skipsInitialSpace": \(skipsInitialSpace)
      """
  }

  fileprivate init?(_ list: JSONValue) {
    func byte(_ member: String) -> UInt8?? {
      switch list[member] {
      case .string(let text):
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first.flatMap { UInt8(exactly: $0.value) }.map { .some($0) } : nil
      case .null: .some(nil)
      default: nil
      }
    }
    guard let delimiter = byte("delimiter"), let delimiter, let quote = byte("quote"), let escape = byte("escape"),
      let comment = byte("comment"), let doublesQuotes = list["doublesQuotes"]?.bool, let lazyQuotes = list["lazyQuotes"]?.bool,
      let skipsInitialSpace = list["skipsInitialSpace"]?.bool
    else { return nil }
    self.init(
      delimiter: delimiter, quote: quote, escape: escape, comment: comment, doublesQuotes: doublesQuotes, hasLazyQuotes: lazyQuotes,
      skipsInitialSpace: skipsInitialSpace)
  }
}

extension HeaderMatch.Source {
  /// - Parameter count: how many columns there are.
  fileprivate init?(_ column: JSONValue, of count: Int, rules: RulesFile) {
    guard let name = column["name"]?.string else { return nil }
    var destination: HeaderMatch.Destination?
    if let target = column["for"]?.string {
      guard let index = rules.columns.firstIndex(where: { $0.name == target }) else { return nil }
      destination = .column(index)
    } else if let role = column["evidenceOf"]?.string {
      guard let role = Role(rawValue: role) else { return nil }
      destination = .role(role)
    }
    func word<Word: RawRepresentable>(_ member: String, _ type: Word.Type) -> Word?? where Word.RawValue == String {
      guard let text = column[member]?.string else { return .some(nil) }
      return Word(rawValue: text).map { .some($0) }
    }
    guard let role = word("role", Role.self), let phone = word("phone", PhoneKind.self), let hint = word("hint", HomeHint.self) else {
      return nil
    }
    let label = column["labelledBy"]?.integer
    if let label, label < 1 || label > count { return nil }
    self.init(
      header: name, role: role, phone: phone, hint: hint, label: label.map { $0 - 1 }, destination: destination,
      rank: column["rank"]?.integer ?? 0, isStated: column["stated"]?.bool ?? false)
  }
}

extension CountryTally {
  /// The tally by alpha-2, with the total, which counts numbers of no country as well.
  fileprivate var json: String {
    let members = counts.sorted { $0.key.alpha2 < $1.key.alpha2 }.map { ", \($0.key.alpha2.jsonString): \($0.value)" }
    return "{\"total\": \(total)\(members.joined())}"
  }

  fileprivate init?(_ value: JSONValue?) {
    var counts: [Country: Int] = [:]
    var total = 0
    for member in value?.members ?? [] {
      guard let count = member.value.integer, count >= 0 else { return nil }
      if member.name == "total" {
        total = count
      } else {
        guard let country = Country(alpha2: member.name) else { return nil }
        counts[country] = count
      }
    }
    guard value?.members != nil, counts.values.reduce(0, +) <= total else { return nil }
    self.init(counts: counts, total: total)
  }
}

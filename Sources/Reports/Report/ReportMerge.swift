internal import Pipeline

/// Puts the JSON reports of the parts of a list together into one, as far as they can be: counts add up, the first examples are kept, and
/// everything that was decided once for all parts has to be the same in each.
///
/// What only one run over the whole list can tell is not in it: duplicates between parts. `seconds` is what the parts took together, and
/// `created` when the last of them was made.
public struct ReportMerge {
  /// Why a text is no report that fits.
  public enum Problem: Error, Equatable, Sendable {
    /// It is no JSON report of this program.
    case noReport
    /// Its form has another version; nil where it says none.
    case otherForm(Int?)
    /// Its records are not all accounted for.
    case unaccounted(read: Int, told: Int)
    /// A member is not what it is in the reports before, though one plan decides it for all parts.
    case differs(String)
  }

  private var merged: JSONValue?

  public init() {}

  /// The merged report as JSON, as `rules/report.schema.json` describes it; empty before the first was added.
  public var json: String { merged.map { $0.text + "\n" } ?? "" }

  /// Adds a part's report; parts come in the order of their records.
  public mutating func add(_ text: String) throws(Problem) {
    guard let report = JSONValue(parsing: text), report["program"]?["name"]?.string == "muster" else { throw .noReport }
    guard report["schema"]?.integer == Report.schemaVersion else { throw .otherForm(report["schema"]?.integer) }
    let outcomes = ["read", "written", "rejected", "duplicates"].compactMap { report["outcomes"]?[$0]?.integer }
    guard outcomes.count == 4 else { throw .noReport }
    let told = outcomes[1] + outcomes[2] + outcomes[3]
    guard outcomes[0] == told else { throw .unaccounted(read: outcomes[0], told: told) }
    guard let before = merged else {
      merged = report
      return
    }
    merged = try Self.merge(before, report)
  }

  private static func merge(_ first: JSONValue, _ second: JSONValue) throws(Problem) -> JSONValue {
    for name in ["program", "command", "values_shown", "rules"] where first[name] != second[name] { throw .differs(name) }
    guard let members = first.members else { throw .noReport }
    let written = first.sum("outcomes", "written", second)
    var merged: [JSONValue.Member] = []
    for member in members {
      let (one, other) = (member.value, second[member.name] ?? .null)
      let value: JSONValue
      switch member.name {
      case "created": value = .string([one.string ?? "", other.string ?? ""].max())
      case "seconds": value = .decimal(one.double + other.double)
      case "input": value = input(one, other)
      case "files": value = files(one, other)
      case "questions": value = .array(one.list + other.list.filter { !one.list.contains($0) })
      case "columns": value = try columns(one, other, written: written)
      case "outcomes": value = one.adding(["read", "written", "rejected", "duplicates"], of: other)
      case "duplicates": value = duplicates(one, other)
      case "findings": value = findings(one, other)
      case "rejected": value = .array(first: RunFacts.Limits().rejected, of: one, other)
      case "countries": value = .array(counts(one, other, by: "code", then: "name"))
      case "number_types": value = .array(counts(one, other, by: "type", then: "type"))
      case "possible_duplicates": value = possibleDuplicates(one, other)
      default: value = one
      }
      merged.append(.init(name: member.name, value: value))
    }
    return .object(merged)
  }

  /// One file that was read in ranges, or several.
  private static func input(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
    if one == other { return one }
    let bytes = one["bytes"]?.integer.flatMap { first in other["bytes"]?.integer.map { first + $0 } }
    return .object(of: [("name", .string(joined(one["name"], other["name"]))), ("bytes", .integer(bytes))])
  }

  private static func joined(_ one: JSONValue?, _ other: JSONValue?) -> String {
    [one, other].compactMap { $0?.string }.joined(separator: ", ")
  }

  private static func files(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
    let more = other.members?.filter { one[$0.name] == nil } ?? []
    return .object(
      (one.members ?? []).map { member in
        guard let path = other[member.name], path != member.value else { return member }
        return .init(name: member.name, value: .string(joined(member.value, path)))
      } + more)
  }

  private static func columns(_ one: JSONValue, _ other: JSONValue, written: Int) throws(Problem) -> JSONValue {
    let (first, second) = (one.list, other.list)
    guard first.map({ $0["name"] }) == second.map({ $0["name"] }) else { throw .differs("columns") }
    return .array(
      zip(first, second).map { column, again in
        let changed = (column["changed"]?.integer ?? 0) + (again["changed"]?.integer ?? 0)
        return column.replacing([
          "changed": .integer(changed), "changed_share": .decimal(written == 0 ? 0 : Double(changed) / Double(written)),
        ])
      })
  }

  private static func duplicates(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
    .object(of: [
      ("reasons", .array(counts(one["reasons"] ?? .null, other["reasons"] ?? .null, by: "code", then: "code"))),
      ("groups", .array(first: RunFacts.Limits().groups, of: one["groups"] ?? .null, other["groups"] ?? .null)),
    ])
  }

  /// Counts of the same thing added up, the greatest first.
  private static func counts(_ one: JSONValue, _ other: JSONValue, by key: String, then name: String) -> [JSONValue] {
    var sums = one.list
    for item in other.list {
      if let index = sums.firstIndex(where: { $0[key] == item[key] }) {
        sums[index] = sums[index].adding(["count"], of: item)
      } else {
        sums.append(item)
      }
    }
    return sums.sorted { ($1["count"]?.integer ?? 0, $0[name]?.string ?? "") < ($0["count"]?.integer ?? 0, $1[name]?.string ?? "") }
  }

  private static func findings(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
    var kinds = one.list
    for kind in other.list {
      guard let index = kinds.firstIndex(where: { $0["code"] == kind["code"] }) else {
        kinds.append(kind)
        continue
      }
      let known = kinds[index]
      let severity = [known, kind].compactMap { $0["severity"]?.string.flatMap(Severity.init(rawValue:)) }.max()
      kinds[index] = known.adding(["count", "rejected"], of: kind).replacing([
        "severity": .string(severity?.rawValue),
        "examples": .array(
          first: RunFacts.Limits().findingsPerCode, of: known["examples"] ?? .null, kind["examples"] ?? .null),
      ])
    }
    func rank(_ kind: JSONValue) -> (Severity, Int, Int) {
      (kind["severity"]?.string.flatMap(Severity.init(rawValue:)) ?? .fixed, kind["rejected"]?.integer ?? 0, kind["count"]?.integer ?? 0)
    }
    return .array(kinds.sorted { rank($0) == rank($1) ? $0["code"]?.string ?? "" < $1["code"]?.string ?? "" : rank($1) < rank($0) })
  }

  /// Possible duplicates within the parts; groups are numbered on.
  private static func possibleDuplicates(_ one: JSONValue, _ other: JSONValue) -> JSONValue {
    guard one != .null, other != .null else { return one == .null ? other : one }
    let groups = one["groups"]?.integer ?? 0
    let pairs = (other["pairs"]?.list ?? []).map { $0.replacing(["group": .integer(($0["group"]?.integer ?? 0) + groups)]) }
    return one.adding(["open", "groups"], of: other).replacing([
      "pairs": .array(first: Report.pairLimit, of: one["pairs"] ?? .null, .array(pairs))
    ])
  }
}

extension JSONValue {
  fileprivate var list: [JSONValue] { elements ?? [] }

  fileprivate var double: Double { if case .number(let digits) = self { Double(digits) ?? 0 } else { 0 } }

  /// The first elements of two lists behind one another.
  fileprivate static func array(first limit: Int, of one: JSONValue, _ other: JSONValue) -> JSONValue {
    .array(Array((one.list + other.list).prefix(limit)))
  }

  fileprivate func sum(_ member: String, _ name: String, _ other: JSONValue) -> Int {
    (self[member]?[name]?.integer ?? 0) + (other[member]?[name]?.integer ?? 0)
  }

  /// An object with other values for some of its members.
  fileprivate func replacing(_ values: [String: JSONValue]) -> JSONValue {
    .object((members ?? []).map { .init(name: $0.name, value: values[$0.name] ?? $0.value) })
  }

  /// An object with some of its members added to those of another.
  fileprivate func adding(_ names: [String], of other: JSONValue) -> JSONValue {
    var sums: [String: JSONValue] = [:]
    for name in names { sums[name] = .integer((self[name]?.integer ?? 0) + (other[name]?.integer ?? 0)) }
    return replacing(sums)
  }
}

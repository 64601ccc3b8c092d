import PersonNames
import Testing

/// A name as it is authoritatively written, and what a dirty file would hold of it (`Fixtures/casing.tsv`).
struct CasingRow: Sendable {
  let name: String
  let kind: NameKind
  let region: NameRegion?
  let source: String
  let upper: String
  let lower: String
  let flags: Set<String>

  var isHard: Bool { !flags.isDisjoint(with: ["particle", "mcmac", "apos", "nonascii"]) }

  static func all() throws -> [CasingRow] {
    try Fixture.lines("casing.tsv").dropFirst().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(columns.count == 7)
      return CasingRow(
        name: columns[0], kind: try #require(NameKind(rawValue: columns[1])), region: NameRegion(alpha2: columns[2]),
        source: columns[3], upper: columns[4], lower: columns[5],
        flags: Set(columns[6].split(separator: ",").map(String.init)))
    }
  }
}

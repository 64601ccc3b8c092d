import PersonNames
import Testing

struct NameCase: Sendable, CustomTestStringConvertible {
  let input: String
  let output: String
  var kind: NameKind = .full
  var region: String = ""
  let why: String
  var testDescription: String { "\(input) [\(kind) \(region)]: \(why)" }
}

@Test(
  "Names are cleaned and cased",
  arguments: [
    NameCase(input: "MARY\u{A0} SMITH ", output: "Mary Smith", why: "white space is one plain space"),
    NameCase(input: "Jose\u{301}", output: "José", why: "NFC"),
    NameCase(input: "josé o'brien", output: "José O'Brien", why: "a letter after O' starts a name"),
    NameCase(input: "ANNE-MARIE", output: "Anne-Marie", why: "so does one after a hyphen"),
    NameCase(input: "Ronald McDonald", output: "Ronald McDonald", why: "a mix of cases is somebody's choice"),
    NameCase(input: "IŞIK", output: "Işık", region: "TR", why: "dotless i in Turkey"),
    NameCase(input: "გიორგი", output: "გიორგი", why: "a script without case"),
    NameCase(input: "\u{200E}Ana\u{0}", output: "Ana", why: "controls go"),
    NameCase(input: "", output: "", why: "nothing stays nothing"),
  ])
func normalizes(_ row: NameCase) {
  var normalizer = NameNormalizer()
  #expect(
    normalizer.normalized(row.input, kind: row.kind, region: NameRegion(alpha2: row.region)) == row.output)
}

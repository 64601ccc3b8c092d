import ICU
import Testing

struct CaseMapCase: Sendable, CustomTestStringConvertible {
  let input: String
  let title: String
  var locale = ""
  let why: String
  var testDescription: String { "\(input) [\(locale)]: \(why)" }
}

@Test(
  "ICU titlecases by its own rules",
  arguments: [
    CaseMapCase(input: "JUAN PÉREZ", title: "Juan Pérez", why: "every word, letters beyond ASCII too"),
    CaseMapCase(input: "ayşe inci", title: "Ayşe İnci", locale: "tr", why: "Turkish i keeps its dot"),
    CaseMapCase(input: "ijsbrand", title: "IJsbrand", locale: "nl", why: "the Dutch digraph is one letter"),
    CaseMapCase(input: "ΓΕΏΡΓΙΟΣ", title: "Γεώργιος", why: "final sigma"),
    CaseMapCase(input: "", title: "", why: "nothing stays nothing"),
  ])
func titlecases(_ row: CaseMapCase) throws {
  var map = try CaseMap(locale: row.locale)
  let titled = try map.titlecased(Array(row.input.utf8))
  #expect(String(decoding: titled, as: UTF8.self) == row.title)
}

@Test("NFC composes, and mends ill-formed UTF-8 visibly")
func normalizes() throws {
  #expect(try Array("Jose\u{301}".utf8).normalizedNFC() == Array("José".utf8))
  #expect(try [0x41, 0xFF, 0x42].normalizedNFC() == Array("A\u{FFFD}B".utf8))
  #expect(try [UInt8]().normalizedNFC() == [])
  #expect(try Array(repeating: UInt8(ascii: "a"), count: 5000).normalizedNFC().count == 5000)
}

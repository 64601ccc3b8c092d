import Testing

@testable import CSV

struct DialectDetectorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var dialect = Dialect.rfc4180
    var hasHeader: Bool?
    var preambleLines = 0
    var trailingRecords = 0
    var why: String
    var testDescription: String { why }
  }

  /// Files that are plain RFC 4180, whatever they hold: nothing else may be made of them.
  static let plain: [Case] = [
    Case(text: "", why: "nothing"),
    Case(text: "a", why: "one field"),
    Case(text: "name\nAnna\nBob\n", why: "one column"),
    Case(text: "Full name\nAnna Meier\nBob Hill\nCleo Park\nDan Oh\n", why: "one column of two words each"),
    Case(text: "name\nvan der Berg\nde la Cruz\nvon der Heide\nof the Hill\n", why: "one column of three words, the header of one"),
    Case(text: "first middle last\nAnna Eva Meier\nBob Jay Hill\nCleo Ann Park\n", why: "one column of three words, the header too"),
    Case(text: "tags\na;b\nc;d\ne;f\ng;h\ni;j\n", why: "one column of values that hold semicolons"),
    Case(text: "when\n10:20:30\n11:22:33\n12:24:36\n", why: "one column of times"),
    Case(text: "10:20:30\n11:22:33\n12:24:36\n", why: "one column of times, no header"),
    Case(text: "Phone\n+49 30 1234\n+49 40 5678\n+49 89 9012\n", why: "one column of phone numbers"),
    Case(text: "+49 30 1234\n+49 40 5678\n+49 89 9012\n", why: "one column of phone numbers, no header"),
    Case(text: "page\nhttp://a.b/c\nhttp://d.e/f\nhttp://g.h/i\n", hasHeader: true, why: "one column of URLs"),
    Case(text: "id,tags\n1,a;b;c\n2,d;e;f\n3,g;h;i\n", hasHeader: true, why: "semicolons in a column of a comma file"),
    Case(text: "id,text\n1,\"a;b;c\nd;e;f\"\n2,\"x\ty\"\n", hasHeader: true, why: "quoted newlines with other delimiters"),
    Case(text: "x,y\na|b,c|d\ne|f,g|h\ni|j,k|l\n", why: "bars in every field but the header's"),
    Case(text: "a,b\nc\n", why: "a short record"),
    Case(text: "a,b;c;d\n", why: "one record says little"),
    Case(text: "a b c,d e f\ng h i,j k l\nm n o,p q r\n", why: "words in every field"),
    Case(text: "'t Hart,x\n'n Beetje,y\nO'Neill,z\n", why: "apostrophes in front are no quotes"),
    Case(text: "name,size\nTV,40\"\nTV,50\"\nTV,60\"\n", hasHeader: true, why: "inches"),
    Case(text: "path,x\n\"C:\\dir\\\",1\n\"D:\\dir\\\",2\n", hasHeader: true, why: "backslashes before closing quotes"),
    Case(text: "a, b\n1, 2\n3, 4\n", why: "spaces after delimiters are content"),
    Case(text: "name,e-mail\nAnna,a@b.c\nBob,b@c.d\n", hasHeader: true, why: "a header above addresses"),
    Case(text: "Anna,a@b.c\nBob,b@c.d\n", hasHeader: false, why: "no header"),
    Case(text: "name,2019,2020,note\nA,1,2,x\nB,3,4,y\n", hasHeader: nil, why: "numbers may be names of columns"),
  ]

  static let others: [Case] = [
    Case(text: "a;b;c\n1,5;2;3\n2,5;3;4\n", dialect: Dialect(delimiter: 0x3B), hasHeader: true, why: "decimal commas"),
    Case(
      text: "Name;Phone;City\nDoe, John;1;X\nRoe, Jane;2;Y\n", dialect: Dialect(delimiter: 0x3B), hasHeader: true,
      why: "a comma in each record"),
    Case(text: "name;note\nA;\"x, y\"\nB;\"z, w\"\n", dialect: Dialect(delimiter: 0x3B), why: "commas only in quotes"),
    Case(text: "a\tb\n1\tx, y\n2\tz\n", dialect: Dialect(delimiter: 0x09), hasHeader: true, why: "tabs"),
    Case(text: "a|b|c\n1|2|3\n", dialect: Dialect(delimiter: 0x7C), hasHeader: true, why: "bars, two records"),
    Case(text: "sep=;\r\na;b\r\n1;2\r\n", dialect: Dialect(delimiter: 0x3B), hasHeader: true, preambleLines: 1, why: "Excel's line"),
    Case(text: "\"sep=|\"\na,x|b\n1,y|2\n", dialect: Dialect(delimiter: 0x7C), preambleLines: 1, why: "Excel's line in quotes"),
    Case(text: "'a','b'\n'c,d','e'\n'it''s','f'\n", dialect: Dialect(quote: 0x27), why: "apostrophes around every field"),
    Case(
      text: "n,t\n1,\"a \\\"b\\\" c\"\n2,\"\\\"d\\\", e\"\n3,f\n", dialect: Dialect(escape: 0x5C), hasHeader: true, why: "escaped quotes"),
    Case(
      text: "\"a\", \"b\"\n\"c, d\", \"e\"\n\"f\", \"g\"\n", dialect: Dialect(skipsInitialSpace: true), why: "a space before each quote"),
    Case(
      text: "Members 2024\n\nName,Phone,City\nA,1,X\nB,2,Y\nC,3,Z\nD,4,W\n", hasHeader: true, preambleLines: 2, why: "a title above"),
    Case(
      text: "Name,Qty,Price\nA,1,10\nB,2,20\nC,3,30\nD,4,40\nTotal,10,100\n", hasHeader: true, trailingRecords: 1, why: "totals below"),
    Case(
      text: "Name,Qty,Price\nA,1,10\nB,2,20\nC,3,30\nD,4,40\n\nprinted on Monday\n", hasHeader: true, trailingRecords: 1,
      why: "a note below"),
  ]

  @Test(arguments: plain + others)
  func detects(_ test: Case) {
    let detection = DialectDetector().detect(Array(test.text.utf8), isWhole: true)
    #expect(detection.dialect == test.dialect)
    #expect(detection.preambleLines == test.preambleLines)
    #expect(detection.trailingRecords == test.trailingRecords)
    if test.hasHeader != nil { #expect(detection.hasHeader == test.hasHeader) }
    #expect(!detection.evidence.isEmpty)
  }

  @Test func takesHintsAsGiven() {
    let text = Array("a;b,c\nd;e,f\n".utf8)
    let detection = DialectDetector().detect(text, isWhole: true, hints: DialectHints(delimiter: 0x3B, quote: .some(nil)))
    #expect(detection.dialect == Dialect(delimiter: 0x3B, quote: nil))
    #expect(detection.evidence.contains(.given(.delimiter)) && detection.evidence.contains(.given(.quote)))
  }

  struct Encoded: Sendable, CustomTestStringConvertible {
    var bytes: [UInt8]
    var encoding: String
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Encoded(bytes: Array("name,city\nZoë,Köln\n".utf8), encoding: "UTF-8", why: "well-formed UTF-8"),
    Encoded(bytes: [0xEF, 0xBB, 0xBF, 0x61], encoding: "UTF-8", why: "UTF-8 with its mark"),
    Encoded(bytes: [0xFF, 0xFE, 0x61, 0, 0x2C, 0], encoding: "UTF-16LE", why: "UTF-16 with its mark"),
    Encoded(
      bytes: "name,city\nA,B\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, encoding: "UTF-16LE", why: "UTF-16 without a mark"),
    Encoded(
      bytes: "name,city\nA,B\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, encoding: "UTF-16BE", why: "the other way round"),
    Encoded(
      bytes: "姓名,城市\n王小明,北京\n李雷,上海\n韩梅梅,广州\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, encoding: "UTF-16LE",
      why: "UTF-16 without a mark, in Chinese"),
    Encoded(
      bytes: Array("name,city\nJos".utf8) + [0xE9] + Array(",K".utf8) + [0xF6] + Array("ln\n".utf8), encoding: "windows-1252",
      why: "two letters"),
    Encoded(
      bytes: Array("price\n5 ".utf8) + [0x80] + Array("\nBj".utf8) + [0xF6] + Array("rk\n".utf8), encoding: "windows-1252",
      why: "a euro sign"),
    Encoded(
      bytes: Array(repeating: Array("Zoë,Köln,José,Müller,".utf8), count: 8).flatMap { $0 } + [0xFF, 0x0A], encoding: "UTF-8",
      why: "one broken byte in a text of UTF-8"),
    Encoded(
      bytes: "ФИО;Город\nИванов Иван;Москва\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, encoding: "UTF-16LE",
      why: "UTF-16 in Cyrillic letters without a mark"),
    Encoded(
      bytes: Array("name;city\nMa".utf8) + [0xB3] + Array("gorzata;Krak".utf8) + [0xF3] + Array("w\n".utf8), encoding: "windows-1250",
      why: "a letter where western code pages have a raised three"),
    Encoded(
      bytes: Array("name;size\nJos".utf8) + [0xE9] + Array(";5 m".utf8) + [0xB3, 0x0A], encoding: "windows-1252",
      why: "a raised three behind a word is one"),
    Encoded(bytes: Array("a,b\n".utf8) + [0, 0, 0] + Array(",c\nd,e\n".utf8), encoding: "UTF-8", why: "a few zero bytes"),
  ])
  func detectsEncoding(_ test: Encoded) {
    #expect(DialectDetector().detect(test.bytes, isWhole: true).encoding.name == test.encoding)
  }

  @Test(arguments: [
    ("windows-1251", "имя;город\nИван Петров;Москва\nОльга Смирнова;Казань\nДмитрий Соколов;Новосибирск\n"),
    ("Shift_JIS", "名前,住所\n山田太郎,東京都千代田区\n鈴木花子,大阪府大阪市\n佐藤一郎,北海道札幌市\n"),
    (
      "windows-1250",
      "jméno,město\nJiří Dvořák,Plzeň\nŽofie Nováková,Brno\nŘehoř Šťastný,České Budějovice\nLukáš Černý,Děčín\nTomáš Procházka,Kroměříž\nKateřina Veselá,Třebíč\nOndřej Kučera,Příbram\nEliška Němcová,Jindřichův Hradec\nVojtěch Růžička,Žďár nad Sázavou\nAneta Svobodová,Litoměřice\nMatěj Beneš,Uherské Hradiště\n"
    ),
    (
      "windows-1250",
      "imię,miasto\nŁukasz Wiśniewski,Łódź\nMałgorzata Dąbrowska,Kraków\nGrażyna Wójcik,Poznań\nPaweł Zieliński,Gdańsk\nAgnieszka Kamińska,Białystok\n"
    ),
    ("GB18030", "姓名,城市\n王小明,北京\n李雷,上海\n韩梅梅,广州\n"),
    ("windows-1252", "name,city\nJosé,Málaga\nBegoña,Cádiz\nÍñigo,León\nRaúl,Ávila\n"),
    ("windows-1252", "Name,Straße\nJürgen Groß,Königsallee\nÄnne Müller,Schloßstraße\nBjörn Jäger,Gänsemarkt\n"),
    ("windows-1252", "nom,ville\nHélène Lefèvre,Orléans\nFrançois Noël,Besançon\nZoé Ménard,Saint-Étienne\n"),
    ("EUC-KR", "이름,주소\n김민수,서울특별시 강남구\n이영희,부산광역시 해운대구\n박철수,대구광역시\n"),
  ])
  func detectsEncodingByItsLetters(encoding: String, text: String) throws {
    let bytes = try encoded(text, encoding)
    let detection = DialectDetector().detect(bytes, isWhole: true)
    #expect(detection.encoding.name == encoding)
  }

  /// A text in another encoding, made by reading every pair and single of bytes back.
  private func encoded(_ text: String, _ encoding: String) throws -> [UInt8] {
    var table: [Character: [UInt8]] = [:]
    for first in UInt8.min...UInt8.max {
      for candidate in [[first]] + (0x40...0xFE).map({ [first, UInt8($0)] }) where first >= 0x80 || candidate.count == 1 {
        var source = try DecodingSource(MemorySource(candidate), encoding: TextEncoding(name: encoding))
        var bytes: [UInt8] = []
        while try source.read(into: &bytes, upTo: 16) > 0 {}
        let string = String(decoding: bytes, as: UTF8.self)
        if string.count == 1, let character = string.first, character != "\u{FFFD}", table[character] == nil {
          table[character] = candidate
        }
      }
    }
    return try text.flatMap { try #require(table[$0], "\($0) is not in \(encoding)") }
  }
}

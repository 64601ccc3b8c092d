import CSV
import Pipeline
import Rules
import Testing

/// One list in which every record says its country in another way, most of them countries that share a calling code.
private let styles: [(country: String, number: String, e164: String)] = [
  ("IN", "098765 43210", "+919876543210"),  // alpha-2
  ("in", "98765 43211", "+919876543211"),  // in lower case
  ("IND", "98765 43212", "+919876543212"),  // alpha-3
  ("356", "98765 43213", "+919876543213"),  // numeric
  ("India", "98765 43214", "+919876543214"),  // English
  ("भारत", "98765 43215", "+919876543215"),  // its own name
  ("+91", "98765 43216", "+919876543216"),  // calling code
  ("0091", "98765 43217", "+919876543217"),  // with an international prefix
  ("91", "98765 43218", "+919876543218"),  // without one
  ("🇮🇳", "98765 43219", "+919876543219"),  // a flag
  ("India (+91)", "98765 43220", "+919876543220"),  // both
  ("USA", "(415) 555-2671", "+14155552671"),
  ("U.S.A.", "415-555-2672", "+14155552672"),
  ("United States of America", "415.555.2673", "+14155552673"),
  ("États-Unis", "4155552674", "+14155552674"),
  ("Canada", "(416) 555-0123", "+14165550123"),
  ("Jamaica", "876 955 1234", "+18769551234"),
  ("Puerto Rico", "787 200 1234", "+17872001234"),
  ("1-242", "242 357 1234", "+12423571234"),  // the Bahamas by calling code and area
  ("Россия", "8 (912) 345-67-89", "+79123456789"),
  ("Казахстан", "8 701 234 5678", "+77012345678"),
  ("KZ", "7012345679", "+77012345679"),
  ("UK", "07400 123456", "+447400123456"),
  ("England", "020 7946 0018", "+442079460018"),
  ("Guernsey", "07781 123456", "+447781123456"),
  ("Jersey", "07797 123456", "+447797123456"),
  ("Isle of Man", "07924 123456", "+447924123456"),
  ("Norge", "406 12 345", "+4740612345"),
  ("Svalbard and Jan Mayen", "79 12 34 56", "+4779123456"),
  ("Italia", "06 698 12345", "+390669812345"),
  ("Vatican City", "06 698 12346", "+390669812346"),
  ("Australia", "0412 345 678", "+61412345678"),
  ("Christmas Island", "0412 345 679", "+61412345679"),
  ("Réunion", "0692 12 34 56", "+262692123456"),
  ("Mayotte", "0639 01 23 45", "+262639012345"),
  ("Guadeloupe", "0690 00 12 34", "+590690001234"),
  ("Saint-Barthélemy", "0690 00 12 35", "+590690001235"),
  ("Curaçao", "9 518 1234", "+59995181234"),
  ("Bonaire", "318 1234", "+5993181234"),
  ("Suomi", "041 2345678", "+358412345678"),
  ("Åland", "041 2345679", "+358412345679"),
  ("Deutschland", "030 901820", "+4930901820"),
  ("Österreich", "0664 123456", "+43664123456"),
  ("Holland", "06 12345678", "+31612345678"),
  ("Côte d’Ivoire", "01 23 45 67 89", "+2250123456789"),
  ("Cote d'Ivoire", "01 23 45 67 88", "+2250123456788"),
  ("中国", "131 2345 6789", "+8613123456789"),
]

@Test("A list in which every record says its country in another way comes out with every number where it belongs")
func everyCountryStyle() throws {
  #expect(styles.count >= 40)
  let header = "First,Last,Phone,Country\n"
  let records = styles.enumerated().map { "Ann,Lee,\"\($1.number)\",\"\($1.country)\"\n" }
  let result = try clean(header + records.joined())
  let written = result.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[3] }
  #expect(result.tally.rejected == 0, "\(result.rejects)")
  #expect(written.map(String.init) == styles.map(\.e164))
}

import Foundation
import PersonNames
import Testing

struct CasingCase: Sendable, CustomTestStringConvertible {
  let name: String
  var kind = NameKind.full
  var region = ""
  var isBesideGivenName = false
  let why: String
  var testDescription: String { "\(name) [\(kind) \(region)]: \(why)" }
}

private let dutch: [CasingCase] = [
  CasingCase(name: "Vincent van Gogh", region: "NL", why: "a Dutch particle is small behind a first name"),
  CasingCase(name: "Van den Berg", kind: .last, region: "NL", why: "and a capital starts a family name alone (Taaladvies)"),
  CasingCase(name: "van den Berg", kind: .last, region: "NL", isBesideGivenName: true, why: "unless a first name stands beside"),
  CasingCase(name: "Jan van der Heijden", region: "NL", why: "the second particle too"),
  CasingCase(name: "Sophie in 't Veld", region: "NL", why: "a preposition before a particle"),
  CasingCase(name: "Erik ten Hag", region: "NL", why: "ten"),
  CasingCase(name: "Gerard 't Hooft", region: "NL", why: "the elided article has no capital"),
  CasingCase(name: "Jacobus van 't Hoff", region: "NL", why: "behind another"),
  CasingCase(name: "IJsbrand", kind: .first, region: "NL", why: "the digraph is one letter"),
  CasingCase(name: "Ijaz", kind: .first, region: "PK", why: "but only in Dutch"),
  CasingCase(name: "Kevin De Bruyne", region: "BE", why: "Belgian registers write the capital"),
  CasingCase(name: "Jan Van den Berghe", region: "BE", why: "on the first particle"),
  CasingCase(name: "Van de Velde", kind: .last, region: "BE", why: "in both places"),
  CasingCase(name: "Chris Van Hollen", region: "US", why: "Americans write it as a part of the name"),
  CasingCase(name: "Vincent van Gogh", region: "US", why: "but not in names they know"),
  CasingCase(name: "F.W. de Klerk", region: "ZA", why: "Afrikaans keeps the Dutch habit"),
]

private let german: [CasingCase] = [
  CasingCase(name: "Otto von Bismarck", region: "DE", why: "von is small"),
  CasingCase(name: "von Bismarck", kind: .last, region: "DE", why: "alone as well (Duden)"),
  CasingCase(name: "Ursula von der Leyen", region: "DE", why: "both particles"),
  CasingCase(name: "Karl-Theodor zu Guttenberg", region: "DE", why: "zu"),
  CasingCase(name: "Theo Von", region: "US", why: "a last word is no particle"),
  CasingCase(name: "Hilma af Klint", region: "SE", why: "Swedish af"),
]

private let romance: [CasingCase] = [
  CasingCase(name: "Charles de Gaulle", region: "FR", why: "French de is small"),
  CasingCase(name: "Jean de La Fontaine", region: "FR", why: "but its article is not (Imprimerie nationale)"),
  CasingCase(name: "Marine Le Pen", region: "FR", why: "nor is one alone"),
  CasingCase(name: "d'Artagnan", kind: .last, region: "FR", why: "d' is de"),
  CasingCase(name: "Valéry Giscard d'Estaing", region: "FR", why: "in the middle too"),
  CasingCase(name: "Joachim du Bellay", region: "FR", why: "du is de le"),
  CasingCase(name: "Juan de la Cruz", region: "ES", why: "Spanish particles are small (RAE)"),
  CasingCase(name: "José Ortega y Gasset", region: "ES", why: "so is the conjunction"),
  CasingCase(name: "María del Carmen", kind: .first, region: "ES", why: "and those of first names"),
  CasingCase(name: "Antoni Gaudí i Cornet", region: "ES", why: "Catalan i"),
  CasingCase(name: "Marcel·lí", kind: .first, region: "ES", why: "the middle dot does not end a word"),
  CasingCase(name: "Luiz Inácio Lula da Silva", region: "BR", why: "Portuguese da"),
  CasingCase(name: "Cristiano Ronaldo dos Santos Aveiro", region: "PT", why: "dos"),
  CasingCase(name: "João da Silva e Souza", region: "BR", why: "e"),
  CasingCase(name: "Luigi Di Maio", region: "IT", why: "Italian particles have capitals since there are registers"),
  CasingCase(name: "De Luca", kind: .last, region: "IT", why: "alone as well"),
  CasingCase(name: "Leonardo da Vinci", region: "IT", why: "but not in names from before"),
  CasingCase(name: "Lorenzo de' Medici", region: "IT", why: "elided"),
  CasingCase(name: "Gianni Dell'Acqua", region: "IT", why: "a capital behind the apostrophe"),
  CasingCase(name: "Francesco D'Amico", region: "IT", why: "and on the D"),
  CasingCase(name: "Robert De Niro", region: "US", why: "kept by Italian Americans"),
  CasingCase(name: "Do Ho Suh", why: "a first word is no particle"),
]

private let celtic: [CasingCase] = [
  CasingCase(name: "McDonald", kind: .last, region: "GB", why: "Mc always"),
  CasingCase(name: "McKenzie", kind: .first, region: "US", why: "in first names too"),
  CasingCase(name: "MacDonald", kind: .last, region: "CA", why: "Mac by who writes it"),
  CasingCase(name: "Douglas MacArthur", region: "US", why: "with a capital where the rest is a clan's name"),
  CasingCase(name: "Mackenzie", kind: .first, region: "US", why: "not in a first name"),
  CasingCase(name: "Mackey", kind: .last, region: "US", why: "nor before k"),
  CasingCase(name: "Machado", kind: .last, region: "PT", why: "nor where Mac is no son"),
  CasingCase(name: "Emmanuel Macron", region: "FR", why: "the same"),
  CasingCase(name: "Mchunu", kind: .last, region: "ZA", why: "nor is Mc one in Zulu"),
  CasingCase(name: "Macy", kind: .last, region: "US", why: "the same"),
  CasingCase(name: "O'Brien", kind: .last, region: "IE", why: "O' and a capital"),
  CasingCase(name: "O’Connor", kind: .last, region: "IE", why: "with the typographic apostrophe"),
  CasingCase(name: "Ó Súilleabháin", kind: .last, region: "IE", why: "Irish Ó"),
  CasingCase(name: "Ó hUiginn", kind: .last, region: "IE", why: "h before a vowel is small"),
  CasingCase(name: "Ní Dhomhnaill", kind: .last, region: "IE", why: "a daughter"),
  CasingCase(name: "Mac Giolla Phádraig", kind: .last, region: "IE", why: "a word each"),
  CasingCase(name: "Mac Giolla an Chloig", kind: .last, region: "IE", why: "the article inside is small"),
  CasingCase(name: "de Búrca", kind: .last, region: "IE", why: "Norman Irish keeps it small"),
  CasingCase(name: "Mac an tSaoi", kind: .last, region: "IE", why: "the article is small, and so is its t"),
  CasingCase(name: "Dafydd ap Gwilym", region: "GB", why: "Welsh son of"),
  CasingCase(name: "Gwenllian ferch Llywelyn", region: "GB", why: "and daughter"),
  CasingCase(name: "St. John", kind: .last, region: "GB", why: "Saint"),
  CasingCase(name: "Jean-Paul St-Pierre", region: "CA", why: "in Quebec with a hyphen"),
]

private let arabic: [CasingCase] = [
  CasingCase(name: "Mohammed bin Salman", region: "SA", why: "son of"),
  CasingCase(name: "Anwar al-Sadat", region: "EG", why: "the article at home"),
  CasingCase(name: "Jananne Al-Ani", region: "GB", why: "abroad it has a capital"),
  CasingCase(name: "Muhammad Zia-ul-Haq", region: "PK", why: "inside a name it never has"),
  CasingCase(name: "Al Gore", region: "US", why: "short for Albert"),
  CasingCase(name: "Mahathir bin Mohamad", region: "MY", why: "Malay"),
  CasingCase(name: "Samy a/l Vellu", region: "MY", why: "Malaysian son of"),
]

private let letters: [CasingCase] = [
  CasingCase(name: "Işık", kind: .last, region: "TR", why: "the Turkish I loses no dot"),
  CasingCase(name: "İpek", kind: .first, region: "TR", why: "nor does i"),
  CasingCase(name: "Γεώργιος", kind: .first, region: "GR", why: "final sigma"),
  CasingCase(name: "Иван Петров-Водкин", region: "RU", why: "Cyrillic, with a hyphen"),
  CasingCase(name: "Мар'яна", kind: .first, region: "UA", why: "the Ukrainian apostrophe is inside a word"),
  CasingCase(name: "Գեւորգյան", kind: .last, region: "AM", why: "two letters that և may stand for stay two"),
  CasingCase(name: "გიორგი", kind: .first, region: "GE", why: "Georgian has no capitals in names"),
  CasingCase(name: "Žydrūnas", kind: .first, region: "LT", why: "Lithuanian"),
  CasingCase(name: "Nguyễn Văn An", region: "VN", why: "stacked marks"),
  CasingCase(name: "王小明", region: "CN", why: "no case"),
  CasingCase(name: "Øystein", kind: .first, region: "NO", why: "beyond ASCII"),
]

private let shapes: [CasingCase] = [
  CasingCase(name: "Jean-Pierre", kind: .first, region: "FR", why: "a capital behind a hyphen"),
  CasingCase(name: "Park Jae-sung", region: "KR", why: "but not on a Korean second syllable"),
  CasingCase(name: "Mary-Jane Kim", region: "KR", why: "which Jane is not"),
  CasingCase(name: "J.R.R. Tolkien", region: "GB", why: "initials with dots"),
  CasingCase(name: "KP", kind: .first, region: "IN", why: "and two that cannot be spoken"),
  CasingCase(name: "AJ", kind: .first, region: "US", why: "or end in J"),
  CasingCase(name: "Ng", kind: .last, region: "SG", why: "which a name may be"),
  CasingCase(name: "Bo", kind: .first, region: "SE", why: "two letters are no initials when they can be spoken"),
  CasingCase(name: "John Smith III", region: "US", why: "a numeral"),
  CasingCase(name: "Henry VIII", region: "GB", why: "behind a single name"),
  CasingCase(name: "Xi", kind: .last, region: "CN", why: "a name that could be one"),
  CasingCase(name: "Le Thi Vi", region: "VN", why: "or another"),
  CasingCase(name: "Ken Griffey Jr.", region: "US", why: "Jr."),
  CasingCase(name: "Jane Doe, PhD", region: "US", why: "a degree in its own case"),
  CasingCase(name: "John Smith, M.D.", region: "US", why: "with dots"),
  CasingCase(name: "Yo-Yo Ma", region: "US", why: "MA is a degree only behind a comma"),
  CasingCase(name: "Davis, Sammy", region: "US", why: "turned around"),
  CasingCase(name: "van den Berg, Jan", region: "NL", why: "turned around, the first name stands beside"),
  CasingCase(name: "Rosa L. DeLauro", region: "US", why: "an attested inner capital"),
  CasingCase(name: "DiCaprio", kind: .last, region: "US", why: "another"),
  CasingCase(name: "Denise", kind: .first, region: "US", why: "which De alone is not"),
  CasingCase(name: "De'Andre", kind: .first, region: "US", why: "American first names have them behind apostrophes"),
  CasingCase(name: "Ma'soumeh", kind: .first, region: "IR", why: "Persian ones do not"),
  CasingCase(name: "Ngũgĩ wa Thiong'o", region: "KE", why: "Kikuyu: of, and a letter of the word"),
  CasingCase(name: "Ulug‘bek", kind: .first, region: "UZ", why: "as is one written with the other quotation mark"),
  CasingCase(name: "O'tkir", kind: .first, region: "UZ", why: "Uzbek o' is a vowel"),
]

@Test("Names come back as their owners write them", arguments: dutch + german + romance + celtic + arabic + letters + shapes)
func restores(_ row: CasingCase) {
  var normalizer = NameNormalizer()
  let region = NameRegion(alpha2: row.region)
  let locale = ["TR", "AZ"].contains(row.region) ? Locale(identifier: "tr_TR") : Locale(identifier: "en_US_POSIX")
  for input in [row.name, row.name.uppercased(with: locale), row.name.lowercased(with: locale)] {
    var output = [UInt8]()
    _ = normalizer.normalize(
      Array(input.utf8).span, kind: row.kind, region: region, isBesideGivenName: row.isBesideGivenName, into: &output)
    #expect(String(decoding: output, as: UTF8.self) == row.name, "from \(input)")
  }
}

struct KeptCase: Sendable, CustomTestStringConvertible {
  let name: String
  let why: String
  var testDescription: String { "\(name): \(why)" }
}

@Test(
  "A mix of cases is somebody's choice",
  arguments: [
    KeptCase(name: "Ronald Mcdonald", why: "it may be how he writes it"),
    KeptCase(name: "macKenzie Phillips", why: "unusual is not wrong"),
    KeptCase(name: "Jan Van Den Berg", why: "a capital particle is a choice as well"),
    KeptCase(name: "JOHN McDONALD", why: "not to be told from a choice"),
    KeptCase(name: "e. e. Cummings", why: "his publisher's"),
  ])
func keepsMixedCase(_ row: KeptCase) {
  var normalizer = NameNormalizer()
  for region in ["", "US", "NL", "GB"] {
    #expect(normalizer.normalized(row.name, kind: .full, region: NameRegion(alpha2: region)) == row.name)
  }
}

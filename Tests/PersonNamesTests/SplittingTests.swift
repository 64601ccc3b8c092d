import PersonNames
import Testing

struct SplitCase: Sendable, CustomTestStringConvertible {
  let input: String
  var region = ""
  var title = ""
  var first = ""
  var middle = ""
  var last = ""
  var suffix = ""
  var nickname = ""
  var isUncertain = false
  let why: String
  var testDescription: String { "\(input) [\(region)]: \(why)" }
}

@Test(
  "Full names are taken apart by the habits of their region",
  arguments: [
    // Order.
    SplitCase(input: "jane doe", first: "Jane", last: "Doe", why: "given name in front"),
    SplitCase(input: "DOE, JANE ANN", first: "Jane", middle: "Ann", last: "Doe", why: "a comma turns it around"),
    SplitCase(input: "Doe ,Jane", first: "Jane", last: "Doe", why: "however the comma is spaced"),
    SplitCase(input: "Mary Ann Smith", first: "Mary", middle: "Ann", last: "Smith", why: "one middle name"),
    SplitCase(
      input: "Mary Ann Lee Smith", first: "Mary", middle: "Ann Lee", last: "Smith", isUncertain: true,
      why: "or two family names"),
    SplitCase(input: "Madonna", last: "Madonna", isUncertain: true, why: "one word may be either"),
    SplitCase(input: "", why: "nothing"),
    // Titles.
    SplitCase(
      input: "Dr. Juan Q. Xavier de la Vega III", title: "Dr.", first: "Juan", middle: "Q. Xavier", last: "de la Vega",
      suffix: "III", why: "all at once"),
    SplitCase(input: "Mr. Smith", title: "Mr.", last: "Smith", why: "a title goes with the family name"),
    SplitCase(
      input: "Prof. Dr. med. Anna Weber", region: "DE", title: "Prof. Dr. med.", first: "Anna", last: "Weber",
      why: "German titles come in rows"),
    SplitCase(
      input: "Smith, Dr. Jane", title: "Dr.", first: "Jane", last: "Smith", why: "the title stays with the given name"),
    SplitCase(input: "Smith, Jane, Dr.", title: "Dr.", first: "Jane", last: "Smith", why: "or comes last"),
    SplitCase(
      input: "Mr. & Mrs. John Miller", title: "Mr. & Mrs.", first: "John", last: "Miller", why: "two people share a title"),
    SplitCase(input: "Don Johnson", first: "Don", last: "Johnson", why: "a first name, without its dot"),
    SplitCase(input: "SRA. ANA GIL", region: "ES", title: "Sra.", first: "Ana", last: "Gil", why: "Spanish"),
    // Suffixes.
    SplitCase(
      input: "Sammy Davis, Jr.", first: "Sammy", last: "Davis", suffix: "Jr.", why: "a suffix behind a comma is no first name"),
    SplitCase(
      input: "King, Jr., Martin Luther", first: "Martin", middle: "Luther", last: "King", suffix: "Jr.",
      why: "the suffix with the family name"),
    SplitCase(input: "jane doe, phd, mba", first: "Jane", last: "Doe", suffix: "PhD, MBA", why: "degrees, in their own case"),
    SplitCase(input: "JOHN SMITH MD", first: "John", middle: "Smith", last: "Md", why: "without a comma MD may be a name"),
    SplitCase(input: "JOHN SMITH, MD", first: "John", last: "Smith", suffix: "MD", why: "behind one it is a degree"),
    SplitCase(input: "Yo-Yo Ma", first: "Yo-Yo", last: "Ma", why: "MA is a degree, Ma a name"),
    SplitCase(
      input: "HENRY VIII", last: "Henry", suffix: "VIII", isUncertain: true, why: "a numeral is no family name"),
    // Nicknames.
    SplitCase(
      input: "William \"Bill\" Gates", first: "William", last: "Gates", nickname: "Bill", why: "in quotation marks"),
    SplitCase(input: "William (Bill) Gates", first: "William", last: "Gates", nickname: "Bill", why: "in parentheses"),
    SplitCase(input: "William 'Bill' Gates", first: "William", last: "Gates", nickname: "Bill", why: "in apostrophes"),
    SplitCase(input: "Gerard 't Hooft", region: "NL", first: "Gerard", last: "'t Hooft", why: "which are not always quotes"),
    SplitCase(
      input: "Anna Weber (geb. Koch)", region: "DE", first: "Anna", last: "Weber", nickname: "geb. Koch",
      why: "a name at birth is no first name"),
    // Particles.
    SplitCase(
      input: "JAN VAN DEN BERG", region: "NL", first: "Jan", last: "van den Berg", why: "Dutch particles go with the name"),
    SplitCase(input: "Berg, Jan van den", region: "NL", first: "Jan", last: "van den Berg", why: "and come back to it"),
    SplitCase(
      input: "LUDWIG MIES VAN DER ROHE", first: "Ludwig", middle: "Mies", last: "van der Rohe",
      why: "what stands before a particle is a middle name"),
    SplitCase(input: "Robert De Niro", region: "US", first: "Robert", last: "De Niro", why: "capital ones too"),
    SplitCase(input: "Van Nguyen", region: "US", first: "Van", last: "Nguyen", why: "a first name that looks like one"),
    SplitCase(
      input: "Leonardo da Vinci", region: "IT", first: "Leonardo", last: "da Vinci", why: "Italian"),
    // Two family names.
    SplitCase(
      input: "GABRIEL GARCÍA MÁRQUEZ", region: "CO", first: "Gabriel", last: "García Márquez", why: "Spanish has two"),
    SplitCase(
      input: "José Luis García", region: "ES", first: "José Luis", last: "García", isUncertain: true,
      why: "unless the second word is a given name"),
    SplitCase(
      input: "María José García Pérez", region: "ES", first: "María José", last: "García Pérez", why: "two and two"),
    SplitCase(
      input: "José Ortega y Gasset", region: "ES", first: "José", last: "Ortega y Gasset", why: "y joins them"),
    SplitCase(
      input: "ANA DE LA CRUZ RUIZ", region: "MX", first: "Ana", last: "de la Cruz Ruiz", why: "a particle belongs to the next"),
    SplitCase(
      input: "Luiz Inácio Lula da Silva", region: "BR", first: "Luiz", middle: "Inácio Lula", last: "da Silva",
      isUncertain: true, why: "Portuguese: the last one counts"),
    // Family name in front.
    SplitCase(input: "王小明", region: "CN", first: "小明", last: "王", why: "Han: one character"),
    SplitCase(input: "欧阳娜娜", region: "CN", first: "娜娜", last: "欧阳", why: "or one of the few of two"),
    SplitCase(input: "山田 太郎", region: "JP", first: "太郎", last: "山田", why: "a space tells"),
    SplitCase(input: "山田太郎", region: "JP", first: "太郎", last: "山田", isUncertain: true, why: "without one it is a guess"),
    SplitCase(input: "김철수", region: "KR", first: "철수", last: "김", why: "Hangul: one syllable"),
    SplitCase(input: "남궁민수", region: "KR", first: "민수", last: "남궁", why: "or one of the few of two"),
    SplitCase(input: "NAGY JÁNOS", region: "HU", first: "János", last: "Nagy", why: "Hungarian"),
    SplitCase(input: "Nguyễn Văn An", region: "VN", first: "Văn An", last: "Nguyễn", why: "Vietnamese"),
    SplitCase(input: "Kim Min-jun", region: "KR", first: "Min-jun", last: "Kim", why: "Kim is a family name, Min-jun is none"),
    SplitCase(
      input: "Lee Park", region: "KR", first: "Lee", last: "Park", isUncertain: true, why: "both are family names"),
    // Capitals that tell.
    SplitCase(input: "DUPONT Jean", region: "FR", first: "Jean", last: "Dupont", why: "French lists set family names so"),
    SplitCase(input: "Jean DUPONT", region: "FR", first: "Jean", last: "Dupont", why: "at either end"),
    SplitCase(input: "DE LA CRUZ, Maria", region: "MX", first: "Maria", last: "de la Cruz", why: "each part has its own case"),
    SplitCase(input: "JD Vance", region: "US", first: "JD", last: "Vance", why: "initials are no family name"),
    SplitCase(input: "N/A", why: "a placeholder is no name"),
  ])
func splits(_ row: SplitCase) {
  var normalizer = NameNormalizer()
  let split = normalizer.split(fullName: row.input.utf8.span, region: NameRegion(alpha2: row.region))
  #expect(split.salutation == row.title)
  #expect(split.first == row.first)
  #expect(split.middle == row.middle)
  #expect(split.last == row.last)
  #expect(split.suffix == row.suffix)
  #expect(split.nickname == row.nickname)
  #expect(split.findings.contains(.splitUncertain) == row.isUncertain)
  #expect(split.findings.contains(.title) == !row.title.isEmpty)
}

@Test("What is no first name is taken out of a first-name field")
func splitsFirstNames() {
  var normalizer = NameNormalizer()
  let titled = normalizer.split(firstName: "DR. ANA MARÍA".utf8.span, region: nil)
  #expect(titled.salutation == "Dr." && titled.first == "Ana María" && titled.findings == [.recased, .title])
  let nicknamed = normalizer.split(firstName: "Robert (Bob)".utf8.span, region: nil)
  #expect(nicknamed.first == "Robert" && nicknamed.nickname == "Bob")
  #expect(normalizer.split(firstName: "Miss".utf8.span, region: nil).first == "Miss")
}

@Test("First and last names that changed places are found by what the words are used for")
func findsSwapped() {
  let normalizer = NameNormalizer()
  let evidence = normalizer.swapEvidence(first: "Johnson", last: "Jennifer")
  #expect(evidence?.familyName == "Johnson" && evidence?.givenName == "Jennifer")
  #expect(normalizer.swapEvidence(first: "Jennifer", last: "Johnson") == nil)
  // Both are names of either kind.
  #expect(normalizer.swapEvidence(first: "James", last: "Thomas") == nil)
  #expect(normalizer.swapEvidence(first: "", last: "Jennifer") == nil)
}

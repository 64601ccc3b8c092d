import Countries
import Testing

struct AddressCase: Sendable, CustomTestStringConvertible {
  var state = ""
  var town = ""
  var postcode = ""
  /// Alpha-2; nil when the address leaves several countries.
  let country: String?
  let why: String
  var testDescription: String { "\(state)|\(town)|\(postcode): \(why)" }
}

@Test(
  "The parts of an address say the country where they leave one alone",
  arguments: [
    AddressCase(state: "TX", town: "Austin", postcode: "78701", country: "US", why: "a ZIP code of that state"),
    AddressCase(state: "Texas", town: "Austin", postcode: "78701-1234", country: "US", why: "the long form"),
    AddressCase(state: "MA", town: "Boston", postcode: "2139", country: "US", why: "a spreadsheet ate the zero"),
    AddressCase(state: "TX", postcode: "10001", country: "US", why: "that ZIP code is New York's, but one of the same country"),
    AddressCase(state: "CA", postcode: "10001", country: nil, why: "and here the letters alone say nothing"),
    AddressCase(state: "TX", postcode: "123456", country: nil, why: "six digits are no ZIP code"),
    AddressCase(state: "MI", town: "Milano", postcode: "20121", country: nil, why: "the province of Milan, and no ZIP code of Michigan"),
    AddressCase(state: "CA", country: nil, why: "California, Canada, or Cagliari"),
    AddressCase(state: "DE", country: nil, why: "Delaware or Germany"),
    AddressCase(state: "TX", country: "US", why: "nothing else is TX"),
    AddressCase(state: "WA", country: nil, why: "Washington or Western Australia"),
    AddressCase(state: "WA", postcode: "6000", country: "AU", why: "four digits are Western Australia's"),
    AddressCase(state: "WA", postcode: "98101", country: "US", why: "five are Washington's"),
    AddressCase(state: "Georgia", country: nil, why: "a state and a country"),
    AddressCase(state: "GA", postcode: "30301", country: "US", why: "Atlanta's ZIP code; Goa's has six digits"),
    AddressCase(state: "GA", postcode: "403001", country: "IN", why: "Goa's"),
    AddressCase(state: "US-TX", country: "US", why: "ISO 3166-2"),
    AddressCase(state: "California", country: "US", why: "a state's name"),
    AddressCase(state: "Bayern", country: "DE", why: "a German state's name"),
    AddressCase(state: "Tamil Nadu", country: "IN", why: "an Indian one"),
    AddressCase(state: "Punjab", country: nil, why: "India's or Pakistan's"),
    AddressCase(state: "Punjab", postcode: "141001", country: "IN", why: "with a postcode of India's"),
    AddressCase(state: "Québec", country: "CA", why: "accents don't matter"),
    AddressCase(state: "ON", postcode: "K1A 0A6", country: "CA", why: "province and postcode"),
    AddressCase(state: "TX", postcode: "K1A 0A6", country: nil, why: "they contradict each other"),
    AddressCase(state: "São Paulo", country: nil, why: "a town's name as well, and a town says nothing alone"),
    AddressCase(state: "SP", postcode: "01310-100", country: "BR", why: "Brazil's postcodes have that form alone"),
    AddressCase(state: "東京都", country: "JP", why: "a prefecture"),
    AddressCase(town: "Paris", postcode: "75008", country: "FR", why: "town and postcode fit"),
    AddressCase(town: "Paris", postcode: "75460", country: "FR", why: "without a state, Paris in Texas cannot be told"),
    AddressCase(state: "TX", town: "Paris", postcode: "75460", country: "US", why: "with its state it can"),
    AddressCase(town: "Paris", country: nil, why: "there are many"),
    AddressCase(town: "Berlin", postcode: "10115", country: "DE", why: "town and postcode fit"),
    AddressCase(town: "München", postcode: "80331", country: "DE", why: "town and postcode fit"),
    AddressCase(town: "Wien", postcode: "1010", country: "AT", why: "four digits"),
    AddressCase(postcode: "10115", country: nil, why: "five digits are a postcode in a dozen countries"),
    AddressCase(postcode: "SW1A 1AA", country: "GB", why: "the form, and an area that exists"),
    AddressCase(postcode: "sw1a1aa", country: "GB", why: "case and space don't matter"),
    AddressCase(postcode: "QX1 1AA", country: nil, why: "no such area"),
    AddressCase(postcode: "JE2 3AB", country: "JE", why: "Jersey's area"),
    AddressCase(postcode: "D02 X285", country: "IE", why: "an Eircode"),
    AddressCase(postcode: "1012 LG", country: "NL", why: "four digits and two letters"),
    AddressCase(postcode: "D-10115", country: "DE", why: "the sign before it"),
    AddressCase(postcode: "CH-8001", country: "CH", why: "ISO code before it"),
    AddressCase(postcode: "DE-19801", country: nil, why: "Wilmington in Delaware, or Germany"),
    AddressCase(postcode: "00-950", country: "PL", why: "two and three digits"),
    AddressCase(postcode: "n/a", country: nil, why: "no postcode"),
    AddressCase(state: "TX 78701", country: "US", why: "both in one cell"),
    AddressCase(town: "75008 Paris", country: "FR", why: "both in one cell"),
    AddressCase(country: nil, why: "nothing there"),
  ])
func addressParts(_ row: AddressCase) {
  let reader = AddressReader()
  func reading(_ cell: String, _ part: AddressReader.Part) -> AddressReader.Reading { reader.reading(of: Array(cell.utf8).span, as: part) }
  let country = reader.country(
    state: reading(row.state, .state), town: reading(row.town, .town), postcode: reading(row.postcode, .postcode))
  #expect(country?.alpha2 == row.country)
}

struct WholeAddressCase: Sendable, CustomTestStringConvertible {
  let cell: String
  let country: String?
  let why: String
  var testDescription: String { "\(cell): \(why)" }
}

@Test(
  "A whole address says the country where it leaves one alone",
  arguments: [
    WholeAddressCase(cell: "Austin TX 78701", country: "US", why: "state and ZIP code"),
    WholeAddressCase(cell: "1600 Pennsylvania Ave NW, Washington, DC 20500", country: "US", why: "with a street before it"),
    WholeAddressCase(cell: "Apt B12 3RD Floor, Springfield", country: nil, why: "no British postcode, though it looks like one"),
    WholeAddressCase(cell: "10 Downing Street\nLondon SW1A 2AA", country: "GB", why: "over several lines"),
    WholeAddressCase(cell: "8 Rue de Londres, 75008 Paris", country: "FR", why: "postcode and town"),
    WholeAddressCase(cell: "8 Rue de Londres, 75008 Paris, France", country: "FR", why: "and the country"),
    WholeAddressCase(cell: "75008 Paris, Texas", country: nil, why: "two that say different things"),
    WholeAddressCase(cell: "1200 Geneva Avenue, San Francisco", country: nil, why: "a street is no town"),
    WholeAddressCase(cell: "1200 Genève", country: "CH", why: "a town is"),
    WholeAddressCase(cell: "Kurfürstendamm 21, 10719 Berlin", country: "DE", why: "umlauts"),
    WholeAddressCase(cell: "2000 Sydney Road, Brunswick", country: nil, why: "a house number before a street"),
    WholeAddressCase(cell: "1 Macquarie St, Sydney NSW 2000", country: "AU", why: "state and postcode"),
    WholeAddressCase(cell: "24 Sussex Drive, Ottawa ON K1M 1M4", country: "CA", why: "Canada's postcode"),
    WholeAddressCase(cell: "MG Road, Bengaluru 560001", country: "IN", why: "postcode behind the town"),
    WholeAddressCase(cell: "Damrak 1, 1012 LG Amsterdam", country: "NL", why: "a Dutch postcode behind a comma"),
    WholeAddressCase(cell: "1234 NW 5th Street, Miami", country: nil, why: "no Dutch postcode"),
    WholeAddressCase(cell: "Drottninggatan 1, 111 51 Stockholm", country: "SE", why: "three and two digits"),
    WholeAddressCase(cell: "ul. Prosta 1, 00-838 Warszawa", country: "PL", why: "two and three digits behind a comma"),
    WholeAddressCase(cell: "12 Main Street, Springfield, Ireland", country: "IE", why: "the country at the end"),
    WholeAddressCase(cell: "12 Peachtree St, Atlanta, Georgia", country: nil, why: "a state that is called like a country"),
    WholeAddressCase(cell: "Ireland", country: nil, why: "one part alone is no address"),
    WholeAddressCase(cell: "PO Box 7, 90210", country: nil, why: "digits alone"),
    WholeAddressCase(cell: "", country: nil, why: "nothing there"),
    WholeAddressCase(cell: ",,,\n;", country: nil, why: "nothing but signs"),
  ])
func wholeAddresses(_ row: WholeAddressCase) {
  let reader = AddressReader()
  #expect(reader.country(of: reader.reading(of: Array(row.cell.utf8).span, as: .whole))?.alpha2 == row.country)
}

@Test(
  "A language tag says a country where somebody chose it",
  arguments: [
    ("de-AT", "AT"), ("en_GB", "GB"), ("pt_BR.UTF-8", "BR"), ("zh-Hant-TW", "TW"), ("de", nil), ("German", nil), ("en-US", nil), ("", nil),
  ])
func languageTags(_ row: (tag: String, country: String?)) {
  #expect(Country(languageTag: Array(row.tag.utf8).span)?.alpha2 == row.country)
}

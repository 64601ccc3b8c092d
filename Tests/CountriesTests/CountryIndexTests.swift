import Countries
import ICU
import Testing

struct CountryCase: Sendable, CustomTestStringConvertible {
  let cell: String
  /// Alpha-2, the likeliest first; empty when the cell names no country.
  let countries: [String]
  var form: CountryMatch.Form?
  var reading = CountryIndex.NumberReading.callingCode
  let why: String
  var testDescription: String { "\(cell): \(why)" }
}

@Test(
  "A country cell is understood in every form that people use",
  arguments: [
    CountryCase(cell: "IN", countries: ["IN"], form: .alpha2, why: "ISO alpha-2"),
    CountryCase(cell: " in ", countries: ["IN"], form: .alpha2, why: "case and spaces don't matter"),
    CountryCase(cell: "IND", countries: ["IN"], form: .alpha3, why: "ISO alpha-3"),
    CountryCase(cell: "840", countries: ["US"], form: .numeric, why: "ISO numeric; 840 is no calling code"),
    CountryCase(cell: "004", countries: ["AF"], form: .numeric, why: "three digits with a zero in front are ISO numeric"),
    CountryCase(cell: "356", countries: ["MT"], form: .callingCode, why: "Malta's calling code before India's number"),
    CountryCase(cell: "356", countries: ["IN"], form: .numeric, reading: .numeric, why: "in a column of ISO numbers it is India"),
    CountryCase(cell: "+356", countries: ["MT"], form: .callingCode, reading: .numeric, why: "a plus makes a calling code anywhere"),
    CountryCase(cell: "India", countries: ["IN"], form: .name, why: "English name"),
    CountryCase(cell: "🇮🇳", countries: ["IN"], form: .flag, why: "two regional indicators"),
    CountryCase(cell: "🇮🇳 India", countries: ["IN"], why: "flag and name agree"),
    CountryCase(cell: "🇮🇳 +91", countries: ["IN"], why: "flag and calling code agree"),
    CountryCase(cell: "🏴󠁧󠁢󠁥󠁮󠁧󠁿", countries: ["GB"], form: .flag, why: "England's flag is a black flag with tag letters"),
    CountryCase(cell: "+91", countries: ["IN"], form: .callingCode, why: "calling code"),
    CountryCase(cell: "＋91", countries: ["IN"], form: .callingCode, why: "full-width plus"),
    CountryCase(cell: "+९१", countries: ["IN"], form: .callingCode, why: "Devanagari digits"),
    CountryCase(cell: "0091", countries: ["IN"], form: .callingCode, why: "as dialled in most of the world"),
    CountryCase(cell: "01191", countries: ["IN"], form: .callingCode, why: "as dialled in North America"),
    CountryCase(cell: "91", countries: ["IN"], form: .callingCode, why: "plus lost"),
    CountryCase(cell: "91.0", countries: ["IN"], form: .callingCode, why: "a spreadsheet's decimals"),
    CountryCase(cell: "(+91)", countries: ["IN"], form: .callingCode, why: "brackets"),
    CountryCase(cell: "+7", countries: ["RU", "KZ"], form: .callingCode, why: "shared, the main country first"),
    CountryCase(cell: "+77", countries: ["KZ"], form: .callingCode, why: "what Kazakhstan's numbers begin with"),
    CountryCase(cell: "1-242", countries: ["BS"], form: .callingCode, why: "North American code of the Bahamas"),
    CountryCase(cell: "+1 876", countries: ["JM"], form: .callingCode, why: "North American code of Jamaica"),
    CountryCase(cell: "+44 1624", countries: ["IM"], form: .callingCode, why: "area code of the Isle of Man"),
    CountryCase(cell: "+39", countries: ["IT", "VA"], form: .callingCode, why: "the Vatican is reached through Italy's"),
    CountryCase(cell: "+47", countries: ["NO", "SJ", "BV"], form: .callingCode, why: "Svalbard shares Norway's"),
    CountryCase(cell: "+61", countries: ["AU", "CC", "CX"], form: .callingCode, why: "Cocos and Christmas Island share Australia's"),
    CountryCase(cell: "+262", countries: ["RE", "YT", "TF"], form: .callingCode, why: "Mayotte shares Réunion's"),
    CountryCase(cell: "+590", countries: ["GP", "BL", "MF"], form: .callingCode, why: "three islands share it"),
    CountryCase(cell: "+599", countries: ["CW", "BQ"], form: .callingCode, why: "the former Netherlands Antilles"),
    CountryCase(cell: "UK", countries: ["GB"], form: .shortForm, why: "not ISO, but what Britons write"),
    CountryCase(cell: "U.K.", countries: ["GB"], form: .shortForm, why: "punctuation doesn't matter"),
    CountryCase(cell: "England", countries: ["GB"], form: .shortForm, why: "a part given for the whole"),
    CountryCase(cell: "Holland", countries: ["NL"], form: .shortForm, why: "a part given for the whole"),
    CountryCase(cell: "U.S.A.", countries: ["US"], why: "dots"),
    CountryCase(cell: "United States of America", countries: ["US"], why: "the whole name"),
    CountryCase(cell: "EE. UU.", countries: ["US"], why: "Spanish short form"),
    CountryCase(cell: "Deutschland", countries: ["DE"], form: .name, why: "German"),
    CountryCase(cell: "Österreich", countries: ["AT"], form: .name, why: "umlaut"),
    CountryCase(cell: "Osterreich", countries: ["AT"], why: "umlaut dropped"),
    CountryCase(cell: "OESTERREICH", countries: ["AT"], why: "umlaut as two letters"),
    CountryCase(cell: "O\u{308}sterreich", countries: ["AT"], why: "umlaut as a combining mark"),
    CountryCase(cell: "भारत", countries: ["IN"], why: "Hindi"),
    CountryCase(cell: "中国", countries: ["CN"], why: "Chinese"),
    CountryCase(cell: "中國", countries: ["CN"], why: "traditional characters"),
    CountryCase(cell: "ประเทศไทย", countries: [], why: "\"the country Thailand\" is no name in CLDR; see the next"),
    CountryCase(cell: "ไทย", countries: ["TH"], form: .name, why: "Thai"),
    CountryCase(cell: "대한민국", countries: ["KR"], form: .name, why: "Korean"),
    CountryCase(cell: "المملكة العربية السعودية", countries: ["SA"], form: .name, why: "Arabic"),
    CountryCase(cell: "Ελλάδα", countries: ["GR"], form: .name, why: "Greek, accent"),
    CountryCase(cell: "ΕΛΛΑΔΑ", countries: ["GR"], form: .name, why: "Greek capitals have no accent"),
    CountryCase(cell: "TÜRKİYE", countries: ["TR"], why: "dotted capital I"),
    CountryCase(cell: "Türkiye", countries: ["TR"], why: "Turkish"),
    CountryCase(cell: "Côte d’Ivoire", countries: ["CI"], why: "typographic apostrophe"),
    CountryCase(cell: "Cote d'Ivoire", countries: ["CI"], why: "typewriter apostrophe"),
    CountryCase(cell: "COTE DIVOIRE", countries: ["CI"], why: "none"),
    CountryCase(cell: "Côte-d’Ivoire", countries: ["CI"], why: "hyphen"),
    CountryCase(cell: "Ivory Coast", countries: ["CI"], why: "English"),
    CountryCase(cell: "Elfenbeinküste", countries: ["CI"], why: "German"),
    CountryCase(cell: "Trinidad and Tobago", countries: ["TT"], why: "CLDR writes an ampersand"),
    CountryCase(cell: "Bosnien und Herzegowina", countries: ["BA"], why: "the conjunction of the language"),
    CountryCase(cell: "Saint Lucia", countries: ["LC"], why: "CLDR abbreviates"),
    CountryCase(cell: "Korea, Republic of", countries: ["KR"], why: "ISO's inverted name"),
    CountryCase(cell: "Iran (Islamic Republic of)", countries: ["IR"], why: "the UN's inverted name"),
    CountryCase(cell: "Republic of Ireland", countries: ["IE"], why: "the state's own title"),
    CountryCase(cell: "The Republic of Kenya", countries: ["KE"], why: "a title before any name"),
    CountryCase(cell: "República de Colombia", countries: ["CO"], why: "a title in Spanish"),
    CountryCase(cell: "Czech Republic", countries: ["CZ"], why: "CLDR's variant"),
    CountryCase(cell: "Myanmar (Burma)", countries: ["MM"], form: .name, why: "CLDR's own brackets"),
    CountryCase(cell: "Myanmar", countries: ["MM"], why: "brackets left out"),
    CountryCase(cell: "Congo", countries: ["CG"], why: "alone it is the Republic's; the other one says so"),
    CountryCase(cell: "DR Congo", countries: ["CD"], why: "the Democratic Republic"),
    CountryCase(cell: "Hong Kong", countries: ["HK"], why: "CLDR's short name"),
    CountryCase(cell: "GER", countries: ["DE"], form: .shortForm, why: "the Olympic committees' code"),
    CountryCase(cell: "D", countries: ["DE"], form: .shortForm, why: "the sign on cars"),
    CountryCase(cell: "EL", countries: ["GR"], form: .shortForm, why: "the EU's code for Greece"),
    CountryCase(cell: "NGA", countries: ["NG"], form: .alpha3, why: "capitals are a code"),
    CountryCase(cell: "Nga", countries: ["RU"], form: .name, why: "Russia in Vietnamese"),
    CountryCase(cell: "Áo", countries: ["AT"], form: .name, why: "Austria in Vietnamese, not Angola's code"),
    CountryCase(cell: "NA", countries: ["NA"], form: .alpha2, why: "Namibia"),
    CountryCase(cell: "XKX", countries: ["XK"], why: "the other code that is used for Kosovo"),
    CountryCase(cell: "India (+91)", countries: ["IN"], form: .name, why: "name and calling code"),
    CountryCase(cell: "Kazakhstan +7", countries: ["KZ"], why: "the name decides among those that share the code"),
    CountryCase(cell: "+1 (Canada)", countries: ["CA"], why: "the name decides among 25"),
    CountryCase(cell: "IN 91", countries: ["IN"], why: "code and calling code"),
    CountryCase(cell: "DE - Germany", countries: ["DE"], why: "code and name"),
    CountryCase(cell: "Germany / Deutschland", countries: ["DE"], why: "two languages"),
    CountryCase(cell: "Lyon, France", countries: ["FR"], form: .part, why: "an address' last part"),
    CountryCase(cell: "San Diego, CA", countries: [], why: "two letters beside a city are a state"),
    CountryCase(cell: "pt-BR", countries: ["BR"], form: .locale, why: "language tag"),
    CountryCase(cell: "zh_Hant_TW", countries: ["TW"], form: .locale, why: "language tag with a script"),
    CountryCase(cell: "de_AT.UTF-8", countries: ["AT"], form: .locale, why: "POSIX locale"),
    CountryCase(cell: "", countries: [], why: "nothing"),
    CountryCase(cell: "n/a", countries: [], why: "no country's name"),
    CountryCase(cell: "-", countries: [], why: "punctuation alone"),
    CountryCase(cell: "0", countries: [], why: "no calling code begins with zero"),
    CountryCase(cell: "999", countries: [], why: "reserved by the ITU"),
    CountryCase(cell: "+91 98765 43210", countries: [], why: "a number is no calling code"),
    CountryCase(cell: "Atlantis", countries: [], why: "sunk"),
  ])
func understands(_ row: CountryCase) throws {
  let cell = Array(row.cell.utf8)
  let match = CountryIndex().country(matching: cell.span, reading: row.reading)
  #expect(match?.candidates.map(\.alpha2) ?? [] == row.countries)
  if let form = row.form { #expect(match?.form == form) }
}

@Test("Every code of every country is understood as that country", arguments: Country.all)
func codes(_ country: Country) throws {
  let index = CountryIndex()
  let alpha2 = index.country(matching: country.alpha2.lowercased().utf8.span)
  #expect(alpha2?.country == country)
  let alpha3 = index.country(matching: country.alpha3.utf8.span)
  #expect(alpha3?.country == country)
  let code = try #require(country.callingCode)
  let calling = index.country(matching: "+\(code)".utf8.span)
  #expect(calling?.candidates == Country.sharing(callingCode: code))
  for area in country.areaPrefixes {
    let match = index.country(matching: "+\(code)-\(area)".utf8.span)
    #expect(match?.candidates.contains(country) == true)
  }
  if let numeric = country.numeric {
    let digits = String(repeating: "0", count: 3 - String(numeric).count) + String(numeric)
    let match = index.country(matching: digits.utf8.span, reading: .numeric)
    #expect(match?.country == country)
  }
}

@Test("Every name that ICU has for a country, in any language, is found in the compiled-in table")
func namesOfICU() throws {
  // "Kongo" is the Republic's in 65 locales and the Democratic Republic's in Norwegian.
  let elsewhere = ["Kongo"]
  let index = CountryIndex()
  var checked = 0
  var missing: [String] = []
  for locale in RegionNames.locales where !locale.contains("_") {
    for country in Country.all {
      let name = try RegionNames.name(of: country.alpha2, in: locale)
      guard !name.isEmpty, name.count > 2 else { continue }
      checked += 1
      let match = index.country(matching: name.span)
      if match?.candidates.contains(country) != true, !elsewhere.contains(String(decoding: name, as: UTF8.self)) {
        missing.append(
          "\(String(decoding: name, as: UTF8.self)) [\(locale), \(country)] is \(match.map { "\($0.candidates)" } ?? "unknown")")
      }
    }
  }
  #expect(checked > 20_000)
  #expect(missing.isEmpty, "\(missing.count): \(missing.prefix(40))")
}

@Test(
  "An Internet address names the country of its ending, unless that is sold to everyone",
  arguments: [
    ("anna@firma.de", "DE"), ("x@y.co.uk", "GB"), ("WWW.EXAMPLE.FR/", "FR"), ("a@b.com", nil), ("a@b.io", nil), ("a@b.me", nil),
    ("de", nil), ("", nil), ("a@b.eu", nil), ("a@b.in", "IN"), ("a@b.xx", nil), ("anna@de", nil),
  ] as [(String, String?)])
func addressEnding(_ address: String, _ country: String?) {
  let found = Country(topLevelDomainOf: address.utf8.span)
  #expect(found?.alpha2 == country)
}

/// How numbers of a country are made and written: enough for nearly all to be valid, and for few of ten million records to meet by chance;
/// not a numbering plan.
struct Country {
  let code: String
  let name: String
  let callingCode: String
  let nationalPrefix: String
  /// What a mobile number begins with, and how many digits it has in all.
  let prefixes: [String]
  let length: Int

  static let all: [Country] = [
    Country(
      code: "US", name: "United States", callingCode: "1", nationalPrefix: "1", prefixes: ["4152", "2127", "3128", "2063"],
      length: 10),
    Country(
      code: "GB", name: "United Kingdom", callingCode: "44", nationalPrefix: "0", prefixes: ["750", "771", "788"], length: 10),
    Country(code: "DE", name: "Germany", callingCode: "49", nationalPrefix: "0", prefixes: ["1512", "1601", "1711"], length: 11),
    Country(code: "FR", name: "France", callingCode: "33", nationalPrefix: "0", prefixes: ["61", "62", "66"], length: 9),
    Country(code: "IN", name: "India", callingCode: "91", nationalPrefix: "0", prefixes: ["98", "99", "81"], length: 10),
    Country(code: "ES", name: "Spain", callingCode: "34", nationalPrefix: "", prefixes: ["61", "65", "69"], length: 9),
    Country(code: "IT", name: "Italy", callingCode: "39", nationalPrefix: "", prefixes: ["320", "333", "347"], length: 10),
    Country(code: "NL", name: "Netherlands", callingCode: "31", nationalPrefix: "0", prefixes: ["61", "62", "64"], length: 9),
    Country(code: "BE", name: "Belgium", callingCode: "32", nationalPrefix: "0", prefixes: ["47", "48", "49"], length: 9),
    Country(code: "CH", name: "Switzerland", callingCode: "41", nationalPrefix: "0", prefixes: ["76", "78", "79"], length: 9),
    Country(code: "AT", name: "Austria", callingCode: "43", nationalPrefix: "0", prefixes: ["664", "676", "699"], length: 10),
    Country(code: "SE", name: "Sweden", callingCode: "46", nationalPrefix: "0", prefixes: ["70", "72", "73"], length: 9),
    Country(code: "NO", name: "Norway", callingCode: "47", nationalPrefix: "", prefixes: ["9", "46", "47"], length: 8),
    Country(code: "DK", name: "Denmark", callingCode: "45", nationalPrefix: "", prefixes: ["2", "31", "42", "5"], length: 8),
    Country(code: "FI", name: "Finland", callingCode: "358", nationalPrefix: "0", prefixes: ["40", "50", "45"], length: 9),
    Country(code: "PL", name: "Poland", callingCode: "48", nationalPrefix: "", prefixes: ["50", "60", "79"], length: 9),
    Country(code: "PT", name: "Portugal", callingCode: "351", nationalPrefix: "", prefixes: ["91", "93", "96"], length: 9),
    Country(code: "GR", name: "Greece", callingCode: "30", nationalPrefix: "", prefixes: ["690", "694", "697"], length: 10),
    Country(code: "TR", name: "Türkiye", callingCode: "90", nationalPrefix: "0", prefixes: ["532", "542", "505"], length: 10),
    Country(code: "RU", name: "Russia", callingCode: "7", nationalPrefix: "8", prefixes: ["912", "916", "903"], length: 10),
    Country(code: "UA", name: "Ukraine", callingCode: "380", nationalPrefix: "0", prefixes: ["50", "67", "63"], length: 9),
    Country(code: "CZ", name: "Czechia", callingCode: "420", nationalPrefix: "", prefixes: ["60", "72", "77"], length: 9),
    Country(code: "HU", name: "Hungary", callingCode: "36", nationalPrefix: "06", prefixes: ["20", "30", "70"], length: 9),
    Country(code: "BR", name: "Brazil", callingCode: "55", nationalPrefix: "0", prefixes: ["119", "219", "319"], length: 11),
    Country(code: "MX", name: "Mexico", callingCode: "52", nationalPrefix: "", prefixes: ["55", "81", "33"], length: 10),
    Country(code: "ZA", name: "South Africa", callingCode: "27", nationalPrefix: "0", prefixes: ["71", "82", "73"], length: 9),
    Country(code: "JP", name: "Japan", callingCode: "81", nationalPrefix: "0", prefixes: ["901", "802", "903"], length: 10),
    Country(code: "KR", name: "South Korea", callingCode: "82", nationalPrefix: "0", prefixes: ["102", "103", "109"], length: 10),
    Country(code: "AU", name: "Australia", callingCode: "61", nationalPrefix: "0", prefixes: ["41", "43", "40"], length: 9),
    Country(code: "IE", name: "Ireland", callingCode: "353", nationalPrefix: "0", prefixes: ["85", "86", "87"], length: 9),
  ]
}

/// Makes one contact after the other.
struct ContactMaker {
  /// Contacts that were made before: what planted duplicates repeat.
  private var recent: [Made] = []

  private struct Made {
    var country: Int
    var digits: [UInt8]
    let name: Name
  }

  private struct Name {
    let first: Int
    let last: Int
    let isJunior: Bool
  }

  mutating func append(number: Int, to output: inout [UInt8], random: inout SplitMix) {
    let style = random.below(100)
    let twin = random.below(12) == 0 && !recent.isEmpty ? recent[random.below(recent.count)] : nil
    // One in ten who repeat a number is another person.
    let namesake = random.below(10) > 0 ? twin?.name : nil
    let name =
      namesake
      ?? Name(
        first: random.below(Self.firstNames.count), last: random.below(Self.lastNames.count), isJunior: random.below(100) < 12)
    append(word: Self.firstNames[name.first], style: style, to: &output)
    comma(&output)
    let last = Self.lastNames[name.last]
    if name.isJunior {
      // "Smith, Jr." has to be quoted.
      output.append(UInt8(ascii: "\""))
      append(word: last, style: style, to: &output)
      output.append(contentsOf: ", Jr.\"".utf8)
    } else {
      append(word: last, style: style, to: &output)
    }
    comma(&output)
    output.append(contentsOf: Self.titles[random.below(Self.titles.count)].utf8)
    comma(&output)
    let country = appendPhone(of: twin, name, to: &output, random: &random)
    comma(&output)
    output.append(contentsOf: (random.below(2) == 0 ? country.code : country.name).utf8)
    comma(&output)
    let company = Self.companies[random.below(Self.companies.count)]
    output.append(contentsOf: company.utf8)
    output.append(0x0A)
  }

  private func comma(_ output: inout [UInt8]) { output.append(UInt8(ascii: ",")) }

  /// Most names are right, the others in capitals or in lower case.
  private func append(word: String, style: Int, to output: inout [UInt8]) {
    switch style {
    case 0..<25: output.append(contentsOf: word.uppercased().utf8)
    case 25..<35: output.append(contentsOf: word.lowercased().utf8)
    case 35..<38: output.append(contentsOf: " \(word) ".utf8)
    default: output.append(contentsOf: word.utf8)
    }
  }

  /// Appends a number that was made before, or one of its own.
  private mutating func appendPhone(of twin: Made?, _ name: Name, to output: inout [UInt8], random: inout SplitMix) -> Country {
    if random.below(100) == 0 {
      output.append(contentsOf: Self.unusable[random.below(Self.unusable.count)].utf8)
      return Country.all[random.below(Country.all.count)]
    }
    var index = random.below(Country.all.count)
    var digits: [UInt8] = []
    if let twin {
      (index, digits) = (twin.country, twin.digits)
    } else {
      let country = Country.all[index]
      digits += country.prefixes[random.below(country.prefixes.count)].utf8
      while digits.count < country.length { digits.append(UInt8(ascii: "0") + UInt8(random.below(10))) }
      let made = Made(country: index, digits: digits, name: name)
      if recent.count < 100_000 { recent.append(made) } else { recent[random.below(recent.count)] = made }
    }
    let country = Country.all[index]
    switch random.below(20) {
    case 0..<7:
      output.append(UInt8(ascii: "+"))
      output.append(contentsOf: country.callingCode.utf8)
      output += digits
    case 7..<11:
      output.append(UInt8(ascii: "+"))
      output.append(contentsOf: country.callingCode.utf8)
      group(digits, by: UInt8(ascii: " "), to: &output)
    case 11..<14:
      output.append(contentsOf: country.nationalPrefix.utf8)
      group(digits, by: UInt8(ascii: "-"), to: &output)
    case 14..<16:
      output.append(contentsOf: "(\(country.nationalPrefix)".utf8)
      output += digits[..<3]
      output.append(contentsOf: ") ".utf8)
      output += digits[3...]
    case 16:
      output.append(contentsOf: "\"+\(country.callingCode) ".utf8)
      output += digits
      output.append(contentsOf: ", ext. \(100 + random.below(900))\"".utf8)
    default: output += digits
    }
    return country
  }

  private func group(_ digits: [UInt8], by separator: UInt8, to output: inout [UInt8]) {
    for (place, digit) in digits.enumerated() {
      if place % 3 == 0 { output.append(separator) }
      output.append(digit)
    }
  }

  private static let unusable = ["", "n/a", "12345", "+999 1234567", "see notes"]
  private static let titles = ["", "", "", "Mr", "Mrs", "Mr.", "Herr", "Sra.", "Ms", "Dr."]
  private static let companies = [
    "", "", "Miller Ltd", "\"Johnson, Lee & Co\"", "ACME GmbH", "\"Café \"\"Zur Post\"\"\"", "Ωmega AE", "株式会社 東京", "Oy Esimerkki Ab",
  ]
  private static let firstNames = [
    "James", "Mary", "Robert", "Patricia", "Anna-Lena", "Jürgen", "Zoë", "François", "Amélie", "José", "María José", "João", "Inês",
    "Giuseppe", "Chiara", "Pieter", "Saskia", "Søren", "Åsa", "Jyrki", "Łukasz", "Agnieszka", "Jiří", "Tereza", "Zsófia", "Γιώργος",
    "Ελένη",
    "Иван", "Ольга", "Олександр", "Ayşe", "Mehmet", "Asha", "Rajesh", "Seán", "Siobhán", "Wei", "太郎", "민준", "Thandiwe",
  ]
  private static let lastNames = [
    "Smith", "Johnson", "O'Brien", "McDonald", "MacKenzie", "Müller", "Schröder", "von Arnim", "Dubois", "Lefèvre", "de la Fontaine",
    "García López",
    "de la Cruz", "Pereira da Silva", "Rossi", "D'Angelo", "van den Berg", "de Vries", "Jørgensen", "Åkesson", "Virtanen", "Kowalska",
    "Wiśniewski",
    "Dvořák", "Nagy", "Παπαδόπουλος", "Смирнова", "Шевченко", "Yılmaz", "Şahin", "Sharma", "Patel", "Ó Murchú", "Zhang", "鈴木", "김",
    "Dlamini",
  ]
}

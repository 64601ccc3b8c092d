internal import CSV
internal import Countries
internal import PhoneNumbers
internal import Rules

/// What a country cell means for a number, in a few bytes: a memo hands it out for each record.
struct CountryCell: Sendable, BitwiseCopyable {
  /// The likeliest of its countries that have a numbering plan; nil where none has.
  var region: Region?
  var callingCode = 0
  /// Whether it may mean several countries.
  var hasOthers = false

  init() {}

  init(_ match: CountryMatch?, _ metadata: PhoneMetadata) {
    let regions = match?.candidates.compactMap { Region($0.letters) } ?? []
    region = regions.first
    callingCode = regions.first.flatMap { metadata.callingCode(of: $0) } ?? 0
    hasOthers = regions.count > 1
  }
}

/// What the record itself says about its country.
struct StatedCountry {
  let column: Int
  let region: Region
  let callingCode: Int
  let hasOthers: Bool
  /// Whether it stands beside the number, as its calling code.
  let isCallingCode: Bool
}

extension Normalizer {
  /// What the record says about its country. The calling code beside the number comes first.
  mutating func statedCountry(of record: SourceRecord, callingCodeColumn: Int?) -> StatedCountry? {
    if let column = callingCodeColumn, let stated = statedCountry(in: column, of: record, isCallingCode: true) { return stated }
    guard let column = plan.country else { return nil }
    return statedCountry(in: column, of: record, isCallingCode: false)
  }

  private mutating func statedCountry(in column: Int, of record: SourceRecord, isCallingCode: Bool) -> StatedCountry? {
    let (range, bytes) = (record.range(ofColumn: column), record.fields.bytes)
    guard !record.isBlank(column) else { return nil }
    let countries = plan.countries
    let metadata = plan.metadata
    func make(_ cell: Span<UInt8>) -> CountryCell {
      CountryCell(countries.country(matching: cell, reading: (isCallingCode ? Role.callingCode : .country).numberReading), metadata)
    }
    let cell =
      isCallingCode
      ? callingCodeOfCell.value(of: range, in: bytes, make: make) : countryOfCell.value(of: range, in: bytes, make: make)
    guard let region = cell.region else {
      note(.countryUnknown, about: record, column: column, value: record.string(ofColumn: column))
      return nil
    }
    return StatedCountry(
      column: column, region: region, callingCode: cell.callingCode, hasOthers: cell.hasOthers, isCallingCode: isCallingCode)
  }

  /// All that a stated country may mean. Reads the cell anew: asked only where the number does not agree with it.
  func match(_ stated: StatedCountry, of record: SourceRecord) -> CountryMatch? {
    countryMatch(in: stated.column, of: record, reading: (stated.isCallingCode ? Role.callingCode : .country).numberReading)
  }

  /// Finds the country of a number that neither says its own nor is valid in the one that the record states.
  ///
  /// - Returns: the number as it is read there, and why; nil when the evidence leaves no answer that the rules allow.
  mutating func inferred(in column: Int, of record: SourceRecord, stated: StatedCountry?) -> InferredNumber? {
    let number = record.cell(column)
    guard let digits = repair.digits(of: number), digits.count >= 4 else { return nil }
    // Letters stand before an extension or around a number, and no number has more than fifteen digits: then the digits are not all its own.
    let hasMore = digits.count > 15 || number.indices.contains { (number[$0] | 0x20) &- 0x61 < 26 || number[$0] == UInt8(ascii: "#") }
    let reading = DigitReading(digits: digits, metadata: plan.metadata)
    // Most numbers that are not valid where the record says are valid in no way that could be believed.
    let match = stated.flatMap { self.match($0, of: record) }
    if let match, reading.numberBehindPlus == nil, !match.siblings.contains(where: { reading.number(in: $0, .national) != nil }) {
      return nil
    }
    var evidence = CountryEvidence(digits: digits, isInternational: false)
    if stated?.isCallingCode == true {
      evidence.callingCodeCell = match
      if let country = plan.country { evidence.countryCell = countryMatch(in: country, of: record, reading: Role.country.numberReading) }
    } else {
      evidence.countryCell = match
    }
    evidence.witnesses = witnesses(of: record, besides: column)
    evidence.list = plan.list.certain
    evidence.withoutPlus = plan.list.withoutPlus
    evidence.given = plan.region.flatMap { Country(alpha2: $0.code) }
    if hasMore { return stated == nil ? inferredAmongWords(number, evidence) : nil }
    guard let decision = decision(from: evidence, reading, match), let country = decision.country else { return nil }
    return reading.number(in: country, decision.reading).map { InferredNumber(number: $0, decision: decision) }
  }

  /// Finds the country of a number whose record has an address that says one, before it is tried to mend it: a number as it is dialled at
  /// home has nothing to mend, and to find that out costs more than all the rest. Nil where there is anything else about it.
  mutating func inferredAtOnce(in column: Int, of record: SourceRecord) -> InferredNumber? {
    guard addressMemo?.country(of: plan.addresses, in: record.fields) != nil else { return nil }
    let cell = record.cell(column)
    var digits: [UInt8] = []
    for index in cell.indices {
      switch cell[index] {
      case 0x30...0x39: digits.append(cell[index])
      case 0x20, UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): break
      default: return nil
      }
    }
    // Two zeros lead abroad, and what is a number behind a plus may have lost it.
    guard digits.count >= 4, !digits.starts(with: [0x30, 0x30]),
      DigitReading(digits: digits, metadata: plan.metadata).numberBehindPlus == nil
    else { return nil }
    return inferred(in: column, of: record, stated: nil)
  }

  /// Decides by some digits; nil where the rules don't allow what comes out, or the record says otherwise.
  ///
  /// - Parameter match: what the record states.
  private func decision(from evidence: CountryEvidence, _ reading: DigitReading, _ match: CountryMatch?) -> CountryDecision? {
    let decision = CountryInference().decision(from: evidence, atLeast: plan.leastConfidence) { reading.number(in: $0, $1) != nil }
    guard let country = decision.country, decision.isValid, isAllowed(decision) else { return nil }
    // Against what the record states only the number itself is heard: its calling code, with the plus gone.
    if let match, decision.reading != .withoutPlus, !match.candidates.contains(where: { $0.callingCode == country.callingCode }) {
      return nil
    }
    return decision
  }

  /// Finds the country of a number that has an extension, a label or another number beside it, which all depend on the country that the
  /// cell is read in: each that anything speaks for is tried, and has to be what the evidence says of the number alone.
  private func inferredAmongWords(_ cell: Span<UInt8>, _ evidence: CountryEvidence) -> InferredNumber? {
    let homes = evidence.witnesses.map(\.country) + [evidence.given, evidence.list?.leader].compactMap(\.self)
    for home in homes {
      let repaired = repair.cleaned(cell: cell, region: Region(home.letters))
      guard let number = repaired.number, number.callingCode == home.callingCode else { continue }
      var alone = evidence
      alone.digits = Array(number.nationalSignificantNumber.utf8)
      guard let decision = decision(from: alone, DigitReading(digits: alone.digits, metadata: plan.metadata), nil),
        decision.country?.callingCode == number.callingCode, decision.reading == .national
      else { continue }
      return InferredNumber(number: number, decision: decision, cell: repaired)
    }
    return nil
  }

  /// - Parameter reading: what three digits are where they could be two things: 356 is Malta's calling code and India's number.
  private func countryMatch(in column: Int, of record: SourceRecord, reading: CountryIndex.NumberReading) -> CountryMatch? {
    record.isBlank(column) ? nil : plan.countries.country(matching: record.cell(column), reading: reading)
  }

  /// The rules say how sure a country has to be; what was given for the whole list is what somebody wants.
  private func isAllowed(_ decision: CountryDecision) -> Bool {
    if decision.reasons.contains(where: { $0.source == .given && $0.agrees }) { return true }
    return decision.confidence >= plan.leastConfidence
  }

  /// What else in the record speaks for a country: numbers with a calling code in other columns, its addresses, where its mail goes, and
  /// the country of its language.
  private mutating func witnesses(of record: SourceRecord, besides column: Int) -> [CountryEvidence.Witness] {
    var witnesses: [CountryEvidence.Witness] = []
    for other in plan.phoneColumns where other != column {
      let cell = record.cell(other)
      guard !cell.isEmpty, let number = repair.cleaned(cell: cell, region: nil).number,
        let country = number.country(plan.metadata)
      else { continue }
      witnesses.append(.init(.otherNumber, country))
    }
    for address in plan.addresses {
      guard let country = addressMemo?.country(of: address, in: record.fields) else { continue }
      witnesses.append(.init(.address, country))
    }
    for language in plan.languageColumns {
      guard let country = Country(languageTag: record.cell(language)) else { continue }
      witnesses.append(.init(.locale, country))
    }
    for mail in plan.mailColumns {
      guard let country = Country(topLevelDomainOf: record.cell(mail)) else { continue }
      witnesses.append(.init(.domain, country))
    }
    return witnesses
  }
}

/// A number whose country was found out, and why it is that.
struct InferredNumber {
  let number: PhoneNumber
  let decision: CountryDecision
  /// What was done to the cell, where there was more in it than the number.
  var cell: RepairedNumber?
}

/// A run of digits that is a number in one country or another, depending on how it is read.
struct DigitReading {
  let digits: [UInt8]
  let metadata: PhoneMetadata
  /// The number that the digits are with a plus before them, valid or not, and where it is valid.
  private let behindPlus: PhoneNumber?
  private let regionsBehindPlus: [Region]

  init(digits: [UInt8], metadata: PhoneMetadata) {
    self.digits = digits
    self.metadata = metadata
    let text = [UInt8(ascii: "+")] + digits
    // Being no number is the answer, whatever the reason.
    behindPlus = try? PhoneNumber(parsing: text.span, region: nil, metadata: metadata)
    regionsBehindPlus = behindPlus?.validRegions(metadata) ?? []
  }

  /// The number that the digits are with a plus before them, if they are a valid one.
  var numberBehindPlus: PhoneNumber? { behindPlus.flatMap { $0.isValid(metadata) ? $0 : nil } }

  /// The number that the digits are in a country, if they are a valid one there.
  func number(in country: Country, _ reading: DigitsReading) -> PhoneNumber? {
    guard let region = Region(country.letters) else { return nil }
    if reading != .national { return regionsBehindPlus.contains(region) ? behindPlus : nil }
    // Being no number there is the answer, whatever the reason.
    guard let number = try? PhoneNumber(parsing: digits.span, region: region, metadata: metadata), number.isValid(in: region, metadata)
    else { return nil }
    // Some plans add the area code to a number that is dialled inside their only area (Guam, Barbados): of a number that nobody says is
    // of there, that is a guess too many.
    if number.nationalSignificantNumber.count > digits.count { return nil }
    // Parsing takes a calling code off a number that is none with it: that is the other reading.
    if digits.elementsEqual("\(number.callingCode)\(number.nationalSignificantNumber)".utf8) { return nil }
    return number
  }
}

extension CountryDecision {
  /// What speaks for the decision, in a few words.
  var evidence: String {
    let words = reasons.filter(\.agrees).map { reason -> String in
      switch reason.source {
      case .number(.withoutPlus): "the number begins with its calling code"
      case .number: "the number is valid there"
      case .callingCodeColumn: "the calling code says so"
      case .countryColumn: "the country says so"
      case .witness(.otherNumber): "another number of the record is of there"
      case .witness(.address): "the address is there"
      case .witness(.domain): "the mail goes there"
      case .witness(.locale): "the language is of there"
      case .list: "most of the list's numbers are of there"
      case .given: "--region says so"
      case .onlyValid: "it is valid in no other country in question"
      }
    }
    return words.joined(separator: ", ")
  }
}

extension CountryMatch {
  /// The countries that share a calling code with those that are meant.
  fileprivate var siblings: [Country] {
    Set(candidates.compactMap(\.callingCode)).sorted().flatMap { Country.sharing(callingCode: $0) }
  }
}

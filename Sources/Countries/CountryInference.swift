/// Decides which country a number is of. Valid decides; possible does not.
///
/// In this order: the number's own international prefix; what the record's columns state; the calling code without its plus; what else in
/// the record speaks for a country; being valid in one of the list's countries alone; the country of most of the list; what was given.
public struct CountryInference: Sendable {
  public init() {}

  /// A pure function of the evidence and of where the number is valid.
  ///
  /// - Parameters:
  ///   - evidence: what is known.
  ///   - least: how sure an answer has to be for it to be of use. Of one that is less sure, the country may be left out.
  ///   - isValid: whether the number is valid in a country when its digits are read so. Asked for few countries as a rule, for all
  ///     (some 250) when nothing else speaks and an assumption is of use.
  public func decision(
    from evidence: CountryEvidence, atLeast least: CountryDecision.Confidence = .assumed, isValid: (Country, DigitsReading) -> Bool
  ) -> CountryDecision {
    if evidence.isInternational { return international(evidence, isValid) }
    let statements = Statements(evidence)
    if !statements.countries.isEmpty, let decision = stated(statements, evidence, isValid) { return decision }
    return unstated(evidence, against: statements, atLeast: least, isValid)
  }

  /// The country whose calling code the digits begin with, where they are a valid number behind it; the main one of several.
  public func countryWithoutPlus(_ digits: [UInt8], isValid: (Country, DigitsReading) -> Bool) -> Country? {
    Country.sharing(digits: digits).first { isValid($0, .withoutPlus) }
  }

  // MARK: The number says it

  private func international(_ evidence: CountryEvidence, _ isValid: (Country, DigitsReading) -> Bool) -> CountryDecision {
    let sharing = Country.sharing(digits: evidence.digits)
    let valid = sharing.filter { isValid($0, .international) }
    // A number that is valid in several of the countries that share its code is of the one that the record names, or the main one.
    let named = Statements(evidence).countries
    let country = valid.first { named.contains($0) } ?? valid.first ?? sharing.first { named.contains($0) } ?? sharing.first
    let reasons = [CountryDecision.Reason(.number(.international), valid.isEmpty ? sharing : valid, agrees: true)]
    return decision(
      country, .certain, .international, isValid: !valid.isEmpty, reasons + statedReasons(evidence, for: country),
      runnerUp: valid.first { $0 != country })
  }

  // MARK: The record states it

  /// What the calling-code and the country column state, together where they agree.
  private struct Statements {
    /// The countries that are stated; both columns' common ones, or the country column's when they have none in common.
    var countries: [Country] = []
    /// Whether a column names one among words that mean nothing.
    var isPartial = false

    init(_ evidence: CountryEvidence) {
      let code = evidence.callingCodeCell?.candidates ?? []
      let country = evidence.countryCell?.candidates ?? []
      let both = country.filter { code.contains($0) }
      countries = !both.isEmpty ? both : country.isEmpty ? code : code.isEmpty ? country : country + code
      isPartial = evidence.countryCell?.form == .part && code.isEmpty
    }
  }

  private func stated(
    _ statements: Statements, _ evidence: CountryEvidence, _ isValid: (Country, DigitsReading) -> Bool
  ) -> CountryDecision? {
    // A country of the same calling code makes the same number: the statement is nearly right ("United States" for Canada).
    let codes = Set(statements.countries.compactMap(\.callingCode))
    let siblings = codes.sorted().flatMap { Country.sharing(callingCode: $0) }.filter { !statements.countries.contains($0) }
    for (countries, reading) in [
      (statements.countries, DigitsReading.national), (statements.countries, .withoutPlus), (siblings, .national), (siblings, .withoutPlus),
    ] {
      let fitting = countries.filter { reading == .national || $0.isPrefix(of: evidence.digits) }
      let valid = fitting.filter { isValid($0, reading) }
      guard let country = valid.first else { continue }
      // Two columns that name different countries cannot both be right; the number is valid in one of them, or in both.
      let reasons = statedReasons(evidence, for: country)
      let disagrees = reasons.contains { !$0.agrees }
      let sharesCode = valid.allSatisfy { $0.callingCode == country.callingCode }
      let confidence: CountryDecision.Confidence =
        disagrees ? (sharesCode ? .likely : .assumed) : statements.isPartial || !sharesCode ? .likely : .certain
      return decision(
        country, confidence, reading, isValid: true, reasons + [CountryDecision.Reason(.number(reading), [country], agrees: true)],
        runnerUp: valid.first { $0 != country })
    }
    return nil
  }

  // MARK: Nothing states it, or the number is valid nowhere that is stated

  private func unstated(
    _ evidence: CountryEvidence, against statements: Statements, atLeast least: CountryDecision.Confidence,
    _ isValid: (Country, DigitsReading) -> Bool
  ) -> CountryDecision {
    var found = Candidates()
    let bare = countryWithoutPlus(evidence.digits, isValid: isValid)
    var national = nationalCandidates(evidence, bare: bare, isValid)
    // Who is valid in one country of all is an assumption, or the rival of a likelier one.
    if national.isEmpty, !hasContext(evidence), least == .assumed || bare != nil, let only = onlyCountry(isValid) { national = [only] }
    // Read nationally somewhere that the list or the record speaks for, the same digits are a number there: the code may be chance.
    let isRivalled = national.contains { !$0.isWorldwide && $0.country != evidence.list?.leader && $0.confidence == .likely }
    let isHome = national.contains { !$0.isWorldwide }
    if let bare, !isHome || isRivalled {
      let isLikely = isSupported(bare, evidence, statements, isValid)
      found.add(
        bare, isLikely ? .likely : .assumed, .withoutPlus, CountryDecision.Reason(.number(.withoutPlus), [bare], agrees: true))
    }
    for candidate in national { found.add(candidate.country, candidate.confidence, .national, candidate.reason) }
    if let bare, isHome, !isRivalled {
      found.add(bare, .assumed, .withoutPlus, CountryDecision.Reason(.number(.withoutPlus), [bare], agrees: true))
    }
    guard let best = found.best else {
      // What is stated stands, with a number that is not valid in it.
      let country = statements.countries.first
      return decision(
        country, country == nil ? .assumed : .certain, .national, isValid: false, statedReasons(evidence, for: country), runnerUp: nil)
    }
    // Against a statement nothing is more than an assumption but the number's own calling code.
    let isContradicted = !statements.countries.isEmpty
    let confidence = isContradicted && best.reading != .withoutPlus ? .assumed : best.confidence
    return decision(
      best.country, confidence, best.reading, isValid: true,
      statedReasons(evidence, for: best.country) + found.reasons(for: best.country), runnerUp: found.runnerUp)
  }

  /// Whether anything but the number itself speaks for a country.
  private func hasContext(_ evidence: CountryEvidence) -> Bool {
    evidence.given != nil || evidence.list?.hasCountries == true || !evidence.witnesses.isEmpty
  }

  /// Whether more than chance speaks for a calling code without its plus. Of all numbers that begin with a calling code and are valid
  /// behind it, a quarter are national numbers of somewhere else; so it takes a record or a list that knows better, or digits that are a
  /// number nowhere else.
  private func isSupported(
    _ country: Country, _ evidence: CountryEvidence, _ statements: Statements, _ isValid: (Country, DigitsReading) -> Bool
  ) -> Bool {
    let supporters = evidence.witnesses.map(\.country) + [evidence.withoutPlus?.leader, evidence.list?.leader, evidence.given]
    if supporters.contains(country) || !statements.countries.isEmpty { return true }
    return !Country.all.contains { $0.callingCode != country.callingCode && isValid($0, .national) }
  }

  private struct National {
    let country: Country
    let confidence: CountryDecision.Confidence
    let reason: CountryDecision.Reason
    var isWorldwide = false
  }

  /// The countries in which the digits are valid as they are dialled there, the best supported first.
  private func nationalCandidates(
    _ evidence: CountryEvidence, bare: Country?, _ isValid: (Country, DigitsReading) -> Bool
  ) -> [National] {
    var candidates: [National] = []
    for witness in evidence.witnesses where isValid(witness.country, .national) {
      // A witness that another one contradicts, validly, is no more than a guess.
      let isAlone = !evidence.witnesses.contains { $0.country != witness.country && isValid($0.country, .national) }
      candidates.append(
        National(
          country: witness.country, confidence: isAlone ? .likely : .assumed,
          reason: .init(.witness(witness.kind), [witness.country], agrees: true)))
    }
    let listed = evidence.list?.countries ?? []
    let valid = listed.filter { isValid($0, .national) }
    if listed.count > 1, valid.count == 1, candidates.isEmpty {
      // A list that is nearly all of one country holds a damaged number of it more often than a good one of another; and digits that
      // begin with a calling code may have lost their plus.
      let leader = evidence.list?.leader
      let isClear = (leader == nil || leader == valid[0]) && (bare == nil || bare == valid[0])
      let confidence: CountryDecision.Confidence = isClear ? .likely : .assumed
      candidates.append(National(country: valid[0], confidence: confidence, reason: .init(.onlyValid, valid, agrees: true)))
    }
    if let leader = evidence.list?.leader, valid.contains(leader) {
      candidates.append(National(country: leader, confidence: .assumed, reason: .init(.list, [leader], agrees: true)))
    }
    if let given = evidence.given, isValid(given, .national) {
      candidates.append(National(country: given, confidence: .assumed, reason: .init(.given, [given], agrees: true)))
    }
    return candidates
  }

  /// The only country of all in which the digits are valid as they are dialled there.
  private func onlyCountry(_ isValid: (Country, DigitsReading) -> Bool) -> National? {
    let everywhere = Country.all.filter { isValid($0, .national) }
    // Countries that share a calling code and a plan are one answer: the number is the same.
    guard let first = everywhere.first, everywhere.allSatisfy({ $0.callingCode == first.callingCode }), let code = first.callingCode,
      let main = Country.sharing(callingCode: code).first(where: everywhere.contains)
    else { return nil }
    return National(country: main, confidence: .assumed, reason: .init(.onlyValid, [main], agrees: true), isWorldwide: true)
  }

  /// The candidates with the best confidence that anything gave them.
  private struct Candidates {
    private var all: [(country: Country, confidence: CountryDecision.Confidence, reading: DigitsReading)] = []
    private var reasons: [CountryDecision.Reason] = []

    mutating func add(
      _ country: Country, _ confidence: CountryDecision.Confidence, _ reading: DigitsReading, _ reason: CountryDecision.Reason
    ) {
      all.append((country, confidence, reading))
      reasons.append(reason)
    }

    /// The surest; of equally sure ones the first, which has the better reason.
    var best: (country: Country, confidence: CountryDecision.Confidence, reading: DigitsReading)? {
      all.reduce(nil) { best, next in
        guard let best else { return next }
        return next.confidence > best.confidence ? next : best
      }
    }

    var runnerUp: Country? { all.first { $0.country != best?.country }?.country }

    func reasons(for country: Country) -> [CountryDecision.Reason] {
      reasons.map { .init($0.source, $0.countries, agrees: $0.countries.contains(country)) }
    }
  }

  private func statedReasons(_ evidence: CountryEvidence, for country: Country?) -> [CountryDecision.Reason] {
    var reasons: [CountryDecision.Reason] = []
    func add(_ source: CountryDecision.Reason.Source, _ match: CountryMatch?) {
      guard let match else { return }
      let agrees = country.map { match.candidates.contains($0) } ?? false
      reasons.append(CountryDecision.Reason(source, match.candidates, agrees: agrees))
    }
    add(.callingCodeColumn, evidence.callingCodeCell)
    add(.countryColumn, evidence.countryCell)
    return reasons
  }

  private func decision(
    _ country: Country?, _ confidence: CountryDecision.Confidence, _ reading: DigitsReading, isValid: Bool,
    _ reasons: [CountryDecision.Reason], runnerUp: Country?
  ) -> CountryDecision {
    CountryDecision(
      country: country, confidence: confidence, reading: reading, isValid: isValid, reasons: reasons, runnerUp: runnerUp)
  }
}

extension Country {
  /// The countries whose calling code the digits begin with, the main one first; no calling code begins with another.
  static func sharing(digits: [UInt8]) -> [Country] {
    var code = 0
    for digit in digits.prefix(3) {
      guard (0x30...0x39).contains(digit) else { return [] }
      code = code * 10 + Int(digit - 0x30)
      let sharing = sharing(callingCode: code)
      if !sharing.isEmpty { return sharing }
    }
    return []
  }

  func isPrefix(of digits: [UInt8]) -> Bool { Self.sharing(digits: digits).contains(self) }
}

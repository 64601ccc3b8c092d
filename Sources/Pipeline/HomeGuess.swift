internal import CSV
internal import Countries
internal import PhoneNumbers
internal import Rules

/// Where a list may be from whose numbers don't say: the countries in which nearly all of them would be valid. A question to ask, and
/// nothing that is ever assumed.
public struct HomeGuess: Sendable, Equatable {
  public struct Candidate: Sendable, Equatable {
    /// By its English name, and as `--region` takes it.
    public let country: String
    public let region: String
    /// How many of the numbers are valid there.
    public let valid: Int

    public init(country: String, region: String, valid: Int) {
      self.country = country
      self.region = region
      self.valid = valid
    }
  }

  /// How many numbers were asked about.
  public let asked: Int
  /// The likeliest first; of countries that share a calling code only the main one. Never empty.
  public let candidates: [Candidate]

  public init(asked: Int, candidates: [Candidate]) {
    self.asked = asked
    self.candidates = candidates
  }
}

extension HomeGuess {
  /// How many numbers are asked about: each costs a reading in some 250 countries.
  private static let limit = 60

  /// Nil where a region was given, where there are few such numbers, and where they fit no country, or more than three.
  init?(_ plan: Plan, sample: RecordBatch, records: Range<Int>) {
    guard plan.region == nil, plan.list.withoutPlus.total >= 5 else { return nil }
    let numbers = Self.numbers(plan, sample: sample, records: records)
    guard numbers.count >= 5 else { return nil }
    var counts: [Country: Int] = [:]
    for country in Country.all {
      counts[country] = numbers.count { DigitReading(digits: $0, metadata: plan.metadata).number(in: country, .national) != nil }
    }
    guard let most = counts.values.max(), most * 10 >= numbers.count * 8 else { return nil }
    // Of countries that share a calling code one is enough: the number is the same in each in which it is valid.
    let codes = Set(counts.keys.filter { (counts[$0] ?? 0) * 10 >= most * 9 }.compactMap(\.callingCode))
    guard codes.count <= 3 else { return nil }
    let candidates = codes.compactMap { code -> Candidate? in
      let sharing = Country.sharing(callingCode: code)
      guard let best = sharing.max(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }), let valid = counts[best] else { return nil }
      let home = sharing.first { (counts[$0] ?? 0) * 10 >= valid * 9 } ?? best
      return Candidate(country: home.englishName, region: home.alpha2, valid: counts[home] ?? valid)
    }
    self.init(asked: numbers.count, candidates: candidates.sorted { ($1.valid, $0.country) < ($0.valid, $1.country) })
  }

  /// The digits of the first numbers, each once, that have no plus and whose record says no country.
  private static func numbers(_ plan: Plan, sample: RecordBatch, records: Range<Int>) -> [[UInt8]] {
    var numbers: [[UInt8]] = []
    var seen: Set<[UInt8]> = []
    for index in records {
      let fieldCount = sample.fieldCount(ofRecord: index)
      func cell(_ column: Int?) -> ArraySlice<UInt8> {
        guard let column, column < fieldCount else { return [] }
        return sample.bytes[sample.range(ofField: column, inRecord: index)]
      }
      for column in plan.phoneColumns {
        let number = cell(column)
        guard !number.contains(UInt8(ascii: "+")), cell(plan.country).isEmpty,
          let digits = PhoneRepair(metadata: plan.metadata).digits(of: number.span), (7...15).contains(digits.count),
          seen.insert(digits).inserted
        else { continue }
        numbers.append(digits)
        if numbers.count == limit { return numbers }
      }
    }
    return numbers
  }
}

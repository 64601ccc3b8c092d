public import CSV
public import Countries
internal import PhoneNumbers
internal import Rules

/// Which countries a list's numbers are of, counted over its first records: evidence about all the others.
public struct ListCountries: Sendable {
  /// The numbers that say their country themselves, or whose record does.
  public internal(set) var certain = CountryTally()
  /// The numbers without a plus, by the country whose calling code they begin with.
  public internal(set) var withoutPlus = CountryTally()

  /// The numbers that nothing says the country of but an address of their record, in whose country they are valid.
  public internal(set) var byAddress = CountryTally()

  /// How many records are looked at.
  static let recordLimit = 1000

  public init() {}

  init(certain: CountryTally, withoutPlus: CountryTally, byAddress: CountryTally) {
    self.certain = certain
    self.withoutPlus = withoutPlus
    self.byAddress = byAddress
  }
}

extension Plan {
  /// The plan with what the first records say about the list's countries.
  public func learning(from batch: RecordBatch, records: Range<Int>) -> Plan {
    var learned = self
    learned.list = ListCountries()
    if let column = choice.newestColumn {
      learned.dateOrder = DateOrder(
        learnedFrom: records.lazy.map { column < batch.fieldCount(ofRecord: $0) ? batch.string(ofField: column, inRecord: $0) : "" })
    }
    let repair = PhoneRepair(metadata: metadata)
    var memo = addresses.isEmpty ? nil : AddressMemo()
    for index in records.prefix(ListCountries.recordLimit) {
      let fieldCount = batch.fieldCount(ofRecord: index)
      func cell(_ column: Int?) -> ArraySlice<UInt8> {
        guard let column, column < fieldCount else { return [] }
        return batch.bytes[batch.range(ofField: column, inRecord: index)]
      }
      for phone in phones {
        for column in phone.numbers where !cell(column).isEmpty {
          let stated = [(phone.callingCode, Role.callingCode), (country, .country)].lazy
            .compactMap { countries.country(matching: cell($0).span, reading: $1.numberReading) }.first
          let region = stated?.region
          if let number = repair.cleaned(cell: cell(column).span, region: region).number {
            if let home = number.country(metadata) { learned.list.certain.count(home) }
          } else if stated == nil, let home = memo?.country(of: addresses, in: BatchFields(batch).record(index)),
            repair.cleaned(cell: cell(column).span, region: Region(home.letters)).number != nil
          {
            learned.list.byAddress.count(home)
          } else {
            learned.list.countWithoutPlus(cell(column), metadata: metadata)
          }
        }
      }
    }
    return learned
  }
}

extension ListCountries {
  fileprivate mutating func countWithoutPlus(_ cell: ArraySlice<UInt8>, metadata: PhoneMetadata) {
    guard let digits = PhoneRepair(metadata: metadata).digits(of: cell.span), digits.count >= 8 else { return }
    guard let home = DigitReading(digits: digits, metadata: metadata).numberBehindPlus?.country(metadata) else {
      withoutPlus.countNone()
      return
    }
    withoutPlus.count(home)
  }
}

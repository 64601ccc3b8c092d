internal import CSV
internal import Countries
internal import PhoneNumbers
internal import Rules

/// The columns of one postal address of a record, by index.
public struct AddressColumns: Sendable, Equatable {
  public var state: Int?
  public var town: Int?
  public var postcode: Int?
  /// Where the whole address stands in one column.
  public var whole: Int?

  public init(state: Int? = nil, town: Int? = nil, postcode: Int? = nil, whole: Int? = nil) {
    self.state = state
    self.town = town
    self.postcode = postcode
    self.whole = whole
  }
}

extension HeaderMatch {
  /// The list's addresses: parts belong together until one comes again ("Home City, Home State, Business City …").
  var addresses: [AddressColumns] {
    var addresses: [AddressColumns] = []
    var parts = AddressColumns()
    for (index, source) in sources.enumerated() {
      let part: WritableKeyPath<AddressColumns, Int?>
      switch source.hint {
      case .state: part = \.state
      case .town: part = \.town
      case .postcode: part = \.postcode
      case .address:
        addresses.append(AddressColumns(whole: index))
        continue
      case .language, .phoneLabel, nil: continue
      }
      if parts[keyPath: part] != nil {
        addresses.append(parts)
        parts = AddressColumns()
      }
      parts[keyPath: part] = index
    }
    return parts == AddressColumns() ? addresses : addresses + [parts]
  }

  /// Indexes of the columns that hold a language.
  var languageColumns: [Int] { sources.indices.filter { sources[$0].hint == .language } }
}

extension Role {
  /// What three digits are in a column of this role where they could be two things: 356 is Malta's calling code and India's number.
  var numberReading: CountryIndex.NumberReading { self == .callingCode ? .callingCode : .numeric }
}

/// Finds the countries of a record's addresses, and remembers what states, towns and postcodes mean.
struct AddressMemo {
  private let reader = AddressReader()
  private var states = CellMemo(empty: AddressReader.Reading(of: .state))
  private var towns = CellMemo(empty: AddressReader.Reading(of: .town))
  private var postcodes = CellMemo(empty: AddressReader.Reading(of: .postcode))

  /// The country of one of a record's addresses; nil where it does not say.
  mutating func country(of address: AddressColumns, in fields: RecordFields) -> Country? {
    if let whole = address.whole { return reader.country(of: reader.reading(of: cell(whole, of: fields), as: .whole)) }
    let reader = reader
    return reader.country(
      state: states.value(of: cell(address.state, of: fields)) { reader.reading(of: $0, as: .state) },
      town: towns.value(of: cell(address.town, of: fields)) { reader.reading(of: $0, as: .town) },
      postcode: postcodes.value(of: cell(address.postcode, of: fields)) { reader.reading(of: $0, as: .postcode) })
  }

  @_lifetime(copy fields)
  private func cell(_ column: Int?, of fields: RecordFields) -> Span<UInt8> {
    guard let column, column < fields.count else { return Span() }
    return fields[column]
  }

  /// The one country that a record's addresses agree on; nil where none says one, or two say different ones.
  mutating func country(of addresses: [AddressColumns], in fields: RecordFields) -> Country? {
    var found: Country?
    for address in addresses {
      guard let country = country(of: address, in: fields) else { continue }
      if let found, found != country { return nil }
      found = country
    }
    return found
  }
}

public import Countries
public import PersonNames
public import PhoneNumbers
public import Rules

/// What is to be done with every record of one list: a rules file and a header, worked out once before the first record.
public struct Plan: Sendable {
  /// The source's column names, as many as its header has.
  public let header: [String]
  /// What is written, column after column.
  public let columns: [Column]
  /// Where the name comes from.
  public let name: NameSources
  /// Where each of the contact's phones comes from. `Column.Content` refers to them by index.
  public let phones: [PhoneSources]
  /// The source column that holds the record's country, by index.
  public let country: Int?
  /// What identifies a contact; nil when no two records are ever the same contact.
  public let identity: Identity?
  /// Which of several records of one contact stays.
  public let choice: ContactChoice
  /// The region that national numbers belong to when the record doesn't say.
  public let region: Region?
  /// Columns with addresses that end in a country, by index.
  public let mailColumns: [Int]
  /// Postal addresses, which say a country where their parts leave no other.
  public let addresses: [AddressColumns]
  /// Columns with languages, by index; some say a country as well ("de-AT").
  public let languageColumns: [Int]
  /// How sure the country of a number has to be whose record does not say it.
  public let leastConfidence: CountryDecision.Confidence
  /// What the list's first records say about its countries.
  public internal(set) var list = ListCountries()
  /// What the list's first records say about the order of day and month in its dates.
  var dateOrder = DateOrder.unknown
  /// What the rules ask for beyond cleaning; nil when that is nothing.
  public let work: RuleWork?
  /// Whether a record with a warning is rejected instead.
  public let isStrict: Bool
  /// All columns that may hold a number, by index.
  let phoneColumns: [Int]
  /// The columns of the output of which no value may stand in two records, by index.
  let uniqueColumns: [Int]
  /// The columns of the output with names that are cleaned where they stand, by index.
  let nameColumns: [(index: Int, kind: NameKind)]
  /// Whether salutations are written with their dot ("Mr.").
  let dotsSalutations: Bool
  /// How much it matters when a record has no name at all; nil when it doesn't.
  let missingName: Rules.Severity?
  public let metadata: PhoneMetadata
  public let countries: CountryIndex

  /// What two records of one contact have in common.
  public enum Identity: Sendable, Equatable {
    /// The number of a phone, as an index into `phones`.
    case phone(Int)
    /// The values of columns of the output, by index, all together. A record in which they are all empty is nobody's duplicate.
    case columns([Int])
  }

  /// One column of the output.
  public struct Column: Sendable {
    public let name: String
    public let content: Content
    /// What a missing value means for the record; nil when it may be missing.
    public let whenMissing: Rules.Severity?
    /// What is written when the value is missing, as UTF-8.
    public let defaultValue: [UInt8]

    public init(name: String, content: Content, whenMissing: Rules.Severity? = nil, defaultValue: [UInt8] = []) {
      self.name = name
      self.content = content
      self.whenMissing = whenMissing
      self.defaultValue = defaultValue
    }
  }

  /// What a column of the output holds.
  public enum Content: Sendable, Equatable {
    case firstName, lastName
    case salutation(ColumnRule.SalutationStyle)
    case phoneNumber(phone: Int)
    case callingCode(phone: Int)
    case `extension`(phone: Int)
    /// One source column's name, cleaned where it stands.
    case name(source: Int, kind: NameKind)
    /// A source column as it stands, by index; empty where the record has no such field.
    case copy(source: Int)
    /// Nothing in the source feeds it.
    case nothing
  }

  /// The source columns of a name, by index.
  public struct NameSources: Sendable {
    public var first: Int?
    public var last: Int?
    public var full: Int?
    public var salutation: Int?

    public init(first: Int? = nil, last: Int? = nil, full: Int? = nil, salutation: Int? = nil) {
      self.first = first
      self.last = last
      self.full = full
      self.salutation = salutation
    }
  }

  /// The source columns of one phone, by index.
  public struct PhoneSources: Sendable {
    /// The columns that may hold the number: the first that holds a usable one is taken.
    public var numbers: [Int]
    /// What is known of each of them besides, in the same order; empty unless one of them has a column of labels.
    public var kinds: [Kind] = []
    public var callingCode: Int?
    public var `extension`: Int?
    /// Whether a record without a usable number is rejected. Where it is not, what stands there is kept as it is.
    public var isRequired: Bool

    /// Which of a person's phones a column of numbers holds.
    public struct Kind: Sendable, Equatable {
      /// As the column's name says.
      public let phone: PhoneKind?
      /// The column that says it record by record, by index.
      public let label: Int?

      public init(phone: PhoneKind?, label: Int?) {
        self.phone = phone
        self.label = label
      }
    }

    public init(numbers: [Int] = [], callingCode: Int? = nil, extension: Int? = nil, isRequired: Bool = false) {
      self.numbers = numbers
      self.callingCode = callingCode
      self.extension = `extension`
      self.isRequired = isRequired
    }
  }

  public init(
    header: [String], columns: [Column], name: NameSources, phones: [PhoneSources], country: Int?,
    mailColumns: [Int] = [], addresses: [AddressColumns] = [], languageColumns: [Int] = [], identity: Identity?,
    choice: ContactChoice = ContactChoice(), region: Region?,
    leastConfidence: CountryDecision.Confidence = .likely,
    work: RuleWork? = nil, missingName: Rules.Severity? = nil, isStrict: Bool = false, metadata: PhoneMetadata = .current,
    countries: CountryIndex = CountryIndex()
  ) {
    self.header = header
    self.columns = columns
    self.name = name
    self.phones = phones
    self.country = country
    self.mailColumns = mailColumns
    self.addresses = addresses
    self.languageColumns = languageColumns
    self.leastConfidence = leastConfidence
    phoneColumns = phones.flatMap(\.numbers)
    self.identity = identity
    self.choice = choice
    uniqueColumns = work?.uniqueColumns.map(\.index) ?? []
    self.region = region
    self.work = work
    self.isStrict = isStrict
    nameColumns = columns.enumerated().compactMap { index, column in
      if case .name(_, let kind) = column.content { (index, kind) } else { nil }
    }
    dotsSalutations = columns.contains { $0.content == .salutation(.dotted) }
    self.missingName = missingName
    self.metadata = metadata
    self.countries = countries
  }
}

extension Plan {
  /// Whether nothing in the list speaks against the region that was given for it, so that a number that is valid there is of there.
  var trustsRegion: Bool {
    guard let region else { return false }
    return mailColumns.isEmpty && addresses.isEmpty && languageColumns.isEmpty && phoneColumns.count <= phones.count
      && list.certain.countries.allSatisfy { $0.alpha2 == region.code }
  }
}

internal import CSV
public import Countries
public import PhoneNumbers
public import Rules

/// Looks at the cells of a list's first records and counts what they are, column by column.
public struct ColumnSurvey: Sendable {
  private let metadata: PhoneMetadata
  private let countries: CountryIndex
  /// Nothing found out about cells yet.
  var cells: CellSurvey { CellSurvey(countries) }
  /// How many records are looked at: enough to tell 95 % from chance, few enough not to be felt at start-up.
  static let recordLimit = 300

  public init(metadata: PhoneMetadata = .current, countries: CountryIndex = CountryIndex()) {
    self.metadata = metadata
    self.countries = countries
  }

  /// Counts over the first records of a batch.
  ///
  /// - Parameters:
  ///   - columnCount: how many columns to count for; records may have fewer.
  ///   - region: the region of national numbers whose record says nothing.
  ///   - match: what the columns are, when that is known already: some say where a record's numbers belong.
  ///   - cells: what was found out about cells before.
  func contents(
    of batch: RecordBatch, records: Range<Int>, columnCount: Int, region: Region?, match: HeaderMatch?, cells: inout CellSurvey
  ) -> [ColumnContent] {
    var contents = Array(repeating: ColumnContent(), count: columnCount)
    var homes = match.map { HomeReader($0, countries: countries) }
    let repair = PhoneRepair(metadata: metadata)
    for index in records.prefix(Self.recordLimit) {
      let fieldCount = batch.fieldCount(ofRecord: index)
      let home = homes?.region(ofRecord: index, in: batch)
      for column in 0..<min(columnCount, fieldCount) {
        let range = batch.range(ofField: column, inRecord: index)
        let cell = cells.kinds(of: batch.bytes[range])
        contents[column].add(cell.content)
        if cell.mayBeNumber, repair.cleaned(cell: batch.bytes.span.extracting(range), region: home ?? region).number != nil {
          contents[column].phones += 1
        }
        if let match, match.sources[column].hint == .state { countState(batch.bytes.span.extracting(range), in: &contents[column]) }
      }
    }
    return contents
  }

  private func countState(_ cell: Span<UInt8>, in content: inout ColumnContent) {
    content.states = (content.states ?? 0) + (AddressReader().reading(of: cell, as: .state).namesState ? 1 : 0)
  }
}

extension ColumnSurvey {
  /// Whether the first record of a list looks like the records below it: one of its cells is what its column is full of.
  func isData(_ first: Int, below records: Range<Int>, of batch: RecordBatch) -> Bool {
    let columnCount = batch.fieldCount(ofRecord: first)
    var cells = cells
    func contents(_ records: Range<Int>) -> [ColumnContent] {
      self.contents(of: batch, records: records, columnCount: columnCount, region: nil, match: nil, cells: &cells)
    }
    let (head, body) = (contents(first..<first + 1), contents(records))
    return zip(head, body).contains { head, body in head.isOne(of: body) }
  }
}

/// Says where a record's numbers belong, by its columns.
private struct HomeReader {
  private let column: (index: Int, role: Role)?
  private let addresses: [AddressColumns]
  private var memo = AddressMemo()
  private let countries: CountryIndex

  init(_ match: HeaderMatch, countries: CountryIndex) {
    column = [Role.callingCode, .country].lazy.compactMap { role in match.columns(of: role).first.map { ($0, role) } }.first
    addresses = match.addresses
    self.countries = countries
  }

  mutating func region(ofRecord index: Int, in batch: RecordBatch) -> Region? {
    if let column, column.index < batch.fieldCount(ofRecord: index) {
      let cell = batch.bytes.span.extracting(batch.range(ofField: column.index, inRecord: index))
      if let match = countries.country(matching: cell, reading: column.role.numberReading) { return match.region }
    }
    return addresses.isEmpty ? nil : memo.country(of: addresses, in: BatchFields(batch).record(index)).flatMap { Region($0.letters) }
  }
}

extension ListReader where Source: ~Copyable {
  /// What the list's columns are, by their names and by their first cells.
  ///
  /// - Parameters:
  ///   - mapping: what somebody stated; nothing overrides it.
  ///   - region: the region of national numbers whose record says nothing.
  /// - Throws: when the mapping names a column that the list does not have.
  public borrowing func match(
    by matcher: HeaderMatcher, mapping: ColumnMapping?, region: Region?, survey: ColumnSurvey
  ) throws(ColumnMappingError) -> HeaderMatch {
    var cells = survey.cells
    func contents(_ match: HeaderMatch?) -> [ColumnContent] {
      survey.contents(of: sample, records: sampleRecords, columnCount: header.count, region: region, match: match, cells: &cells)
    }
    func match(_ contents: [ColumnContent]) throws(ColumnMappingError) -> HeaderMatch {
      hasHeader || mapping != nil
        ? try matcher.match(header: header, mapping: mapping, contents: contents) : matcher.match(contents: contents)
    }
    let first = try match(contents(nil))
    // Knowing the country, national numbers are numbers too.
    guard !first.columns(of: .callingCode).isEmpty || !first.columns(of: .country).isEmpty || !first.addresses.isEmpty else { return first }
    return try match(contents(first))
  }
}

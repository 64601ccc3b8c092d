internal import CSV
public import Countries
internal import PersonNames
public import PhoneNumbers
public import Rules

/// Looks at the cells of a list's first records and counts what they are, column by column.
public struct ColumnSurvey: Sendable {
  private let metadata: PhoneMetadata
  private let countries: CountryIndex
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
  ///   - countryColumn: a column that says where a record's numbers belong, when one is known already.
  func contents(
    of batch: RecordBatch, records: Range<Int>, columnCount: Int, region: Region?, countryColumn: Int?
  ) -> [ColumnContent] {
    var contents = Array(repeating: ColumnContent(), count: columnCount)
    for index in records.prefix(Self.recordLimit) {
      let fieldCount = batch.fieldCount(ofRecord: index)
      let home = countryColumn.flatMap { column -> Region? in
        guard column < fieldCount else { return nil }
        return countries.country(matching: batch.bytes.span.extracting(batch.range(ofField: column, inRecord: index)))?.region
      }
      for column in 0..<min(columnCount, fieldCount) {
        let range = batch.range(ofField: column, inRecord: index)
        count(batch.bytes[range], region: home ?? region, in: &contents[column])
      }
    }
    return contents
  }

  private func count(_ cell: ArraySlice<UInt8>, region: Region?, in content: inout ColumnContent) {
    guard cell.contains(where: { $0 > 0x20 }) else { return }
    content.filled += 1
    // Each question is asked only of cells that could answer it.
    if let at = cell.firstIndex(of: UInt8(ascii: "@")), at > cell.startIndex, cell[at...].contains(UInt8(ascii: ".")) {
      content.emails += 1
      return
    }
    let digits = cell.count { $0 &- 0x30 < 10 }
    if digits >= 5, PhoneRepair(metadata: metadata).cleaned(cell: cell.span, region: region).number != nil { content.phones += 1 }
    guard cell.count <= 60 else { return }
    if let match = countries.country(matching: cell.span) {
      if match.callingCode == nil { content.countries += 1 } else if digits < cell.count { content.callingCodes += 1 }
    }
    if digits == 0, case .salutation = Salutation.parse(String(decoding: cell, as: UTF8.self)) { content.salutations += 1 }
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
    func contents(_ countryColumn: Int?) -> [ColumnContent] {
      survey.contents(of: sample, records: sampleRecords, columnCount: header.count, region: region, countryColumn: countryColumn)
    }
    func match(_ contents: [ColumnContent]) throws(ColumnMappingError) -> HeaderMatch {
      hasHeader || mapping != nil
        ? try matcher.match(header: header, mapping: mapping, contents: contents) : matcher.match(contents: contents)
    }
    let first = try match(contents(nil))
    // Knowing the country, national numbers are numbers too.
    guard let country = first.columns(of: .callingCode).first ?? first.columns(of: .country).first else { return first }
    return try match(contents(country))
  }
}

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
  ///   - match: what the columns are, when that is known already: some say where a record's numbers belong.
  func contents(of batch: RecordBatch, records: Range<Int>, columnCount: Int, region: Region?, match: HeaderMatch?) -> [ColumnContent] {
    var contents = Array(repeating: ColumnContent(), count: columnCount)
    var homes = match.map { HomeReader($0, countries: countries) }
    for index in records.prefix(Self.recordLimit) {
      let fieldCount = batch.fieldCount(ofRecord: index)
      let home = homes?.region(ofRecord: index, in: batch)
      for column in 0..<min(columnCount, fieldCount) {
        let range = batch.range(ofField: column, inRecord: index)
        count(batch.bytes[range], region: home ?? region, in: &contents[column])
        if let match, match.sources[column].hint == .state { countState(batch.bytes.span.extracting(range), in: &contents[column]) }
      }
    }
    return contents
  }

  /// Whether a cell is written as telephone numbers are: enough digits with signs between them or a zero before them, and no date.
  private func isNumberLike(_ cell: ArraySlice<UInt8>, digits: Int) -> Bool {
    guard (8...15).contains(digits), let first = cell.first(where: { $0 != 0x20 && $0 != UInt8(ascii: "(") }) else { return false }
    var signs = 0
    for byte in cell where byte &- 0x30 >= 10 {
      guard " -()./+".utf8.contains(byte) else { return false }
      signs += 1
    }
    // "2026-11-25" and "25.11.2026 10:15" have eight digits or a colon.
    return (signs > 0 && (digits > 8 || signs > 2)) || (first == UInt8(ascii: "0") && digits > 8)
  }

  private func countState(_ cell: Span<UInt8>, in content: inout ColumnContent) {
    content.states = (content.states ?? 0) + (AddressReader().reading(of: cell, as: .state).namesState ? 1 : 0)
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
    if isNumberLike(cell, digits: digits) { content.numberLike += 1 }
    if digits >= 5, PhoneRepair(metadata: metadata).cleaned(cell: cell.span, region: region).number != nil { content.phones += 1 }
    guard cell.count <= 60 else { return }
    if let match = countries.country(matching: cell.span) {
      if match.callingCode == nil {
        content.countries += 1
      } else if digits < cell.count {
        content.callingCodes += 1
      } else if digits <= 3 {
        content.bareCodes += 1
        if digits < 3 { content.shortBareCodes += 1 }
      }
    }
    if digits == 0 { countNames(cell, in: &content) }
    if digits == 0, case .salutation = Salutation.parse(String(decoding: cell, as: UTF8.self)) { content.salutations += 1 }
  }
}

extension ColumnSurvey {
  /// Counts a cell that has at most four words and is made of known names.
  private func countNames(_ cell: ArraySlice<UInt8>, in content: inout ColumnContent) {
    guard !cell.contains(where: { "&/@|".utf8.contains($0) }) else { return }
    let words = String(decoding: cell, as: UTF8.self).split { $0 == " " || $0 == "," }
    guard (1...4).contains(words.count) else { return }
    let kinds = words.map { NameNormalizer.usualKind(of: $0) }
    let (given, family) = (kinds.count { $0 == .first }, kinds.count { $0 == .last })
    guard given + family > 0 else { return }
    if given == words.count {
      content.givenNames += 1
    } else if family == words.count {
      content.surnames += 1
    } else {
      // "Anna Maria" is a first name; "Anna Schmitz" and "Schmitz, Anna" are whole ones though half of them be unknown.
      content.fullNames += 1
    }
  }

  /// Whether the first record of a list looks like the records below it: one of its cells is what its column is full of.
  func isData(_ first: Int, below records: Range<Int>, of batch: RecordBatch) -> Bool {
    let columnCount = batch.fieldCount(ofRecord: first)
    func contents(_ records: Range<Int>) -> [ColumnContent] {
      self.contents(of: batch, records: records, columnCount: columnCount, region: nil, match: nil)
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
    func contents(_ match: HeaderMatch?) -> [ColumnContent] {
      survey.contents(of: sample, records: sampleRecords, columnCount: header.count, region: region, match: match)
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

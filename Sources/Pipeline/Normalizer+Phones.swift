internal import CSV
internal import Countries
internal import PersonNames
internal import PhoneNumbers

extension Normalizer {
  /// Reads each of the contact's phones into `contact`.
  mutating func readPhones(of record: SourceRecord) {
    for index in plan.phones.indices {
      let sources = plan.phones[index]
      let columns = sources.kinds.isEmpty ? sources.numbers : labelledColumns(of: sources, in: record)
      guard let first = columns.firstIndex(where: { !record.isBlank($0) }) else { continue }
      let stated = statedCountry(of: record, callingCodeColumn: sources.callingCode)
      readNumber(in: columns[first...], of: record, stated: stated, into: index)
      if let column = sources.extension { readExtension(in: column, of: record, into: index) }
    }
  }

  /// Reads the first usable number of some columns, the best of which comes first and has something in it.
  private mutating func readNumber(in columns: ArraySlice<Int>, of record: SourceRecord, stated: StatedCountry?, into phone: Int) {
    var failure: (code: FindingCode, column: Int, detail: String)?
    for column in columns where !record.isBlank(column) {
      guard let refusal = readNumber(in: column, of: record, stated: stated, into: phone) else {
        // The number of a better column is not lost without a word.
        if let failure {
          note(
            failure.code, severity: .warning, about: record, column: failure.column, value: record.string(ofColumn: failure.column),
            detail: failure.detail)
        }
        return
      }
      if failure == nil { failure = (refusal.code, column, refusal.detail) }
    }
    if let failure { refuse(failure.code, in: failure.column, of: record, detail: failure.detail, phone: phone) }
  }

  /// Reads one column's number.
  ///
  /// - Returns: nil when there is one, or why there is none.
  private mutating func readNumber(
    in column: Int, of record: SourceRecord, stated: StatedCountry?, into phone: Int
  ) -> (code: FindingCode, detail: String)? {
    let range = record.range(ofColumn: column)
    let home = stated?.cell.regions.first ?? (plan.trustsRegion ? plan.region : nil)
    if stated == nil, home == nil, let inferred = inferredAtOnce(in: column, of: record) {
      take(inferred, in: column, of: record, into: phone)
    } else if let refusal = readCell(in: column, of: record, stated: stated, home: home, into: phone) {
      return refusal
    }
    if !record.batch.bytes[range].elementsEqual(contact.phones[phone].e164) {
      let written = contact.phones[phone].number
      note(.phoneReformatted, about: record, column: column, value: record.string(ofColumn: column), detail: written?.e164 ?? "")
    }
    if let number = contact.phones[phone].number { compare(number, with: stated, in: column, of: record) }
    return nil
  }

  /// Reads a number as it stands, with what has to be mended, and else where the evidence says that it belongs.
  private mutating func readCell(
    in column: Int, of record: SourceRecord, stated: StatedCountry?, home: Region?, into phone: Int
  ) -> (code: FindingCode, detail: String)? {
    let range = record.range(ofColumn: column)
    let cell = PhoneRepair(metadata: plan.metadata).cleaned(cell: record.batch.bytes.span.extracting(range), region: home)
    if let number = cell.number {
      accept(number, into: phone)
      if !cell.repairs.isEmpty || !cell.others.isEmpty || !cell.candidates.isEmpty { noteRepairs(cell, in: column, of: record) }
      if stated == nil, let home, plan.metadata.callingCode(of: home) == number.callingCode,
        !record.batch.bytes[range].contains(UInt8(ascii: "+"))
      {
        note(.countryGiven, about: record, column: column, value: record.string(ofColumn: column), detail: home.code)
      }
    } else if let inferred = inferred(record.batch.bytes.span.extracting(range), in: column, of: record, stated: stated) {
      take(inferred, in: column, of: record, into: phone)
    } else {
      let candidates = cell.candidates.map(\.e164).joined(separator: " or ")
      return (FindingCode(cell.failure), candidates.isEmpty ? home?.code ?? "" : candidates)
    }
    return nil
  }

  private mutating func take(_ inferred: InferredNumber, in column: Int, of record: SourceRecord, into phone: Int) {
    accept(inferred.number, into: phone)
    if let cell = inferred.cell { noteRepairs(cell, in: column, of: record) }
    noteInference(inferred, in: column, of: record)
  }

  /// Takes the number's country as the contact's, and says when the record states another one.
  private mutating func compare(_ number: PhoneNumber, with stated: StatedCountry?, in column: Int, of record: SourceRecord) {
    guard let region = number.region(plan.metadata) else { return }
    if contact.region == nil { contact.region = region.letters.flatMap { NameRegion($0, $1) } }
    guard let stated else {
      compareWithAddress(number, of: region, in: column, of: record)
      return
    }
    // Countries that share a calling code are one to whoever dials: Puerto Rico is in the United States' plan.
    guard !stated.cell.regions.contains(region),
      !stated.cell.regions.contains(where: { plan.metadata.callingCode(of: $0) == number.callingCode })
    else { return }
    note(
      .countryConflict, about: record, column: column, value: record.string(ofColumn: column),
      detail: "\(record.string(ofColumn: stated.column)), and the number is of \(region.code)")
  }

  /// Where no column states a country, an address elsewhere is worth a word.
  private mutating func compareWithAddress(_ number: PhoneNumber, of region: Region, in column: Int, of record: SourceRecord) {
    guard let country = addressMemo?.country(of: plan.addresses, in: record.batch, record: record.index),
      country.callingCode != number.callingCode
    else { return }
    note(
      .countryConflict, about: record, column: column, value: record.string(ofColumn: column),
      detail: "the address is in \(country.englishName), and the number is of \(region.code)")
  }

  /// A country that the record does not say is never taken silently.
  private mutating func noteInference(_ inferred: InferredNumber, in column: Int, of record: SourceRecord) {
    let country = inferred.decision.country?.englishName ?? ""
    let isGiven = inferred.decision.reasons.contains { $0.source == .given && $0.agrees }
    note(
      isGiven ? .countryGiven : .countryAssumed, about: record, column: column, value: record.string(ofColumn: column),
      detail: isGiven ? country : "\(country): \(inferred.decision.evidence)")
  }

  /// Says each edit that led to a number, and what else the cell holds.
  private mutating func noteRepairs(_ cell: RepairedNumber, in column: Int, of record: SourceRecord) {
    for repair in cell.repairs {
      note(FindingCode(repair.kind), about: record, column: column, value: repair.before, detail: repair.after)
    }
    for other in cell.others {
      note(.phoneOtherNumber, about: record, column: column, value: record.string(ofColumn: column), detail: other.e164)
    }
    for candidate in cell.candidates {
      note(.phoneOtherReading, about: record, column: column, value: record.string(ofColumn: column), detail: candidate.e164)
    }
  }

  /// A number that cannot be used costs the record, or where the rules can do without it stays what it is.
  private mutating func refuse(_ code: FindingCode, in column: Int, of record: SourceRecord, detail: String, phone: Int) {
    let severity: Severity = plan.phones[phone].isRequired ? .error : .warning
    note(code, severity: severity, about: record, column: column, value: record.string(ofColumn: column), detail: detail)
    if !plan.phones[phone].isRequired { contact.phones[phone].e164.append(contentsOf: record.batch.bytes[record.range(ofColumn: column)]) }
  }

  private mutating func accept(_ number: PhoneNumber, into phone: Int) {
    contact.phones[phone].number = number
    number.appendE164(to: &contact.phones[phone].e164)
    contact.phones[phone].append(callingCode: number.callingCode)
    if !number.extension.isEmpty { contact.phones[phone].extension.append(contentsOf: number.extension.digits.utf8) }
  }

  /// An extension in a column of its own. The one in the number comes first; the rules' own filler is no extension.
  private mutating func readExtension(in column: Int, of record: SourceRecord, into phone: Int) {
    let source = record.batch.bytes[record.range(ofColumn: column)]
    let filler = plan.columns.first { $0.content == .extension(phone: phone) }?.defaultValue ?? []
    guard contact.phones[phone].extension.isEmpty, !record.isBlank(column), !source.elementsEqual(filler) else { return }
    if source.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      contact.phones[phone].extension.append(contentsOf: source)
    } else {
      note(.extensionInvalid, about: record, column: column, value: record.string(ofColumn: column))
    }
  }
}

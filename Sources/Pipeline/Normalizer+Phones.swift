internal import CSV
internal import Countries
internal import PersonNames
internal import PhoneNumbers

extension Normalizer {
  /// Reads each of the contact's phones into `contact`.
  mutating func readPhones(of record: SourceRecord) {
    for index in plan.phones.indices {
      let sources = plan.phones[index]
      guard let column = sources.numbers.first(where: { !record.isBlank($0) }) else { continue }
      let country = statedCountry(of: record, callingCodeColumn: sources.callingCode)
      readNumber(in: column, of: record, stated: country, into: index)
      if let column = sources.extension { readExtension(in: column, of: record, into: index) }
    }
  }

  /// What the record itself says about its country. The calling code beside the number comes first.
  private mutating func statedCountry(of record: SourceRecord, callingCodeColumn: Int?) -> StatedCountry? {
    if let callingCodeColumn, let stated = statedCountry(of: record, in: callingCodeColumn) { return stated }
    return plan.country.flatMap { statedCountry(of: record, in: $0) }
  }

  private mutating func statedCountry(of record: SourceRecord, in column: Int) -> StatedCountry? {
    guard !record.isBlank(column) else { return nil }
    let regions = regionsOfCell.value(of: record.batch.bytes.span.extracting(record.range(ofColumn: column))) { cell in
      plan.countries.country(matching: cell)?.candidates.compactMap { Region($0.alpha2) } ?? []
    }
    if regions.isEmpty { note(.countryUnknown, about: record, column: column, value: record.string(ofColumn: column)) }
    return regions.isEmpty ? nil : StatedCountry(column: column, regions: regions)
  }

  private mutating func readNumber(in column: Int, of record: SourceRecord, stated: StatedCountry?, into phone: Int) {
    let range = record.range(ofColumn: column)
    let region = stated?.regions.first ?? plan.region
    let cell = PhoneRepair(metadata: plan.metadata).cleaned(cell: record.batch.bytes.span.extracting(range), region: region)
    guard let number = cell.number else {
      let candidates = cell.candidates.map(\.e164).joined(separator: " or ")
      refuse(
        FindingCode(cell.failure), in: column, of: record, detail: candidates.isEmpty ? region?.code ?? "" : candidates, phone: phone)
      return
    }
    accept(number, into: phone)
    if !cell.repairs.isEmpty || !cell.others.isEmpty || !cell.candidates.isEmpty { noteRepairs(cell, in: column, of: record) }
    if !record.batch.bytes[range].elementsEqual(contact.phones[phone].e164) {
      note(.phoneReformatted, about: record, column: column, value: record.string(ofColumn: column), detail: number.e164)
    }
    guard let numberRegion = number.region(plan.metadata) else { return }
    if contact.region == nil { contact.region = NameRegion(alpha2: numberRegion.code) }
    if let stated, !stated.regions.contains(numberRegion) {
      note(
        .countryConflict, about: record, column: column, value: record.string(ofColumn: column),
        detail: "\(record.string(ofColumn: stated.column)), and the number is of \(numberRegion.code)")
    }
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
    contact.phones[phone].callingCode.append(UInt8(ascii: "+"))
    contact.phones[phone].callingCode.append(contentsOf: String(number.callingCode).utf8)
    contact.phones[phone].extension.append(contentsOf: number.extension.digits.utf8)
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

/// The country that a column of the record names: one region, or those that share a calling code, the main one first.
private struct StatedCountry {
  let column: Int
  let regions: [Region]
}

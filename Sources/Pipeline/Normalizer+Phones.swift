internal import Bytes
internal import CSV
internal import Countries
internal import PersonNames
internal import PhoneNumbers

extension Normalizer {
  /// Reads each of the contact's phones into `contact`.
  mutating func readPhones(of record: SourceRecord) {
    for index in steps.phones.indices {
      let step = steps.phones[index]
      if step.hasLabels {
        guard readNumber(in: labelledColumns(of: plan.phones[index], in: record)[...], of: record, into: index) else { continue }
      } else if let first = step.numbers.first(where: { !record.isBlank(steps.numberColumns[$0]) }) {
        let stated = statedCountry(of: record, callingCodeColumn: step.callingCode)
        // The best column comes first, and nearly always its number is usable.
        if let refusal = readNumber(in: steps.numberColumns[first], of: record, stated: stated, into: index) {
          let others = steps.numberColumns[first + 1..<step.numbers.upperBound]
          readNumber(in: others, of: record, stated: stated, after: refusal, into: index)
        }
      } else {
        continue
      }
      if let column = step.extension { readExtension(in: column, of: record, into: index) }
    }
  }

  /// Reads the first usable number of some columns, the best of which comes first. False when there is nothing in them.
  private mutating func readNumber(in columns: ArraySlice<Int>, of record: SourceRecord, into phone: Int) -> Bool {
    guard let first = columns.firstIndex(where: { !record.isBlank($0) }) else { return false }
    let stated = statedCountry(of: record, callingCodeColumn: steps.phones[phone].callingCode)
    if let refusal = readNumber(in: columns[first], of: record, stated: stated, into: phone) {
      readNumber(in: columns[(first + 1)...], of: record, stated: stated, after: refusal, into: phone)
    }
    return true
  }

  /// Why there is no number in a column.
  private struct Refusal {
    let code: FindingCode
    let column: Int
    let detail: String
  }

  /// Reads the first usable number of the columns behind one that has none.
  private mutating func readNumber(
    in columns: ArraySlice<Int>, of record: SourceRecord, stated: StatedCountry?, after refusal: Refusal, into phone: Int
  ) {
    for column in columns where !record.isBlank(column) {
      guard readNumber(in: column, of: record, stated: stated, into: phone) == nil else { continue }
      // The number of a better column is not lost without a word.
      return note(
        refusal.code, severity: .warning, about: record, column: refusal.column, value: record.string(ofColumn: refusal.column),
        detail: refusal.detail)
    }
    refuse(refusal, of: record, phone: phone)
  }

  /// Reads one column's number.
  ///
  /// - Returns: nil when there is one, or why there is none.
  private mutating func readNumber(in column: Int, of record: SourceRecord, stated: StatedCountry?, into phone: Int) -> Refusal? {
    let home = stated?.region ?? steps.trustedRegion
    if stated == nil, home == nil, let inferred = inferredAtOnce(in: column, of: record) {
      take(inferred, in: column, of: record, into: phone)
      return nil
    }
    // Sound: there is the room that it asks for.
    let room = unsafe window.contact.roomForNumber()
    if let count = unsafe repair.plain(
      record.range(ofColumn: column), of: record.fields.bytes, region: home, into: &found, e164: room)
    {
      window.contact.accept(found.number, written: count, of: found.classification.region, into: phone)
      if stated == nil { noteGivenRegion(in: column, of: record, home: home) }
      compare(with: stated, in: column, of: record, phone: phone)
      return nil
    }
    return readDamagedNumber(in: column, of: record, stated: stated, home: home, into: phone)
  }

  /// The same for a cell that holds something else than one number as it should be, or one whose country nobody states.
  @inline(never)
  private mutating func readDamagedNumber(
    in column: Int, of record: SourceRecord, stated: StatedCountry?, home: Region?, into phone: Int
  ) -> Refusal? {
    let cell = repair.repaired(cell: record.cell(column), region: home)
    if let number = cell.number {
      accept(number, into: phone)
      noteRepairs(cell, in: column, of: record)
      if stated == nil { noteGivenRegion(in: column, of: record, home: home) }
      compare(with: stated, in: column, of: record, phone: phone)
      return nil
    }
    if let inferred = inferred(in: column, of: record, stated: stated) {
      take(inferred, stated: stated, in: column, of: record, into: phone)
      return nil
    }
    if cell.failure == .digitsLost {
      return Refusal(code: .phoneDigitsLost, column: column, detail: lostDigits(of: record.string(ofColumn: column)))
    }
    let candidates = cell.candidates.map(\.e164).joined(separator: " or ")
    return Refusal(code: FindingCode(cell.failure), column: column, detail: candidates.isEmpty ? home?.code ?? "" : candidates)
  }

  private mutating func accept(_ number: PhoneNumber, into phone: Int) {
    found = ClassifiedNumber(number, plan.metadata)
    // Sound: there is the room that it asks for.
    let count = unsafe E164Text.write(number, to: window.contact.roomForNumber())
    window.contact.accept(number, written: count, of: found.classification.region, into: phone)
  }

  /// Takes a number whose country was found out.
  private mutating func take(
    _ inferred: InferredNumber, stated: StatedCountry? = nil, in column: Int, of record: SourceRecord, into phone: Int
  ) {
    accept(inferred.number, into: phone)
    if let cell = inferred.cell { noteRepairs(cell, in: column, of: record) }
    noteInference(inferred, in: column, of: record)
    compare(with: stated, in: column, of: record, phone: phone)
  }

  /// Says that a number without a plus was taken for one of the region that was given for the list.
  private mutating func noteGivenRegion(in column: Int, of record: SourceRecord, home: Region?) {
    guard let home, plan.metadata.callingCode(of: home) == found.number.callingCode, !record.cell(column).contains(UInt8(ascii: "+")) else {
      return
    }
    note(.countryGiven, about: record, column: column, value: record.string(ofColumn: column), detail: home.code)
  }

  /// Says how the number was written before; takes its country as the contact's, and says when the record states another one.
  private mutating func compare(with stated: StatedCountry?, in column: Int, of record: SourceRecord, phone: Int) {
    let callingCode = found.number.callingCode
    if !window.contact.holdsNumber(as: record.cell(column), phone: phone) {
      noteRepair(.phoneReformatted, in: column, of: record) { $0.found.number.e164 }
    }
    guard let region = window.contact.phones[phone].region else { return }
    if window.contact.region == nil { window.contact.region = region.letters.flatMap { NameRegion($0, $1) } }
    guard let stated else {
      compareWithAddress(region, in: column, of: record)
      return
    }
    // Countries that share a calling code are one to whoever dials: Puerto Rico is in the United States' plan.
    guard stated.region != region, stated.callingCode != callingCode else { return }
    if stated.hasOthers, let match = match(stated, of: record),
      match.candidates.contains(where: { $0.alpha2 == region.code || $0.callingCode == callingCode })
    {
      return
    }
    note(
      .countryConflict, about: record, column: column, value: record.string(ofColumn: column),
      detail: "\(record.string(ofColumn: stated.column)), and the number is of \(region.code)")
  }

  /// Where no column states a country, an address elsewhere is worth a word.
  private mutating func compareWithAddress(_ region: Region, in column: Int, of record: SourceRecord) {
    guard let country = addressMemo?.country(of: plan.addresses, in: record.fields), country.callingCode != found.number.callingCode
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
  private mutating func refuse(_ refusal: Refusal, of record: SourceRecord, phone: Int) {
    let isRequired = steps.phones[phone].isRequired
    note(
      refusal.code, severity: isRequired ? .error : .warning, about: record, column: refusal.column,
      value: record.string(ofColumn: refusal.column), detail: refusal.detail)
    if !isRequired { window.contact.keep(record.text(ofColumn: refusal.column), for: phone) }
  }

  /// An extension in a column of its own. The one in the number comes first; the rules' own filler is no extension.
  private mutating func readExtension(in column: Int, of record: SourceRecord, into phone: Int) {
    let source = record.cell(column)
    guard window.contact.texts[.extension(of: phone)].isEmpty, !source.isEmpty, !record.isBlank(column) else { return }
    if steps.isFiller(source, of: phone) { return }
    if source.isDigits {
      window.contact.setExtension(record.text(ofColumn: column), of: phone)
    } else {
      note(.extensionInvalid, about: record, column: column, value: record.string(ofColumn: column))
    }
  }
}

/// How many digits a number in scientific notation has lost: "6 of 12" for 9.19877E+11, which stands for twelve and shows six. Empty where
/// that cannot be told.
private func lostDigits(of text: String) -> String {
  let bytes = Array(text.utf8)
  func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  for place in bytes.indices where bytes[place] | 0x20 == UInt8(ascii: "e") {
    var start = place
    while start > 0, isDigit(bytes[start - 1]) { start -= 1 }
    var shown = place - start
    if start > 1, [UInt8(ascii: "."), UInt8(ascii: ",")].contains(bytes[start - 1]), isDigit(bytes[start - 2]) { shown += 1 }
    let behind = bytes[(place + 1)...]
    let digits = (behind.first == UInt8(ascii: "+") ? behind.dropFirst() : behind).prefix(2).prefix(while: isDigit)
    guard shown > 0, let exponent = Int(String(decoding: digits, as: UTF8.self)) else { continue }
    return shown <= exponent ? "\(exponent + 1 - shown) of \(exponent + 1)" : ""
  }
  return ""
}

extension Span<UInt8> {
  /// Whether two texts are the same, byte for byte.
  func hasSameBytes(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard count >= 8 else {
      for index in indices where self[index] != other[index] { return false }
      return true
    }
    // Sound: every load lies inside of both, which are as long.
    let (one, two) = unsafe (bytes, other.bytes)
    var index = 0
    while index &+ 8 <= count {
      let word = unsafe one.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      if unsafe word != two.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
      index &+= 8
    }
    // The last eight, some of them for the second time.
    let last = unsafe one.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    return unsafe last == two.unsafeLoadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
  }

  fileprivate func contains(_ byte: UInt8) -> Bool {
    for index in indices where self[index] == byte { return true }
    return false
  }

  /// Whether there is nothing but ASCII digits.
  fileprivate var isDigits: Bool {
    for index in indices where self[index] &- 0x30 >= 10 { return false }
    return true
  }
}

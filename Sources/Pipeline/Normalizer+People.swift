internal import Bytes
internal import CSV
internal import Duplicates
internal import PersonNames
internal import PhoneNumbers

extension Normalizer {
  /// Tells matching of a record that was cleaned: its names and numbers as they are written, and what else tells people apart.
  mutating func describe(_ record: SourceRecord, by columns: PersonColumns, to texts: inout PersonTexts) {
    if window.contact.hasName {
      window.contact.appendName(in: record, to: &texts)
    } else {
      describeNamesInPlace(to: &texts)
    }
    window.contact.appendNumbers(in: record, to: &texts)
    describeFurtherPhones(of: record, in: columns.phones, to: &texts)
    for source in columns.sources {
      texts.append(record.cell(source.column), as: source.role)
    }
  }

  /// The names of a list whose columns stay where they are: the first column of each kind.
  private func describeNamesInPlace(to texts: inout PersonTexts) {
    var described: Set<ContactRole> = []
    for (index, column) in plan.columns.enumerated() {
      guard case .name(_, let kind) = column.content else { continue }
      let role: ContactRole =
        switch kind {
        case .first: .givenName
        case .last: .surname
        case .full: .fullName
        }
      if described.insert(role).inserted { texts.append(fields[index], as: role) }
    }
  }

  /// Numbers that the target has no place for, read as numbers of the contact's country.
  private func describeFurtherPhones(of record: SourceRecord, in columns: [Int], to texts: inout PersonTexts) {
    let numbers = window.contact.phones.indices.filter { window.contact.phones[$0].key != nil }
    guard columns.count > numbers.count else { return }
    let home = numbers.first.map { window.contact.phones[$0].region } ?? plan.region
    for column in columns where !record.isBlank(column) {
      guard let number = repair.cleaned(cell: record.cell(column), region: home).number else { continue }
      var e164: [UInt8] = []
      number.appendE164(to: &e164)
      if !window.contact.holds(e164, in: record) { texts.append(e164.span, as: .phone) }
    }
  }
}

extension Contact {
  fileprivate func appendName(in record: SourceRecord, to texts: inout PersonTexts) {
    texts.append(span(of: firstName, in: record), as: .givenName)
    texts.append(span(of: lastName, in: record), as: .surname)
  }

  fileprivate func appendNumbers(in record: SourceRecord, to texts: inout PersonTexts) {
    for phone in phones.indices { texts.append(span(of: self.texts[.number(of: phone)], in: record), as: .phone) }
  }
}

internal import Bytes
internal import CSV
internal import Duplicates
internal import PersonNames

extension Normalizer {
  /// Notes what deciding among records of one contact will ask of this one.
  @inline(__always)
  func describe(_ record: SourceRecord, to facts: inout RowFactsBuffer) {
    let isKept = keysRejected || !window.contact.isRejected
    if isKept, steps.asksNamesAlone { return window.contact.appendNames(in: record, to: &facts) }
    describeStepwise(record, isKept: isKept, to: &facts)
  }

  @inline(never)
  private func describeStepwise(_ record: SourceRecord, isKept: Bool, to facts: inout RowFactsBuffer) {
    facts.beginRecord()
    if isKept { describeInFull(record, to: &facts) }
    facts.endRecord()
  }

  private func describeInFull(_ record: SourceRecord, to facts: inout RowFactsBuffer) {
    let choice = plan.choice
    let name = plan.nameColumns.isEmpty ? window.contact.name(in: record) : PersonName(plan.nameColumns, of: fields)
    facts.append(givenName: name.given.span, surname: name.surname.span)
    guard choice.ranks || choice.merges else { return }
    var filled = 0
    for index in plan.columns.indices where plan.isFilled(index, in: fields) { filled += 1 }
    let date = choice.newestColumn.flatMap { DateReading.seconds(of: record.string(ofColumn: $0), order: plan.dateOrder) }
    facts.append(completeness: filled, date: date)
    guard choice.merges else { return }
    for index in plan.columns.indices {
      facts.append(field: plan.isFilled(index, in: fields) ? fields[index] : Span())
    }
  }
}

extension Contact {
  @inline(__always)
  fileprivate func appendNames(in record: SourceRecord, to facts: inout RowFactsBuffer) {
    let (first, last) = (firstName, lastName)
    let (own, source) = (bytes.padded, record.fields.bytes)
    facts.append(
      recordOf: first.range, of: first.isOfSource ? source : own, surname: last.range, of: last.isOfSource ? source : own)
  }

  fileprivate func name(in record: SourceRecord) -> PersonName {
    func copy(_ text: Span<UInt8>) -> [UInt8] { unsafe text.withUnsafeBufferPointer { unsafe Array($0) } }
    return PersonName(given: copy(span(of: firstName, in: record)), surname: copy(span(of: lastName, in: record)))
  }
}

extension Plan {
  /// Whether a column's value came from the list, and is not what is written where there is none.
  fileprivate func isFilled(_ index: Int, in fields: borrowing FieldBuffer) -> Bool {
    let value = fields[index]
    let filler = columns[index].defaultValue
    return !value.isEmpty && !value.hasSameBytes(as: filler.span)
  }
}

/// A name put together from columns that are cleaned where they stand.
private struct PersonName {
  var given: [UInt8] = []
  var surname: [UInt8] = []

  init(given: [UInt8], surname: [UInt8]) {
    self.given = given
    self.surname = surname
  }

  init(_ columns: [(index: Int, kind: NameKind)], of fields: borrowing FieldBuffer) {
    for (index, kind) in columns {
      let value = Array(fields.string(of: index).utf8)
      guard !value.isEmpty else { continue }
      switch kind {
      case .first: if given.isEmpty { given = Array(value) }
      case .last: if surname.isEmpty { surname = Array(value) }
      case .full where given.isEmpty && surname.isEmpty:
        if let comma = value.firstIndex(of: UInt8(ascii: ",")) {
          surname = Array(value[..<comma])
          given = Array(value[(comma + 1)...])
        } else if let space = value.lastIndex(of: 0x20) {
          given = Array(value[..<space])
          surname = Array(value[(space + 1)...])
        } else {
          surname = Array(value)
        }
      case .full: break
      }
    }
  }
}

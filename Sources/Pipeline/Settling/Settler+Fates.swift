internal import Bytes
internal import CSV
internal import Duplicates
internal import Rules

extension Settler {
  /// Tells the ledger of a batch's records: by the keys that are compared within the list, which are not those that the target has.
  mutating func take(_ normalized: borrowing NormalizedBatch, firstRowNumber: Int, chunk: Chunk?) throws(SettlingError) {
    if present.isEmpty {
      try ledger?.take(normalized.keys.span, normalized.facts, firstRowNumber: firstRowNumber, chunk: chunk)
    } else {
      let keys = normalized.keys.indices.map { index in normalized.keys[index].flatMap { present.has($0) ? nil : $0 } }
      try ledger?.take(keys.span, normalized.facts, firstRowNumber: firstRowNumber, chunk: chunk)
    }
  }

  /// What becomes of a record that was not rejected by itself.
  mutating func fate(of index: Int, in normalized: borrowing NormalizedBatch, row: Int) throws(RunError) -> Fate {
    guard let key = normalized.keys[index] else { return .written }
    if !present.isEmpty, let there = try present.encounter(key, index, of: normalized.facts, comparesNames: plan.comparesNames) {
      return there.isSamePerson ? .alreadyThere(there.place) : .sharedWithTarget(there.place)
    }
    let verdict: IdentityLedger.Verdict?
    do { verdict = try ledger?.verdict(on: row, index, of: normalized.facts) } catch { throw .settling(error) }
    switch verdict {
    case nil, .written: return .written
    case .merged(let others): return .merged(with: others)
    case .duplicate(let other): return .duplicate(of: other)
    case .shared(let other, let kind): return .shared(with: other, kind)
    }
  }

  /// What becomes of a record that would be written, where people were found who stand in the list under several numbers.
  func personalFate(of row: Int, instead fate: Fate) -> Fate {
    if let survivor = merges.survivor(for: row) { return .samePerson(as: survivor) }
    guard let replacement = merges.replacement(for: row) else { return fate }
    if case .merged(let others) = fate { return .merged(with: others + merges.records(mergedInto: row)) }
    return .replaced(by: replacement)
  }

  /// Encodes a record with its blanks filled from others, in their order.
  ///
  /// - Returns: its fields.
  mutating func merge(_ row: Int, with others: [Int], line: Int) throws(RunError) -> FieldBuffer {
    do throws(SettlingError) {
      var values = try ledger?.fields(of: row) ?? []
      for other in others {
        let more = try ledger?.fields(of: other) ?? []
        for column in values.indices where column < more.count && !more[column].isEmpty && values[column] != more[column] {
          // Of another number's calling code and extension nothing can be taken.
          if let number = plan.numberColumn(beside: column), values[number] != more[number] { continue }
          let place = Place(rowNumber: row, lineNumber: line, column: plan.columns[column].name)
          let isFilled = values[column].isEmpty
          let finding = Finding(
            code: isFilled ? .blankFilled : .valueLeft, place: place, value: String(decoding: more[column], as: UTF8.self),
            detail: .record(other))
          duplicates.append(finding)
          var counts = FindingCounts()
          counts.add(finding.code)
          tally.count(counts)
          if isFilled { values[column] = more[column] }
        }
      }
      var fields = FieldBuffer()
      for (column, value) in zip(plan.columns, values) { fields.append(value.isEmpty ? column.defaultValue : value) }
      encoder.append(fields, to: &output)
      return fields
    } catch {
      throw .settling(error)
    }
  }
}

/// A record that was followed through a run.
struct TracedRecord: Sendable {
  let place: Place
  let fields: [String]
  let outcome: Outcome
  var encoded: ArraySlice<UInt8>
}

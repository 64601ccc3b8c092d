internal import CSV
internal import Duplicates
internal import Rules

extension Settler {
  /// The keys of a batch that are compared within the list: not those that the target has.
  private mutating func ownKeys(of normalized: NormalizedBatch) {
    keys.removeAll(keepingCapacity: true)
    for key in normalized.keys { keys.append(key.flatMap { present.has($0) ? nil : $0 }) }
  }

  /// Enters a batch's records, so that `fate` knows about them.
  mutating func ask(about normalized: NormalizedBatch, firstRowNumber: Int) throws(RunError) {
    guard seen != nil else { return }
    if plan.needsFacts {
      do { try people.append(normalized.facts, firstRowNumber: firstRowNumber) } catch { throw .settling(error) }
    }
    if !present.isEmpty { ownKeys(of: normalized) }
    let asked = present.isEmpty ? normalized.keys : keys
    // Taken out for the call, which changes another part of this value.
    var answers: [SpillingExactSet.Answer] = []
    swap(&answers, &self.answers)
    do { try seen?.enter(asked.span, firstRowNumber: firstRowNumber, answers: &answers) } catch { throw .settling(.disk(error)) }
    swap(&answers, &self.answers)
  }

  /// Takes a batch of a list that is decided about when it has ended.
  mutating func look(at normalized: NormalizedBatch, firstRowNumber: Int, chunk: Chunk?) throws(RunError) {
    try ask(about: normalized, firstRowNumber: firstRowNumber)
    looked.add(normalized.keys, firstRowNumber: firstRowNumber)
    do throws(SpillError) {
      for index in answers.indices {
        if case .duplicate(let holder) = answers[index] { try groups?.add(firstRowNumber + index, holder: holder) }
      }
      if let chunk {
        if spool == nil { spool = try ListSpool(from: chunk, in: memory.directory) }
        try spool?.append(chunk)
      }
    } catch {
      throw .settling(.disk(error))
    }
  }

  /// Decides about all records that were looked at: the list has ended and is going to be read again.
  mutating func decide() throws(RunError) {
    stage = .rereading
    do throws(SettlingError) {
      if let seen = seen.take() { try takeRest(of: seen) }
      if let groups = groups.take() { decisions = try groups.decide(by: &people) }
    } catch {
      throw .settling(error)
    }
  }

  private mutating func takeRest(of seen: consuming SpillingExactSet) throws(SettlingError) {
    do throws(SpillError) {
      var survivors = try seen.finish()
      while let duplicate = try survivors.nextDuplicate() { try groups?.add(duplicate.rowNumber, holder: duplicate.holder) }
    } catch {
      throw .disk(error)
    }
  }

  /// The copy of what is to be read again, if one had to be made.
  mutating func takeSpool() -> ListSpool? { spool.take() }

  /// Refuses a list that was another one the second time.
  func checkSecondReading() throws(RunError) {
    if case .rereading = stage, looked != rereading { throw .listChanged }
  }

  /// What becomes of a record that was not rejected by itself.
  mutating func fate(of index: Int, in normalized: NormalizedBatch, row: Int) throws(RunError) -> Fate {
    guard let key = normalized.keys[index] else { return .written }
    if !present.isEmpty, let there = try present.encounter(key, index, of: normalized.facts) {
      return there.isSamePerson ? .alreadyThere(there.place) : .sharedWithTarget(there.place)
    }
    if case .writing = stage {
      guard case .duplicate(let holder) = answers[index] else { return .written }
      return try standing(of: row, holder: holder)
    }
    return try decision(about: row)
  }

  private mutating func standing(of row: Int, holder: Int) throws(RunError) -> Fate {
    do throws(SettlingError) {
      switch try people.place(row, holder: holder) {
      case .person(let firstRow): return .duplicate(of: firstRow)
      case .newcomer(let kind): return plan.choice.sharedNumber == .everyone ? .written : .shared(with: holder, kind)
      }
    } catch {
      throw .settling(error)
    }
  }

  private mutating func decision(about row: Int) throws(RunError) -> Fate {
    var others: [Int] = []
    do throws(SpillError) {
      while let decision = try decisions?.next(for: row) {
        switch decision.verdict {
        case .duplicate: return .duplicate(of: decision.other)
        case .shared(let kind): return .shared(with: decision.other, kind)
        case .merge: others.append(decision.other)
        }
      }
    } catch {
      throw .settling(.disk(error))
    }
    return others.isEmpty ? .written : .merged(with: others)
  }

  /// What becomes of a record that would be written, where people were found who stand in the list under several numbers.
  func personalFate(of row: Int, instead fate: Fate) -> Fate {
    if let survivor = merges.survivor(for: row) { return .samePerson(as: survivor) }
    guard let replacement = merges.replacement(for: row) else { return fate }
    if case .merged(let others) = fate { return .merged(with: others + merges.records(mergedInto: row)) }
    return .replaced(by: replacement)
  }

  /// Encodes a record with its blanks filled from others, in their order.
  mutating func merge(_ row: Int, with others: [Int], line: Int) throws(RunError) {
    do throws(SettlingError) {
      var values = try people.fields(of: row)
      for other in others {
        let more = try people.fields(of: other)
        for column in values.indices where column < more.count && !more[column].isEmpty && values[column] != more[column] {
          // Of another number's calling code and extension nothing can be taken.
          if let number = plan.numberColumn(beside: column), values[number] != more[number] { continue }
          let place = Place(rowNumber: row, lineNumber: line, column: plan.columns[column].name)
          let isFilled = values[column].isEmpty
          let finding = Finding(
            code: isFilled ? .blankFilled : .valueLeft, place: place, value: String(decoding: more[column], as: UTF8.self),
            detail: String(other))
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
    } catch {
      throw .settling(error)
    }
  }
}

/// What two readings of one list have in common: how many records, and their keys.
struct Checksum: Equatable {
  private var rows = 0
  private var sum: UInt64 = 0

  mutating func add(_ keys: [IdentityKey?], firstRowNumber: Int) {
    rows += keys.count
    for (index, key) in keys.enumerated() {
      guard let key else { continue }
      sum &+= (key.low ^ key.high &* 0x9E37_79B9_7F4A_7C15) &* UInt64(truncatingIfNeeded: 2 * (firstRowNumber + index) + 1)
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

public import Duplicates
public import Rules

/// Decides about the records of one key, for one key after another, as the settler of one run decides about those of a whole list: what
/// puts the lines of several `KeyedCleaning`s together.
///
/// Takes their lines, those of one key behind one another and in the order of their numbers, and hands out a line for each: the record's
/// number, its line, the code and the sentence of what keeps it from going out, the number of the record that stands for it or has its
/// number (empty where there is none), and where it goes out and people are sought what tells them apart; then the cells of the cleaned
/// record where it goes out, else those of the source. Where people are sought, the source's stand behind the cleaned ones too.
public struct KeyedSettling: ~Copyable {
  /// What the rules and the list's columns say about records of one key.
  public struct Choice: Sendable, Equatable {
    public var survivor: Survivor
    public var sharedNumber: SharedNumber
    /// Whether records with one key may be different people, whom their names tell apart.
    public var comparesNames: Bool
    /// Whether the key is a number, and not the values of columns.
    public var isNumber: Bool
    /// How many cells a cleaned record has.
    public var columnCount: Int
  }

  private struct Line {
    var number: Int
    var lineNumber: Int
    var key: ArraySlice<UInt8>
    var facts: ArraySlice<UInt8>
    var person: ArraySlice<UInt8>
    /// Everything behind these.
    var cells: ArraySlice<UInt8>
    /// The row among those that are decided about together.
    var row = 0
    /// The row of the first with the key.
    var holder = 0
  }

  private let choice: Choice
  private let contactChoice: ContactChoice
  private let memory: SettlingMemory
  private let phrase: @Sendable (Finding) -> String
  private var people: NumberPeople
  private var group: [Line] = []
  /// Lines of keys that several have, until there are enough of them to be decided about together.
  private var waiting: [Line] = []
  /// Making ready to compare names costs milliseconds, so that it is done for some thousand records at a time.
  private static let rowsAtOnce = 1 << 14

  /// - Parameter phrase: turns a reason into a sentence.
  public init(choice: Choice, memory: SettlingMemory = SettlingMemory(), phrase: @escaping @Sendable (Finding) -> String) {
    self.choice = choice
    self.memory = memory
    self.phrase = phrase
    contactChoice = ContactChoice(survivor: choice.survivor, sharedNumber: choice.sharedNumber)
    people = Self.people(choice, memory)
  }

  private static func people(_ choice: Choice, _ memory: SettlingMemory) -> NumberPeople {
    NumberPeople(comparesNames: choice.comparesNames, memoryLimit: memory.facts, directory: memory.directory)
  }

  /// Takes a line without its line feed, and appends the lines that are decided about to `output`.
  ///
  /// - Returns: false for what is no line of a `KeyedCleaning`.
  public mutating func add(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) throws(SettlingError) -> Bool {
    let cells = line.split(separator: 0x09, maxSplits: 7, omittingEmptySubsequences: false)
    guard cells.count == 8, let number = Int(String(decoding: cells[0], as: UTF8.self)),
      let lineNumber = Int(String(decoding: cells[1], as: UTF8.self))
    else {
      // A rejected record without a cell has no eighth.
      guard cells.count == 7, !cells[2].isEmpty else { return false }
      pass(cells, rest: [], to: &output)
      return true
    }
    if !cells[2].isEmpty {
      pass(cells, rest: cells[7], to: &output)
      return true
    }
    let taken = Line(number: number, lineNumber: lineNumber, key: cells[4], facts: cells[5], person: cells[6], cells: cells[7])
    if let last = group.last, taken.key.isEmpty || last.key != taken.key { try endGroup(to: &output) }
    group.append(taken)
    return true
  }

  /// Ends the last group, and appends what is left.
  public mutating func end(to output: inout [UInt8]) throws(SettlingError) {
    try endGroup(to: &output)
    try decide(to: &output)
  }

  /// A line about which everything was decided before.
  private func pass(_ cells: [ArraySlice<UInt8>], rest: ArraySlice<UInt8>, to output: inout [UInt8]) {
    for cell in cells[..<4] {
      output += cell
      output.append(0x09)
    }
    output += [0x09, 0x09]
    output += rest
    output.append(0x0A)
  }

  private mutating func endGroup(to output: inout [UInt8]) throws(SettlingError) {
    if group.count == 1 {
      write(group[0], to: &output)
    } else if !group.isEmpty {
      let holder = waiting.count + 1
      for index in group.indices {
        group[index].row = holder + index
        group[index].holder = holder
      }
      waiting += group
      if waiting.count >= Self.rowsAtOnce { try decide(to: &output) }
    }
    group.removeAll(keepingCapacity: true)
  }

  private mutating func decide(to output: inout [UInt8]) throws(SettlingError) {
    guard !waiting.isEmpty else { return }
    var facts = RowFactsBuffer()
    for line in waiting { facts.append(encoded: RecordLine.unescaped(line.facts)) }
    people = Self.people(choice, memory)
    try people.append(facts, firstRowNumber: 1)
    var groups = GroupSettling(
      survivor: contactChoice.survivorRule, sharing: contactChoice.sharingRule, memoryLimit: memory.groups, directory: memory.directory)
    do throws(SpillError) {
      for line in waiting where line.row != line.holder { try groups.add(line.row, holder: line.holder) }
    } catch {
      throw .disk(error)
    }
    var decisions = try groups.decide(by: &people)
    do throws(SpillError) {
      for line in waiting { write(line, as: try decisions.next(for: line.row), to: &output) }
    } catch {
      throw .disk(error)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private func write(_ line: Line, as decision: RowDecision? = nil, to output: inout [UInt8]) {
    var written = RecordLine()
    written.append(line.number, to: &output)
    written.append(line.lineNumber, to: &output)
    let other = decision.map { $0.other == 0 ? 0 : waiting[$0.other - 1].number } ?? 0
    let fate: Fate =
      switch decision?.verdict {
      case .duplicate: .duplicate(of: other)
      case .shared(let kind): .shared(with: other, kind)
      case .merge, nil: .written
      }
    let ends = line.cells.indices.lazy.filter { line.cells[$0] == 0x09 }
    let cleanedEnd = ends.dropFirst(choice.columnCount - 1).first ?? line.cells.endIndex
    if case .written = fate {
      for _ in 0..<3 { written.append("", to: &output) }
      written.append(cells: line.person, to: &output)
      written.append(cells: line.person.isEmpty ? line.cells[..<cleanedEnd] : line.cells, to: &output)
    } else {
      let finding = fate.finding(
        at: Place(rowNumber: line.number, lineNumber: line.lineNumber), repeatCode: choice.isNumber ? .sameNumber : .sameValues)
      written.append(finding.code.name, to: &output)
      written.append(phrase(finding), to: &output)
      if other == 0 { written.append("", to: &output) } else { written.append(other, to: &output) }
      written.append("", to: &output)
      if cleanedEnd < line.cells.endIndex { written.append(cells: line.cells[(cleanedEnd + 1)...], to: &output) }
    }
    written.end(in: &output)
  }
}

extension KeyedSettling.Choice {
  /// What follows from a list's plan.
  public init(_ decisions: ListDecisions) {
    let plan = Plan(decisions, isStrict: false)
    self.init(
      survivor: plan.choice.survivor, sharedNumber: plan.choice.sharedNumber, comparesNames: plan.comparesNames,
      isNumber: plan.isIdentifiedByNumber, columnCount: plan.columns.count)
  }

  /// What a plan says of it, as JSON: its member `result`. Nil when that is no such thing.
  public init?(json: String) {
    guard let value = JSONValue(parsing: json), let survivor = value["survivor"]?.string.flatMap(Survivor.init(rawValue:)),
      let shared = value["sharedNumber"]?.string.flatMap(SharedNumber.init(rawValue:)), let names = value["comparesNames"]?.bool,
      let isNumber = value["isNumber"]?.bool, let columns = value["columns"]?.elements, !columns.isEmpty
    else { return nil }
    self.init(survivor: survivor, sharedNumber: shared, comparesNames: names, isNumber: isNumber, columnCount: columns.count)
  }
}

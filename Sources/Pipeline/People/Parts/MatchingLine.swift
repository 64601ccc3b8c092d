internal import Duplicates

/// A line that parts of a list hand to one another in matching, cut into its cells.
struct MatchingLine {
  let cells: [ArraySlice<UInt8>]

  init(_ line: ArraySlice<UInt8>) { cells = line.split(separator: 0x09, omittingEmptySubsequences: false) }

  func text(_ index: Int) -> String { index < cells.count ? String(decoding: cells[index], as: UTF8.self) : "" }

  func number(_ index: Int) -> Int? { Int(text(index)) }

  /// Numbers between commas.
  func numbers(_ index: Int) -> [UInt32]? {
    guard index < cells.count else { return nil }
    let words = cells[index].split(separator: UInt8(ascii: ","))
    let numbers = words.compactMap { UInt32(String(decoding: $0, as: UTF8.self)) }
    return numbers.count == words.count ? numbers : nil
  }

  /// A record that begins in a cell: its number, its line, what tells it apart (`PersonCell`), and how often its values stand in the list.
  func person(_ index: Int) -> CountedPerson? {
    guard index + 3 < cells.count, let number = number(index), let line = self.number(index + 1), let cell = PersonCell(cells[index + 2]),
      let uses = numbers(index + 3)
    else { return nil }
    return CountedPerson(rowNumber: number, lineNumber: line, cell: cell, uses: uses)
  }

  /// Bytes as hexadecimal digits.
  func bytes(_ index: Int) -> [UInt8]? {
    guard index < cells.count, cells[index].count.isMultiple(of: 2) else { return nil }
    let digits = cells[index].compactMap { Character(Unicode.Scalar($0)).hexDigitValue.map(UInt8.init) }
    guard digits.count == cells[index].count else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

/// A record as parts of a list hand it to one another.
struct CountedPerson {
  let rowNumber: Int
  let lineNumber: Int
  let cell: PersonCell
  let uses: [UInt32]

  var contact: CountedContact { CountedContact(record: cell.record, rowNumber: rowNumber, uses: uses) }
}

extension FixedWidthInteger {
  /// All hexadecimal digits of the number.
  var hex: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: Self.bitWidth / 4 - digits.count) + digits
  }
}

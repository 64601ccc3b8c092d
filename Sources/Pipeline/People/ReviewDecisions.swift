public import CSV

/// What a person has marked in review files: which pairs are one person, and which are not.
///
/// A mark is about two records as their `id_1` and `id_2` tell (name, number and address together), or else their name with the number, or
/// their name with the address: never about row numbers, so a list that was exported anew, sorted or mended finds its marks again.
public struct ReviewDecisions: Sendable {
  struct Decision: Sendable {
    let mark: Review.Mark
    let people: (first: Sought, second: Sought)
  }

  /// A record that a decision is about.
  struct Sought: Sendable {
    let word: UInt64?
    let identity: PersonIdentity
    /// Where it stood when the review was written: tells apart records that are the same in all that they are known by.
    let rowNumber: Int?
  }

  private(set) var decisions: [Decision] = []

  public init() {}

  public var isEmpty: Bool { decisions.isEmpty }

  /// Reads the marks of a review file, in whatever form a spreadsheet saved it. Of two marks on one pair the one read last holds.
  public mutating func read<Source: ByteSource & ~Copyable>(_ file: consuming ListReader<Source>) throws(ReviewError) {
    let columns = try ReviewColumns(header: file.header)
    var reading = ListPass(dialect: file.detection.dialect)
    while try Self.next(&reading, of: &file) {
      for record in reading.records {
        let cells = reading.batch.strings(ofRecord: record).map(FormulaGuard.unguarded)
        func cell(_ name: String) -> String { columns[name].flatMap { $0 < cells.count ? cells[$0] : nil } ?? "" }
        let word = String(cell("decision").filter { !$0.isWhitespace }).lowercased()
        guard !word.isEmpty else { continue }
        guard let mark = Review.Mark(rawValue: word) else {
          throw .unknownMark(cell("decision"), lineNumber: reading.batch.lineNumber(ofRecord: record))
        }
        func sought(_ number: Int) -> Sought {
          var identity = PersonIdentity()
          identity.name += cell("name_\(number)").utf8
          identity.phone += cell("phone_\(number)").utf8
          identity.email += cell("email_\(number)").utf8
          return Sought(
            word: PersonIdentity.word(of: cell("id_\(number)")), identity: identity, rowNumber: Int(cell("record_\(number)")))
        }
        decisions.append(Decision(mark: mark, people: (sought(1), sought(2))))
      }
    }
  }

  private static func next<Source: ByteSource & ~Copyable>(
    _ reading: inout ListPass, of file: inout ListReader<Source>
  ) throws(ReviewError) -> Bool {
    do { return try reading.next(of: &file) } catch { throw .input(error) }
  }
}

/// Why marks cannot be read.
public enum ReviewError: Error, Sendable, Equatable {
  case input(InputError)
  /// The file lacks a column that a review file has.
  case noColumn(String)
  /// A decision that is neither `same` nor `different`.
  case unknownMark(String, lineNumber: Int)
}

/// The columns of a review file, in their order.
public struct ReviewColumns: Sendable {
  public static let names = [
    "decision", "kind", "group", "score", "name_1", "name_2", "phone_1", "phone_2", "email_1", "email_2", "record_1", "record_2", "line_1",
    "line_2", "evidence", "note", "id_1", "id_2",
  ]
  /// The index of the column with the number of a pair's group.
  static let group = 2

  private var indexes: [String: Int] = [:]

  fileprivate init(header: [String]) throws(ReviewError) {
    for (index, name) in header.enumerated() where indexes[name] == nil { indexes[name] = index }
    for name in ["decision", "id_1", "id_2"] where indexes[name] == nil { throw .noColumn(name) }
  }

  fileprivate subscript(name: String) -> Int? { indexes[name] }
}

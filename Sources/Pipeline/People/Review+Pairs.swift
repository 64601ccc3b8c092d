internal import Duplicates

extension Review {
  /// The pairs of a review, each put together when it is asked for: a large list has hundreds of thousands, of some 60 bytes each.
  public struct Pairs: RandomAccessCollection, Sendable {
    struct Row: Sendable {
      /// The cards of the two records (0-based).
      var first: UInt32
      var second: UInt32
      var standing: Standing
      /// Counted from 1; 0 for none.
      var group = 0
      var score = 0.0
      var evidence = Evidence()
      var notes: [Note] = []
      var mark: Mark?
    }

    private let rows: [Row]
    private let cards: PersonCards

    init(rows: [Row] = [], cards: PersonCards = PersonCards()) {
      self.rows = rows
      self.cards = cards
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { rows.count }

    /// Costs the texts of both records and the clues.
    public subscript(index: Int) -> Pair {
      let row = rows[index]
      let isScored = row.standing != .household
      return Pair(
        first: cards.person(Int(row.first)), second: cards.person(Int(row.second)), standing: row.standing,
        group: row.group == 0 ? nil : row.group, score: isScored ? row.score : nil, clues: isScored ? Clue.all(of: row.evidence) : [],
        notes: row.notes, mark: row.mark)
    }

    /// How many pairs are of a kind. Linear.
    public func count(of standing: Standing) -> Int { rows.count { $0.standing == standing } }
  }
}

internal import ICU

/// Finds records that are one person with another number, a swapped name, a nickname, a typing error or another script.
///
/// Fill it record by record, then ask once. Two lists are compared by filling both in, with row numbers that tell them
/// apart. The answer depends on the records and their order alone.
public struct PossibleDuplicates: ~Copyable {
  /// What may be set. The defaults fit contact lists and were chosen on none.
  public struct Options: Sendable {
    /// The least score of a match, in bits.
    public var threshold = 3.0
    /// The score from which pairs are merged; nil lists them only, and merges nothing but what a person has marked.
    public var mergeAbove: Double?
    /// The most records that one person may have.
    public var largestCluster = 50

    public init() {}
  }

  public enum Failure: Error, Equatable, Sendable {
    /// ICU could not open its transliterator; the code is ICU's own.
    case noTransliterator(code: Int32)
  }

  private let options: Options
  private var index: ContactIndex

  /// Costs about 5 ms: ICU's transliterator is opened and the tables of nicknames are read.
  public init(options: Options = Options()) throws(Failure) {
    self.options = options
    do { index = try ContactIndex() } catch { throw .noTransliterator(code: error.code) }
  }

  public var count: Int { index.contacts.count }

  /// Reads a record and lets go of it: some 150 bytes and its distinct texts are kept. At most 4 billion records.
  public mutating func append(_ record: ContactRecord, rowNumber: Int) {
    index.append(record, rowNumber: rowNumber)
  }

  /// Compares the records: about 3 µs each.
  ///
  /// - Parameter decisions: what a person has decided about pairs; obeyed before any evidence.
  public consuming func matches(decisions: PairDecisions = PairDecisions()) -> Matches {
    index.settle()
    var blocking = Blocking(index)
    var model = WeightModel(records: index.contacts.count)
    model.learn(from: blocking, index)
    var accepted = AcceptedPairs(threshold: options.threshold)
    for position in blocking.pairs.indices {
      let ahead = position + 12
      if ahead < blocking.pairs.count { index.prefetch(Int(blocking.pairs[ahead] & 0xFFFF_FFFF)) }
      let pair = blocking.pairs[position]
      accepted.consider(Int(pair >> 32), Int(pair & 0xFFFF_FFFF), index, model, decisions)
    }
    let comparedPairs = blocking.pairs.count
    blocking.forgetPairs()
    return Matches(accepted, index, model, options, decisions, capped: blocking.capped, comparedPairs: comparedPairs)
  }
}

/// What matching found in a list.
public struct Matches: Sendable {
  /// Every accepted pair, ordered by row numbers.
  public let pairs: [MatchedPair]
  /// Clusters of at least two records, ordered by their first row.
  public let clusters: [MatchCluster]
  /// Clusters to be merged: those of `clusters` as far as their pairs reach `mergeAbove` or were marked the same.
  public let merges: [MatchCluster]
  public let households: [HouseholdLink]
  public let cappedBlocks: [CappedBlock]
  public let comparedPairs: Int
}

extension Matches {
  /// Makes people of pairs.
  init(
    _ accepted: consuming AcceptedPairs, _ index: borrowing ContactIndex, _ model: WeightModel, _ options: PossibleDuplicates.Options,
    _ decisions: PairDecisions, capped: [CappedBlock] = [], comparedPairs: Int = 0
  ) {
    accepted.obey(decisions, index, model)
    accepted.markAmbiguous(index, model)
    let found = accepted.pairs
    let mergeAbove = options.mergeAbove ?? .infinity
    func clusters(_ isUsed: (AcceptedPairs.Pair) -> Bool) -> [MatchCluster] {
      Clustering(found, index, model, limit: options.largestCluster, decisions: decisions, isUsed: isUsed).clusters
    }
    pairs = found.map { $0.described(by: index.rowNumbers) }
    self.clusters = clusters { !$0.isAmbiguous }
    merges = options.mergeAbove == nil && decisions.isEmpty ? [] : clusters { $0.isDecided || !$0.isAmbiguous && $0.score >= mergeAbove }
    households = accepted.households
    cappedBlocks = capped
    self.comparedPairs = comparedPairs
  }
}

extension PossibleDuplicates {
  /// What speaks for and against two records being one, whether or not matching would have compared them. Linear in the
  /// list, which is searched for the row numbers; nil when one is not in it.
  public mutating func explain(_ firstRowNumber: Int, _ secondRowNumber: Int) -> Explanation? {
    index.settle()
    guard let first = index.rowNumbers.firstIndex(of: firstRowNumber),
      let second = index.rowNumbers.firstIndex(of: secondRowNumber)
    else { return nil }
    var model = WeightModel(records: count)
    model.learn(from: Blocking(index), index)
    let comparison = index.compare(first, second, model)
    return Explanation(
      evidence: comparison.evidence, veto: comparison.veto, score: comparison.evidence.total + model.prior)
  }

  public struct Explanation: Sendable {
    public let evidence: Evidence
    /// Why the two are not one whatever the score; nil when the score decides.
    public let veto: Veto?
    public let score: Double
  }
}

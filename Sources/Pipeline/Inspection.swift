internal import CSV
public import Rules

/// What was understood of a list, and why: in phrases and counts that a report puts together.
public struct Inspection: Sendable, Equatable {
  /// One thing about how the list is written.
  public struct Answer: Sendable, Equatable {
    /// What was asked ("delimiter").
    public let subject: String
    /// What was found ("semicolon").
    public let answer: String
    /// What speaks for it, in a few words; empty when the answer says it all.
    public let evidence: String

    public init(_ subject: String, _ answer: String, _ evidence: String = "") {
      self.subject = subject
      self.answer = answer
      self.evidence = evidence
    }
  }

  /// One column of the list.
  public struct Column: Sendable, Equatable {
    public let name: String
    /// What it holds ("phone numbers"), or nil when nobody knows.
    public let meaning: String?
    /// What is done with it ("for cellPhoneNumber").
    public let use: String
    /// Whether the rules have a place for it, or it is evidence of something.
    public let isUsed: Bool
    /// Why it was taken for what it is.
    public let evidence: String
    /// What its first cells are, in numbers.
    public let cells: String
    /// Why somebody should look at it.
    public let doubts: [String]

    public init(name: String, meaning: String?, use: String, isUsed: Bool = true, evidence: String, cells: String, doubts: [String] = []) {
      self.name = name
      self.meaning = meaning
      self.use = use
      self.isUsed = isUsed
      self.evidence = evidence
      self.cells = cells
      self.doubts = doubts
    }
  }

  /// Several columns that fit one purpose equally well.
  public struct Ambiguity: Sendable, Equatable {
    public let purpose: String
    /// The names of the columns, the one that was taken first.
    public let columns: [String]

    public init(purpose: String, columns: [String]) {
      self.purpose = purpose
      self.columns = columns
    }
  }

  public var form: [Answer]
  /// The line that was taken for the header though no field of it is a name that columns have; nil when that is not so.
  public var doubtfulHeaderLine: Int?
  public var columns: [Column]
  /// Whether a column that the rules don't know is written all the same, and not left out.
  public var keepsEveryColumn: Bool
  public var ambiguities: [Ambiguity]
  /// A target column that the rules cannot do without and that nothing in the list feeds.
  public var missing: String?
  /// Nil when no column holds numbers.
  public var countries: CountryFacts?

  public init(
    form: [Answer], doubtfulHeaderLine: Int? = nil, columns: [Column], keepsEveryColumn: Bool = false,
    ambiguities: [Ambiguity] = [], missing: String? = nil,
    countries: CountryFacts? = nil
  ) {
    self.form = form
    self.doubtfulHeaderLine = doubtfulHeaderLine
    self.columns = columns
    self.keepsEveryColumn = keepsEveryColumn
    self.ambiguities = ambiguities
    self.missing = missing
    self.countries = countries
  }
}

extension ListReader where Source: ~Copyable {
  /// What was understood of the list, once a plan was made for it. Looks at the cells of the first records again.
  public borrowing func inspection(of plan: Plan, rules: RulesFile, match: HeaderMatch, survey: ColumnSurvey) -> Inspection {
    var cells = survey.cells
    let contents = survey.contents(
      of: sample, records: sampleRecords, columnCount: header.count, region: plan.region, match: match, cells: &cells)
    let words = ColumnWords(rules: rules, match: match, header: header)
    let known = match.sources.count { $0.isKnownByName }
    return Inspection(
      form: detection.form + [headerAnswer(knownNames: known)] + detection.surroundings,
      doubtfulHeaderLine: hasHeader && detection.hasHeader == nil && known == 0 ? headerLine : nil,
      columns: header.indices.map { words.column($0, content: contents[$0]) },
      keepsEveryColumn: rules.output.layout == .source,
      ambiguities: match.ambiguities.map { ambiguity in
        Inspection.Ambiguity(purpose: words.purpose(ambiguity.destination), columns: ambiguity.columns.map { header[$0] })
      },
      missing: plan.unreachable,
      countries: plan.phoneColumns.isEmpty ? nil : CountryFacts(plan, guess: HomeGuess(plan, sample: sample, records: sampleRecords)))
  }

  private borrowing func headerAnswer(knownNames: Int) -> Inspection.Answer {
    guard hasHeader else {
      let looksLikeData = detection.hasHeader == false
      return Inspection.Answer(
        "header", "none", looksLikeData ? "the first record is data like the others" : "as it was said")
    }
    // A plan says where the header was, and the list's first records are not looked at again.
    guard let headerLine else { return Inspection.Answer("header", "\(counted(header.count, "column"))", "as the plan says") }
    let place = "line \(headerLine)"
    if knownNames > 0 {
      return Inspection.Answer(
        "header", place,
        "\(knownNames == header.count ? "all" : "\(knownNames)") of its \(counted(header.count, "field")) known as names of columns")
    }
    for case .headerDiffers(let columns) in detection.evidence {
      return Inspection.Answer("header", place, "words, above \(counted(columns, "column")) of numbers or addresses")
    }
    return Inspection.Answer("header", place, "nothing speaks against it")
  }
}

/// "1 field", "2 fields".
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

import Testing

@testable import Duplicates

@Suite struct PossibleDuplicatesTests {
  struct PairCase: CustomStringConvertible {
    var a: ContactRecord
    var b: ContactRecord
    /// nil where the two may be one person.
    var veto: Veto?
    var reason: String
    var description: String { reason }

    init(_ a: KeyValuePairs<ContactRole, String>, _ b: KeyValuePairs<ContactRole, String>, _ veto: Veto?, _ reason: String) {
      self.a = ContactRecord(a)
      self.b = ContactRecord(b)
      self.veto = veto
      self.reason = reason
    }
  }

  static let pairs = [
    PairCase(
      [.givenName: "Robert", .surname: "Miller", .phone: "+14155550100"],
      [.givenName: "Bob", .surname: "Miller", .phone: "+1 415 555 0100"], nil, "a nickname, and the number written apart"),
    PairCase(
      [.givenName: "Robert", .surname: "Miller", .phone: "+14155550100", .street: "1 Oak St."],
      [.givenName: "Susan", .surname: "Miller", .phone: "+14155550100", .street: "1 Oak Street"], .household, "a couple"),
    PairCase(
      [.givenName: "Maria", .surname: "Costa", .phone: "+351211234567"],
      [.givenName: "Mario", .surname: "Costa", .phone: "+351211234567"], .rivalNames, "sister and brother"),
    PairCase(
      [.givenName: "Maria", .surname: "Costa", .phone: "+351211234567"],
      [.givenName: "Mraia", .surname: "Costa", .phone: "+351211234567"], nil, "letters exchanged make no name"),
    PairCase(
      [.fullName: "John Smith Sr.", .phone: "+14155550100"], [.fullName: "Smith, John, Jr.", .phone: "+14155550100"],
      .generation, "father and son"),
    PairCase(
      [.fullName: "John Smith", .phone: "+14155550100"], [.fullName: "John Smith, Jr.", .phone: "+14155550100"], .generation,
      "a suffix on one side: nobody knows, so they stay apart"),
    PairCase(
      [.givenName: "John", .surname: "Smith", .city: "Leeds", .phone: "+441130000001"],
      [.givenName: "John", .surname: "Smith", .city: "Leeds", .phone: "+441139988776", .email: "j@x.org"], .noContactPoint,
      "namesakes in one city"),
    PairCase(
      [.givenName: "Ana", .surname: "Lopez", .email: "info@acme.com"],
      [.givenName: "Luis", .surname: "Perez", .email: "info@acme.com"], .noName, "an office mailbox"),
    PairCase(
      [.givenName: "Щукин", .surname: "Дмитрий", .phone: "+79161234567"],
      [.givenName: "Dmitry", .surname: "Shchukin", .phone: "+79161234567"], nil, "another script, and the names exchanged"),
    PairCase(
      [.givenName: "Selman", .surname: "Christian", .phone: "+4930901200"],
      [.givenName: "Christiane", .surname: "Selman", .phone: "+4930901200"], .noName,
      "brother and sister, of whom one has the names in each other's column"),
    PairCase(
      [.givenName: "Simon", .surname: "Николић", .phone: "+381112345678"],
      [.givenName: "Simone", .surname: "Nikolic", .phone: "+381112345678"], .rivalNames,
      "only the surnames are in two scripts: the given names are compared as ever"),
    PairCase(
      [.givenName: "Rene", .surname: "Wagner", .phone: "+4930901200"],
      [.givenName: "Irene", .surname: "Wagner", .phone: "+4930901200"], .rivalNames, "one letter apart, and both are names"),
    PairCase(
      [.givenName: "Jörg", .surname: "Müller", .email: "j@mueller.de"],
      [.givenName: "Joerg", .surname: "Mueller", .email: "J+news@mueller.de"], nil, "umlauts written out, and a tag in the mailbox"),
    PairCase(
      [.surname: "Miller", .phone: "+14155550100"], [.givenName: "Susan", .surname: "Miller", .phone: "+14155550100"], .unnamed,
      "a surname and a number: one of a couple, and nobody knows which"),
    PairCase(
      [.givenName: "Anna", .surname: "Kern", .email: "anna.kern@web.de"],
      [.givenName: "Anna", .surname: "Wolff", .email: "anna.kern@web.de"], nil, "married, and kept the mailbox"),
    PairCase(
      [.givenName: "Wei", .surname: "Chen", .identifier: "7131335", .birthDate: "1980-02-03"],
      [.givenName: "David", .surname: "Chen", .identifier: "7131335", .birthDate: "19800203"], nil,
      "another first name, but an identifier of one's own"),
  ]

  @Test("What keeps two records apart", arguments: pairs)
  func vetoes(_ pair: PairCase) throws {
    for records in [[pair.a, pair.b], [pair.b, pair.a]] {
      var duplicates = try PossibleDuplicates()
      for (index, record) in records.enumerated() { duplicates.append(record, rowNumber: index + 1) }
      #expect(duplicates.explain(1, 2)?.veto == pair.veto)
    }
  }

  /// A list in which every rule has something to do.
  private func list(decisions: PairDecisions = PairDecisions(), mergeAbove: Double? = nil) throws -> Matches {
    var options = PossibleDuplicates.Options()
    options.mergeAbove = mergeAbove
    var duplicates = try PossibleDuplicates(options: options)
    let records: [ContactRecord] = [
      ContactRecord([.givenName: "Robert", .surname: "Featherstone", .phone: "+14155550100", .email: "rf@a.org"]),
      ContactRecord([.givenName: "Bob", .surname: "Featherstone", .phone: "+14155550100"]),
      ContactRecord([.givenName: "Susan", .surname: "Featherstone", .phone: "+14155550100"]),
      ContactRecord([.givenName: "J.", .surname: "Quill", .phone: "+14155550200"]),
      ContactRecord([.givenName: "John", .surname: "Quill", .phone: "+14155550200"]),
      ContactRecord([.givenName: "Jane", .surname: "Quill", .phone: "+14155550200"]),
    ]
    for (index, record) in records.enumerated() { duplicates.append(record, rowNumber: index + 1) }
    // Strangers, so that there is a list for frequencies to be counted in.
    var generator = ContactGenerator(seed: 9)
    var record = ContactRecord()
    var row = records.count
    generator.make(300) { contact in
      guard contact.kind == .person else { return }
      row += 1
      contact.fill(&record)
      duplicates.append(record, rowNumber: row)
    }
    return duplicates.matches(decisions: decisions)
  }

  @Test("A person is found, a household is linked, and an initial that fits two joins neither")
  func clusters() throws {
    let matches = try list()
    #expect(matches.clusters.map(\.rowNumbers) == [[1, 2]])
    #expect(matches.clusters.first?.survivor == 1)
    #expect(matches.merges.isEmpty)
    #expect(matches.households.contains(HouseholdLink(firstRowNumber: 1, secondRowNumber: 3, reason: .household)))
    #expect(matches.pairs.filter(\.isAmbiguous).map(\.rowNumbers.first) == [4, 4])
    let pair = try #require(matches.pairs.first)
    #expect(pair.evidence[.givenName].agreement == .nickname)
    #expect(pair.evidence[.phone].weight > 0)
    #expect(pair.evidence.description.contains("surname exact +"))
  }

  @Test("A score from which to merge, and a person's marks, decide what is merged")
  func merges() throws {
    #expect(try list(mergeAbove: 5).merges.map(\.rowNumbers) == [[1, 2]])
    #expect(try list(mergeAbove: 500).merges.isEmpty)
    var decisions = PairDecisions()
    decisions[2, 1] = .different
    decisions[5, 4] = .same
    let decided = try list(decisions: decisions, mergeAbove: 5)
    #expect(decided.clusters.map(\.rowNumbers) == [[4, 5]])
    #expect(decided.merges.map(\.rowNumbers) == [[4, 5]])
    var same = PairDecisions()
    same[1, 3] = .same
    #expect(try list(decisions: same).merges.map(\.rowNumbers) == [[1, 3]])
  }

  @Test("What a person called different is never one cluster, whatever other marks and evidence join")
  func differentStaysApart() throws {
    var duplicates = try PossibleDuplicates()
    // Four records of one Robert Miller: all of them match one another.
    for row in 1...4 {
      duplicates.append(
        ContactRecord([.givenName: row == 2 ? "Bob" : "Robert", .surname: "Miller", .phone: "+14155550100", .email: "rob@miller.org"]),
        rowNumber: row)
    }
    var decisions = PairDecisions()
    decisions[1, 4] = .different
    decisions[1, 2] = .same
    decisions[2, 4] = .same
    let matches = duplicates.matches(decisions: decisions)
    #expect(matches.pairs.allSatisfy { $0.rowNumbers != (1, 4) })
    for cluster in matches.clusters + matches.merges { #expect(!Set(cluster.rowNumbers).isSuperset(of: [1, 4]), "\(cluster)") }
    #expect(matches.merges.map(\.rowNumbers) == [[1, 2]], "the mark on the earlier pair is carried out, the other one cannot be")
  }

  @Test("The answer depends on the records and their order alone")
  func deterministic() throws {
    func answer() throws -> [String] {
      var generator = ContactGenerator(seed: 3)
      var duplicates = try PossibleDuplicates()
      var record = ContactRecord()
      var row = 0
      generator.make(2_000) { contact in
        row += 1
        contact.fill(&record)
        duplicates.append(record, rowNumber: row)
      }
      let matches = duplicates.matches()
      return matches.pairs.map { "\($0.rowNumbers) \($0.score) \($0.evidence)" } + matches.clusters.map { "\($0)" }
        + matches.households.map { "\($0)" }
    }
    #expect(try answer() == answer())
  }

  @Test("Empty lists, empty records and single records are answered")
  func degenerate() throws {
    #expect(try PossibleDuplicates().matches().pairs.isEmpty)
    var duplicates = try PossibleDuplicates()
    for row in 1...3 { duplicates.append(ContactRecord([.givenName: " ", .phone: "-", .fullName: "…"]), rowNumber: row) }
    #expect(duplicates.matches().clusters.isEmpty)
  }
}

public import Pipeline

extension Inspection {
  /// What was understood, as lines for a person.
  ///
  /// - Parameter source: the list as the person named it.
  public func text(source: String) -> String {
    var lines = [source, "", "How it is written"]
    let width = form.map(\.subject.count).max() ?? 0
    for answer in form {
      let why = answer.evidence.isEmpty ? "" : " (\(answer.evidence))"
      lines.append("  \(answer.subject.filled(to: width))  \(answer.answer)\(why)")
    }
    lines += ["", columns.count == 1 ? "Its column" : "Its \(columns.count) columns"]
    let numberWidth = String(columns.count).count
    // A wide export has dozens of columns that matter to nobody: they share a line.
    let carried = columns.indices.filter { columns[$0].isLeftOut }
    let listed = carried.count > 2 ? columns.indices.filter { !columns[$0].isLeftOut } : Array(columns.indices)
    for index in listed { lines += columns[index].lines(number: index + 1, width: numberWidth) }
    if carried.count > 2 {
      let shown = carried.prefix(200)
      let rest = carried.count - shown.count
      let names =
        shown.map { "\($0 + 1) \(columns[$0].name.isEmpty ? "(no name)" : columns[$0].name)" }
        + (rest > 0 ? ["and \(grouped(rest)) more"] : [])
      let what = keepsEveryColumn ? "Kept as they are" : "Left out, since the rules have no place for them"
      lines.append("  \(what): \(names.joined(separator: ", "))")
    }
    if !questions.isEmpty { lines += ["", "Please look at"] + questions.map { "  " + $0 } }
    lines += ["", "Countries"] + countrySentences.map { "  " + $0 }
    return lines.map(\.visible).joined(separator: "\n")
  }

  /// What a person should decide, each with how to say it.
  var questions: [String] {
    var questions: [String] = []
    if let doubtfulHeaderLine {
      questions.append("No field of line \(doubtfulHeaderLine) is a usual name of a column. If it is a record like the others: --no-header")
    }
    if let missing {
      questions.append(
        "Nothing in the list looks like a \(missing), which the rules cannot do without. Which column is it? --columns \"NAME=\(missing)\"")
    }
    for ambiguity in ambiguities {
      let names = ambiguity.columns.map { "\"\($0)\"" }
      questions.append(
        "\(names.joined(separator: " and ")) fit \(ambiguity.purpose) equally well; \(names.first ?? "") comes first. "
          + "If another one should: --columns \"NAME=\(ambiguity.purpose)\"")
    }
    questions += doubts
    if columns.contains(where: { !$0.doubts.isEmpty }) {
      questions.append("If such a column is something else, say what: --columns \"NAME=TARGET\", or \"#NUMBER=TARGET\"")
    }
    return questions
  }

  /// The doubts about columns; one that several have is said once.
  private var doubts: [String] {
    var said: [(doubt: String, columns: [Int])] = []
    for (index, column) in columns.enumerated() {
      for doubt in column.doubts {
        if let known = said.firstIndex(where: { $0.doubt == doubt }) {
          said[known].columns.append(index)
        } else {
          said.append((doubt, [index]))
        }
      }
    }
    return said.map { doubt, columns in
      let names = columns.map { index in
        let name = self.columns[index].name
        return name == "column \(index + 1)" || name.isEmpty ? "\(index + 1)" : "\(index + 1), \"\(name)\""
      }
      return "\(names.count == 1 ? "Column" : "Columns") \(names.enumerated): \(doubt)."
    }
  }

  private var countrySentences: [String] {
    guard let countries else { return ["No column holds numbers, so no country matters."] }
    return countries.sentences
  }
}

extension Inspection.Column {
  /// Whether there is nothing to say of it but that it is left out.
  fileprivate var isLeftOut: Bool { !isUsed && meaning == nil && doubts.isEmpty }

  fileprivate func lines(number: Int, width: Int) -> [String] {
    let label = String(repeating: " ", count: max(0, width - String(number).count)) + String(number)
    let indent = String(repeating: " ", count: width + 4)
    let title = "  \(label)  \(name.isEmpty ? "(no name)" : name): \(meaning.map { "\($0), " } ?? "")\(use)"
    return isUsed ? [title, "\(indent)because \(evidence); \(cells)"] : [title]
  }
}

extension CountryFacts {
  fileprivate var sentences: [String] {
    var sentences: [String] = []
    let total = certain.reduce(0) { $0 + $1.count }
    if total == 0 {
      sentences.append("No number looked at is certain: none says its country and is valid there, nor does its record.")
    } else {
      let whose =
        total == 1
        ? "number looked at is certain: it or its record says its" : "numbers looked at are certain: they or their records say their"
      sentences.append("\(grouped(total)) \(whose) country (\(Self.list(certain))).")
    }
    let addressed = byAddress.reduce(0) { $0 + $1.count }
    if addressed > 0 {
      let what =
        addressed == 1
        ? "number is valid in the country of its record's address" : "numbers are valid in the country of their record's address"
      sentences.append("\(grouped(addressed)) \(total > 0 ? "more " : "")\(what) (\(Self.list(byAddress)); country.assumed).")
    }
    if unsaid > 0, total + addressed > 0 {
      let lack = unsaid == 1 ? "gives no country, or is no valid number" : "give no country, or are no valid numbers"
      sentences.append("\(grouped(unsaid)) more \(lack) of the one given.")
    }
    if !withoutPlus.isEmpty { sentences.append("With a plus in front, these would be numbers: \(Self.list(withoutPlus)).") }
    sentences.append("A number without a country code, in a record that says nothing about its country, \(consequence).")
    if fate.isConditional {
      sentences.append("Otherwise \(isRequired ? "the record is rejected" : "it stays as it is") (country.missing).")
    }
    if let guess {
      let places = guess.candidates.map { "\($0.valid) in \($0.country) (--region \($0.region))" }
      sentences.append("Of \(guess.asked) such numbers, so many would be valid there: \(places.joined(separator: ", ")).")
    } else if let suggestion, unsaid > 0 {
      sentences.append("If those are all of the same country as most, say so: --region \(suggestion)")
    } else if suggestion == nil, fate == .none, unsaid > 0 {
      sentences.append("If those are all of one country, say which: --region CC")
    }
    return sentences
  }

  private var consequence: String {
    switch fate {
    case .given(let country): "is read as one of \(country) if it is valid there, as --region says (country.given)"
    case .leader(let country): "is read as one of \(country) if it is valid there, like most of the list (country.assumed)"
    case .leaderAlone(let country):
      "is read as one of \(country), like most of the list, where it is valid in none of the others (country.assumed)"
    case .onlyValid(let countries):
      "belongs to the one of these in which it is valid, if that is one alone: \(countries.joined(separator: ", ")) "
        + "(country.assumed)"
    case .none: isRequired ? "costs the record: it is rejected (country.missing)" : "stays as it is (country.missing)"
    }
  }

  /// "12 Germany, 3 Austria", and how many more there are beyond the first six.
  private static func list(_ counts: [Count]) -> String {
    let shown = counts.prefix(6).map { "\(grouped($0.count)) \($0.country)" }
    let rest = counts.dropFirst(6).reduce(0) { $0 + $1.count }
    return (shown + (rest > 0 ? ["\(grouped(rest)) elsewhere"] : [])).joined(separator: ", ")
  }
}

extension CountryFacts.Fate {
  /// Whether it depends on the number.
  fileprivate var isConditional: Bool {
    switch self {
    case .leaderAlone, .onlyValid: true
    case .given, .leader, .none: false
    }
  }
}

extension String {
  fileprivate func filled(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension [String] {
  /// "1, 2 and 4"
  fileprivate var enumerated: String {
    guard let last, count > 1 else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) and \(last)"
  }
}

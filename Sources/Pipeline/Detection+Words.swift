internal import CSV

extension Detection {
  /// How the text is written, with what speaks for it.
  var form: [Inspection.Answer] {
    [encodingAnswer, delimiterAnswer, quoteAnswer] + escapeAnswers + [lineEndAnswer]
  }

  /// What stands before and after the table, where anything does.
  var surroundings: [Inspection.Answer] {
    var answers: [Inspection.Answer] = []
    if preambleLines > 0 {
      let isSeparator = preambleLines == 1 && evidence.contains { if case .separatorLine = $0 { true } else { false } }
      answers.append(
        .init(
          "before it", counted(preambleLines, "line"),
          isSeparator ? "the sep= line that Excel writes; it is passed over" : "no part of the table, and passed over"))
    }
    if trailingRecords > 0 {
      answers.append(
        .init("at its end", counted(trailingRecords, "record"), "hardly filled, as totals or a note are; read all the same"))
    }
    return answers
  }

  private var encodingAnswer: Inspection.Answer {
    for fact in evidence {
      let why: String? =
        switch fact {
        case .byteOrderMark: "it begins with that encoding's byte order mark"
        case .wellFormedUTF8(let bytes): "all of the first \(counted(bytes, "byte")) are well-formed"
        case .mostlyUTF8(let characters, let illFormed):
          "\(counted(characters, "character")) beyond ASCII are well-formed, \(counted(illFormed, "byte")) damaged"
        case .zeroBytes: "zero bytes stand where that encoding has them"
        case .charsetGuess(_, let confidence): "a guess by its letters, \(confidence) of 100 sure; if that is wrong: --encoding"
        case .assumed: "nothing better was found; if that is wrong: --encoding"
        case .given(.encoding): "as --encoding says"
        default: nil
        }
      if let why { return .init("encoding", encoding.name, why) }
    }
    return .init("encoding", encoding.name)
  }

  private var delimiterAnswer: Inspection.Answer {
    let name = Self.name(of: dialect.delimiter)
    for fact in evidence {
      switch fact {
      case .given(.delimiter): return .init("delimiter", name, "as --delimiter says")
      case .separatorLine: return .init("delimiter", name, "the line sep= says so")
      case .delimiter(dialect.delimiter, let records, let consistent, let fields):
        let share = records == consistent ? "all \(records) records" : "\(consistent) of \(records) records"
        let have = records == 1 ? "the only record has" : "\(share) looked at have"
        return .init("delimiter", name, "\(have) \(counted(fields, "field")) with it")
      case .singleColumn: return .init("delimiter", "none", "nothing splits the records evenly: there is one column")
      default: continue
      }
    }
    return .init("delimiter", name)
  }

  private var quoteAnswer: Inspection.Answer {
    guard let quote = dialect.quote else {
      return .init("quotes", "none", evidence.contains(.given(.quote)) ? "as --quote says" : "")
    }
    for case .quotedFields(quote, let count) in evidence {
      return .init(
        "quotes", Self.name(of: quote), count == 0 ? "none of the records looked at has any" : "around \(counted(count, "field"))")
    }
    return .init("quotes", Self.name(of: quote))
  }

  private var escapeAnswers: [Inspection.Answer] {
    var answers: [Inspection.Answer] = []
    if let escape = dialect.escape {
      var why = "as --escape says"
      for case .backslashEscapes(let records) in evidence { why = "\(counted(records, "record")) only make sense with it" }
      answers.append(.init("escape", Self.name(of: escape), why))
    }
    for case .spaceBeforeQuote(let records) in evidence {
      answers.append(.init("spaces", "passed over", "\(counted(records, "record")) have one between delimiter and quote"))
    }
    if let comment = dialect.comment { answers.append(.init("comments", Self.name(of: comment), "as --comment says")) }
    return answers
  }

  private var lineEndAnswer: Inspection.Answer {
    for case .lineEnds(let lf, let crlf, let cr) in evidence {
      let kinds = [("LF", lf), ("CRLF", crlf), ("CR", cr)].filter { $0.1 > 0 }
      if kinds.count == 1 { return .init("line ends", kinds[0].0) }
      if !kinds.isEmpty { return .init("line ends", "mixed", kinds.map { "\($0.1) \($0.0)" }.joined(separator: ", ")) }
    }
    return .init("line ends", "none", "the text is a single line")
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "|"): "pipe"
    case UInt8(ascii: ":"): "colon"
    case 0x09: "tab"
    case 0x20: "space"
    case 0x21...0x7E: String(decoding: [byte], as: UTF8.self)
    default: "byte \(byte)"
    }
  }
}

internal import ArgumentParser
internal import CSV
internal import PhoneNumbers
internal import Pipeline
internal import Rules

/// How a list is written down. Everything is detected unless it is said here.
struct DialectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("What stands between two fields: one character, or a name: comma, semicolon, tab, pipe, space.", valueName: "char"))
  var delimiter: DialectByte?

  @Option(help: ArgumentHelp("What stands around a field: one character, or none.", valueName: "char"))
  var quote: DialectByte?

  @Option(help: ArgumentHelp("What takes the meaning away from the character after it, such as \\.", valueName: "char"))
  var escape: DialectByte?

  @Option(help: ArgumentHelp("What begins a line that is no record, such as #.", valueName: "char"))
  var comment: DialectByte?

  @Option(help: ArgumentHelp("The text's encoding, such as UTF-8, UTF-16LE, windows-1252.", valueName: "name"))
  var encoding: String?

  @Flag(help: "Take a quote inside a quoted field as text, unless a delimiter or a line's end follows it.")
  var lazyQuotes = false

  var reading: ReadingOptions {
    get throws {
      var options = ReadingOptions()
      if let delimiter {
        guard let byte = delimiter.byte else { throw ValidationError("--delimiter none: a list has to have a delimiter.") }
        options.delimiter = byte
      }
      if let quote { options.quote = .some(quote.byte) }
      options.escape = escape?.byte
      options.comment = comment?.byte
      options.encoding = encoding.map(TextEncoding.init(name:))
      options.hasLazyQuotes = lazyQuotes
      return options
    }
  }
}

/// One byte of a dialect, as it is written on a command line.
struct DialectByte: ExpressibleByArgument {
  /// Nil for "none".
  let byte: UInt8?

  init?(argument: String) {
    switch argument {
    case "none": byte = nil
    case "comma": byte = UInt8(ascii: ",")
    case "semicolon": byte = UInt8(ascii: ";")
    case "tab", "\\t": byte = 0x09
    case "pipe": byte = UInt8(ascii: "|")
    case "space": byte = 0x20
    default:
      guard argument.utf8.count == 1, let only = argument.utf8.first, only != 0x0A, only != 0x0D else { return nil }
      byte = only
    }
  }
}

/// What a list's columns mean, and what is to come of them.
struct UnderstandingOptions: ParsableArguments {
  @OptionGroup var dialect: DialectOptions

  @Flag(help: "The list has no header: its first line is a record. Name columns by number then, as in #1=firstName.")
  var noHeader = false

  @Option(help: ArgumentHelp("The rules to clean by: a name, or the path of a rules file.", valueName: "name|file"))
  var rules = RulesFile.builtInNames[0]

  @Option(help: ArgumentHelp("The country of numbers whose record does not say: ISO alpha-2, such as US.", valueName: "CC"))
  var region: RegionArgument?

  @Option(
    help: ArgumentHelp(
      "What a column is, where its name does not tell: \"Mobile No.=cellPhoneNumber,Name=fullName\". Targets are the rules' columns, "
        + "fullName (is split) and country (is evidence).",
      valueName: "name=target,..."))
  var columns: String?

  /// The options with their rules read and the names of columns learned: once a run, since that costs milliseconds.
  func loaded() throws -> Understanding {
    let rules = try RulesArgument.load(rules)
    return Understanding(rules: rules, columns: columns, region: region?.region, matcher: HeaderMatcher(rules: rules))
  }

  func reading(_ understanding: Understanding) throws -> ReadingOptions {
    var options = try dialect.reading
    options.hasHeader = noHeader ? false : nil
    options.isHeader = understanding.isHeader
    return options
  }
}

/// A region on the command line: one that has a numbering plan.
struct RegionArgument: ExpressibleByArgument {
  let region: Region

  init?(argument: String) {
    guard let region = Region(argument.uppercased()), PhoneMetadata.current.callingCode(of: region) != nil else { return nil }
    self.region = region
  }
}

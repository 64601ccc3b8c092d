internal import Bytes
internal import CSV
internal import PersonNames
internal import PhoneNumbers
internal import Rules

/// What a plan comes to for each record, in plain values: reading a plan's own arrays and names would count references for every record,
/// and those are shared by all workers.
struct RecordSteps: Sendable {
  struct Column: Sendable {
    enum Origin {
      case contact(ContactTexts.Slot)
      /// A column of the source.
      case record(Int)
    }

    let origin: Origin
    /// What is written instead of nothing: a part of `texts`.
    let filler: Contact.Text
    let whenMissing: Rules.Severity?
    /// The column of the source with the name that is cleaned where it stands, if the column has one.
    let name: (source: Int, kind: NameKind)?

    fileprivate init(_ column: Plan.Column, filler: Range<Int>) {
      var name: (source: Int, kind: NameKind)?
      switch column.content {
      case .firstName: origin = .contact(.firstName)
      case .lastName: origin = .contact(.lastName)
      case .salutation: origin = .contact(.salutation)
      case .phoneNumber(let phone): origin = .contact(.number(of: phone))
      case .callingCode(let phone): origin = .contact(.callingCode(of: phone))
      case .extension(let phone): origin = .contact(.extension(of: phone))
      case .copy(let source): origin = .record(source)
      case .name(let source, let kind): (origin, name) = (.contact(.nothing), (source, kind))
      case .nothing: origin = .contact(.nothing)
      }
      self.name = name
      self.filler = Contact.Text(filler, of: .filler)
      whenMissing = column.whenMissing
    }
  }

  struct Phone: Sendable {
    /// Where its columns lie in `numberColumns`.
    let numbers: Range<Int>
    let callingCode: Int?
    let `extension`: Int?
    /// What fills the column of the output, and is no extension where it stands in the source.
    let filler: Range<Int>
    let isRequired: Bool
    /// Whether a column says record by record which phone a number is of.
    let hasLabels: Bool
  }

  /// The columns of the output, in order.
  let columns: [Column]
  /// A bit for each of the first 64 columns of which the rules say something where there is nothing in it, the first one's lowest.
  let demandedColumns: UInt64
  let phones: [Phone]
  /// The source columns of all phones, phone after phone.
  let numberColumns: [Int]
  /// The source columns that are read as names, numbers or countries, and not copied.
  let readColumns: [Int]
  /// The region of a number that nobody says is of elsewhere; nil where that would be a guess.
  let trustedRegion: Region?
  /// How many fields a record of the source should have.
  let fieldCount: Int
  let identityPhone: Int?
  /// What identifies a record without a phone that does; empty when nothing does.
  let identityColumns: [Int]
  let uniqueColumns: [Int]
  /// How salutations are written, with their dot or without, in the order of `SalutationCell`.
  private let salutations: [Contact.Text]
  /// What all the ranges are of, and zeros behind it, so that short texts are copied as the longer ones about them.
  let texts: [UInt8]
  /// Whether the rules ask for more than cleaning.
  let hasWork: Bool
  /// Whether deciding among records of one contact asks of each record nothing but its name.
  let asksNamesAlone: Bool

  init(_ plan: Plan) {
    var texts: [UInt8] = []
    func add(_ text: some Sequence<UInt8>) -> Range<Int> {
      let start = texts.count
      texts.append(contentsOf: text)
      return start..<texts.count
    }
    let columns = plan.columns.map { Column($0, filler: add($0.defaultValue)) }
    var numberColumns: [Int] = []
    phones = plan.phones.enumerated().map { index, sources in
      let start = numberColumns.count
      numberColumns += sources.numbers
      return Phone(
        numbers: start..<numberColumns.count, callingCode: sources.callingCode, extension: sources.extension,
        filler: plan.columns.firstIndex { $0.content == .extension(phone: index) }.map { columns[$0].filler.range } ?? 0..<0,
        isRequired: sources.isRequired,
        hasLabels: !sources.kinds.isEmpty)
    }
    self.columns = columns
    demandedColumns = columns.indices.reduce(0) { $0 | (columns[$1].whenMissing == nil ? 0 : 1 << UInt64($1)) }
    self.numberColumns = numberColumns
    let name = plan.name
    let others =
      [name.first, name.last, name.full, name.salutation, plan.country] + plan.phones.flatMap { [$0.callingCode, $0.extension] }
    let inPlace = plan.columns.compactMap { column in if case .name(let source, _) = column.content { source } else { nil } }
    readColumns = Set(numberColumns + inPlace + others.compactMap(\.self)).sorted()
    trustedRegion = plan.trustsRegion ? plan.region : nil
    fieldCount = plan.header.count
    switch plan.identity {
    case nil: (identityPhone, identityColumns) = (nil, [])
    case .phone(let phone): (identityPhone, identityColumns) = (phone, [])
    case .columns(let columns): (identityPhone, identityColumns) = (nil, columns)
    }
    uniqueColumns = plan.uniqueColumns
    let mr = Contact.Text(add((plan.dotsSalutations ? "Mr." : "Mr").utf8), of: .filler)
    let mrs = Contact.Text(add((plan.dotsSalutations ? "Mrs." : "Mrs").utf8), of: .filler)
    salutations = SalutationCell.allCases.map { $0 == .mr ? mr : $0 == .mrs ? mrs : Contact.Text() }
    self.texts = texts + repeatElement(0, count: PaddedBytes.padding)
    hasWork = plan.work != nil
    asksNamesAlone = plan.nameColumns.isEmpty && !plan.choice.ranks && !plan.choice.merges
  }

  /// The writer of an encoder whose records are lines; nil also where the plan asks for a record's fields one by one, or makes some of them
  /// where they stand.
  func lineWriter(of encoder: any RecordEncoder, for plan: Plan) -> RecordWriter? {
    let makesFields = columns.contains { $0.name != nil }
    let asksFields =
      columns.count > WrittenLine.mostColumns || makesFields || hasWork || !uniqueColumns.isEmpty || !identityColumns.isEmpty
      || plan.needsFacts && !asksNamesAlone
    return asksFields ? nil : encoder.lineWriter
  }

  /// How a salutation is written. Looked up and not asked for case by case: titles come in no order, and which it is would be guessed wrong
  /// for every other record.
  @inline(__always)
  func text(of salutation: SalutationCell) -> Contact.Text { salutations[Int(salutation.rawValue)] }

  func isFiller(_ cell: Span<UInt8>, of phone: Int) -> Bool {
    let filler = phones[phone].filler
    return cell.hasSameBytes(as: texts.span.extracting(filler))
  }
}

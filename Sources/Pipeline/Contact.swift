internal import Bytes
internal import CSV
internal import Duplicates
internal import PersonNames
internal import PhoneNumbers

/// What is known of one record's contact while it is being cleaned. Reused from record to record.
struct Contact: ~Copyable {
  /// The texts that are written otherwise than they stand in the record, one after the other.
  private(set) var bytes = PaddedBytes()
  private(set) var texts: ContactTexts
  private(set) var phones: PlainList<Phone>
  /// Where the contact is at home, as far as its number tells: what decides how its name is cased.
  var region: NameRegion?
  /// The first error that was noticed. Means something only where `isRejected` says so.
  private var firstError: Finding?
  private(set) var isRejected = false
  /// Why the run has to end, where a rule says so. Means something only where `isAborting` says so.
  private(set) var abortion: Finding?
  private(set) var isAborting = false
  /// Whether the record is refused before anything in it is read.
  var isUnread = false

  /// A text that goes out: a part of the contact's own bytes, or one of those that its record was read from where it is right as it stands,
  /// or what is written where there is nothing.
  struct Text: BitwiseCopyable {
    enum Origin {
      case contact, source, filler
    }

    /// The top bit says whether it stands in the source: batches are smaller than 2³¹ bytes.
    private let place: UInt32
    /// The top bit says whether it is a filler.
    private let length: UInt32

    @inline(__always)
    init(_ range: Range<Int> = 0..<0, of origin: Origin = .contact) {
      place = UInt32(truncatingIfNeeded: range.lowerBound) | (origin == .source ? 1 << 31 : 0)
      length = UInt32(truncatingIfNeeded: range.count) | (origin == .filler ? 1 << 31 : 0)
    }

    @inline(__always) var count: Int { Int(length & ~(1 << 31)) }
    @inline(__always) var isEmpty: Bool { count == 0 }
    @inline(__always) var isOfSource: Bool { place >> 31 != 0 }
    @inline(__always) var isFiller: Bool { length >> 31 != 0 }
    @inline(__always) var range: Range<Int> {
      let start = Int(place & ~(1 << 31))
      return unsafe Range(uncheckedBounds: (start, start + count))
    }
  }

  /// What is known of one of the contact's phones beside what is written of it.
  struct Phone: BitwiseCopyable {
    /// What identifies the number; nil where there is none.
    fileprivate(set) var key: IdentityKey? = nil
    /// Where the number belongs, as far as its plan tells.
    fileprivate(set) var region: Region? = nil
  }

  init(phoneCount: Int) {
    phones = PlainList(repeating: Phone(), count: phoneCount)
    texts = ContactTexts(phoneCount: phoneCount)
  }

  var firstName: Text { texts[.firstName] }
  var lastName: Text { texts[.lastName] }
  var salutation: Text { texts[.salutation] }
  var hasName: Bool { !firstName.isEmpty || !lastName.isEmpty }

  @inline(__always)
  mutating func removeAll() {
    bytes.removeAll()
    texts.removeAll()
    phones.fill(Phone())
    region = nil
    isRejected = false
    isAborting = false
    isUnread = false
  }

  /// Why the record cannot go out; nil where it can.
  var rejection: Finding? { isRejected ? firstError : nil }

  mutating func reject(_ reason: Finding) {
    firstError = reason
    isRejected = true
  }

  /// Ends the run for a reason, unless there is one already.
  mutating func abort(_ reason: Finding?) {
    if isAborting { return }
    abortion = reason
    isAborting = reason != nil
  }
}

extension Contact {
  /// What a text says.
  @_lifetime(borrow self, copy record)
  @inline(__always)
  func span(of text: Text, in record: SourceRecord) -> Span<UInt8> {
    if text.isOfSource { return record.fields.bytes.extracting(text.range) }
    return bytes.span.extracting(text.range)
  }

  func string(of text: Text, in record: SourceRecord) -> String { String(decoding: span(of: text, in: record)) }

  /// What a text is a part of.
  @_lifetime(borrow self, copy record, copy fillers)
  @inline(__always)
  func origin(of text: Text, in record: SourceRecord, _ fillers: Span<UInt8>) -> Span<UInt8> {
    if text.isOfSource { return record.fields.bytes }
    return text.isFiller ? fillers : bytes.padded
  }

  /// Appends a text to the record that goes out.
  @inline(__always)
  func append(_ text: Text, of record: SourceRecord, fillers: [UInt8], to fields: inout FieldBuffer) {
    fields.append(text.range, of: origin(of: text, in: record, fillers.span))
  }

  /// What a column of the output holds of the contact or of its record; nothing for a name that is cleaned where it stands.
  @inline(__always)
  func text(of column: RecordSteps.Column, in record: SourceRecord) -> Text {
    switch column.origin {
    case .contact(let slot): texts[slot]
    case .record(let source): record.text(ofColumn: source)
    }
  }
}

extension Contact {
  /// A name that is being cleaned: one of the contact's two, or one that a column is filled with in place.
  enum NamePart {
    case first, last, other
  }

  @inline(__always)
  mutating func setName(_ part: NamePart, _ text: Text) {
    switch part {
    case .first: texts[.firstName] = text
    case .last: texts[.lastName] = text
    case .other: break
    }
  }

  mutating func setName(first: String) { texts[.firstName] = add(first) }
  mutating func setName(last: String) { texts[.lastName] = add(last) }

  @inline(__always)
  mutating func setSalutation(_ text: Text) { texts[.salutation] = text }

  /// Where a number is written before it is taken.
  @unsafe @inline(__always)
  mutating func roomForNumber() -> UnsafeMutableRawPointer {
    bytes.reserve(E164Text.room)
    return unsafe bytes.end
  }

  /// Takes a number for one of the phones, of which so many bytes have been written where `roomForNumber` said.
  @inline(__always)
  mutating func accept(_ number: borrowing PhoneNumber, written count: Int, of region: Region?, into phone: Int) {
    let start = bytes.count
    bytes.advance(by: count)
    // The plus and the calling code are what the number begins with.
    let code = start + 1 + (number.callingCode < 10 ? 1 : number.callingCode < 100 ? 2 : 3)
    texts[.number(of: phone)] = Text(start..<bytes.count)
    texts[.callingCode(of: phone)] = Text(start..<code)
    if !number.extension.isEmpty { texts[.extension(of: phone)] = add(number.extension.digits) }
    phones[phone] = Phone(key: number.key, region: region)
  }

  /// Whether a phone's number is written in a cell as it is here. Mutating, though it changes nothing: it is called for each number, and a
  /// contact that is only lent would be copied for it.
  mutating func holdsNumber(as cell: Span<UInt8>, phone: Int) -> Bool {
    let number = texts[.number(of: phone)].range
    return cell.count == number.count && cell.hasSameBytes(as: bytes.span.extracting(number))
  }

  /// Whether one of the phones has a number, given in E.164.
  func holds(_ e164: [UInt8], in record: SourceRecord) -> Bool {
    phones.indices.contains { span(of: texts[.number(of: $0)], in: record).hasSameBytes(as: e164.span) }
  }

  /// What the first phone that has a number is.
  func observedNumber(_ metadata: PhoneMetadata) -> ObservedBatch.Number {
    guard let phone = phones.indices.first(where: { phones[$0].key != nil }) else { return ObservedBatch.Number() }
    // It was written from a number, and is read as one again.
    let number = try? PhoneNumber(parsing: bytes.span.extracting(texts[.number(of: phone)].range), region: nil, metadata: metadata)
    return ObservedBatch.Number(region: phones[phone].region, type: number?.type(metadata) ?? .unknown)
  }

  /// Keeps what stands in a phone's column though it is no number.
  mutating func keep(_ cell: Text, for phone: Int) { texts[.number(of: phone)] = cell }

  mutating func setExtension(_ digits: Text, of phone: Int) { texts[.extension(of: phone)] = digits }

  /// Takes a part of some bytes among its own.
  @inline(__always)
  mutating func add(_ range: Range<Int>, of source: Span<UInt8>) -> Text {
    let start = bytes.count
    bytes.append(range, of: source)
    return Text(start..<bytes.count)
  }

  private mutating func add(_ text: String) -> Text {
    let text = text.utf8.span
    return add(0..<text.count, of: text)
  }
}

extension PhoneNumber {
  /// What identifies a contact that has this number. The extension does not: behind one number is one line.
  var key: IdentityKey {
    IdentityKey(callingCode: callingCode, nationalNumber: nationalNumber, leadingZeros: numberOfLeadingZeros)
  }
}

internal import ICU

/// Compares the names in records' facts as `NumberGroups` compares those of its members, and keeps what it has read: of a given name or a
/// surname that was seen before it takes a look into a table.
struct NameComparer: ~Copyable {
  private var index: ContactIndex
  private var record = ContactRecord()
  private var givenNames = ReadTexts()
  private var surnames = ReadTexts()

  /// Costs about 15 ms: ICU's transliterator is opened and the tables of nicknames are read.
  init() throws(PossibleDuplicates.Failure) {
    do { index = try ContactIndex() } catch { throw .noTransliterator(code: error.code) }
  }

  /// Whether so many texts are kept that a new comparer should take over: some megabytes.
  var isFull: Bool { givenNames.isFull || surnames.isFull }

  /// Whether two records are one person by their names alone, given that they have a number in common.
  mutating func areOnePerson(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let (first, second) = (features(of: first), features(of: second))
    return index.haveOneName(first, second)
  }

  /// Whether two records have one surname, as far as spelling goes.
  mutating func areOneFamily(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    let first = surname(of: first.span.extracting(NameBounds(first).surname))
    let other = surname(of: second.span.extracting(NameBounds(second).surname))
    return index.compareSurnames(other, first).supports
  }

  private mutating func features(of facts: [UInt8]) -> ContactFeatures {
    let bounds = NameBounds(facts)
    var features = givenName(of: facts.span.extracting(bounds.givenName))
    features.takeSurname(of: surname(of: facts.span.extracting(bounds.surname)))
    return features
  }

  private mutating func givenName(of text: Span<UInt8>) -> ContactFeatures {
    let number = givenNames.number(of: text)
    if givenNames.isNew(number) { givenNames.append(read(text, as: .givenName)) }
    return givenNames.features[number]
  }

  private mutating func surname(of text: Span<UInt8>) -> ContactFeatures {
    let number = surnames.number(of: text)
    if surnames.isNew(number) { surnames.append(read(text, as: .surname)) }
    return surnames.features[number]
  }

  private mutating func read(_ text: Span<UInt8>, as role: ContactRole) -> ContactFeatures {
    record.removeAll()
    record.append(text, as: role)
    index.removeAll()
    index.append(record, rowNumber: 1)
    return index.contacts[0]
  }
}

/// Texts, and what they were read as.
private struct ReadTexts {
  private var texts = TextInterner()
  /// By a text's number; of the empty one there is nothing.
  private(set) var features = [ContactFeatures()]

  private static let mostTexts = 1 << 15
  private static let mostBytes = 1 << 21

  var isFull: Bool { texts.count >= Self.mostTexts || texts.bytes.count >= Self.mostBytes }

  mutating func number(of text: Span<UInt8>) -> Int { Int(texts.intern(text, 0..<text.count)) }

  /// Whether a text's number is one for which `append` is to be called first.
  func isNew(_ number: Int) -> Bool { number == features.count }

  mutating func append(_ read: ContactFeatures) { features.append(read) }
}

extension ContactFeatures {
  /// Takes over what was read of another one's surname.
  fileprivate mutating func takeSurname(of other: ContactFeatures) {
    surname = other.surname
    surnameHead = other.surnameHead
    surnameWhole = other.surnameWhole
    suffix = other.suffix
    isSurnameTransliterated = other.isSurnameTransliterated
  }
}

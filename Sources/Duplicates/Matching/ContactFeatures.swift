/// What matching keeps of one contact: numbers of words and texts, never the texts again. 0 is absent everywhere.
struct ContactFeatures: Sendable {
  /// The first word of the given name, and all its words as one (`Mary Jane` is `maryjane` too).
  var given: UInt32 = 0
  var givenWhole: UInt32 = 0
  var middle: UInt32 = 0
  /// The last word of the surname, the first where it is another, and all its words as one.
  var surname: UInt32 = 0
  var surnameHead: UInt32 = 0
  var surnameWhole: UInt32 = 0
  var suffix: UInt8 = 0
  /// Whether the given name stood in a script that is not Latin, and the surname.
  var isGivenTransliterated = false
  var isSurnameTransliterated = false
  var phones: PhoneList = []
  var emails: EmailList = []
  /// Year × 10,000 + month × 100 + day, as written: matching never minds a 31st of June.
  var birthDate: UInt32 = 0
  var identifier: UInt32 = 0
  var street: UInt32 = 0
  var houseNumber: UInt32 = 0
  var locality: UInt32 = 0
  var city: UInt32 = 0
  var postcode: UInt32 = 0
  var region: UInt32 = 0
  var company: UInt32 = 0
  var website: UInt32 = 0

  typealias PhoneList = ShortList
  typealias EmailList = ShortList

  var hasPersonName: Bool { given | surname != 0 }
}

/// Up to three numbers without an allocation.
///
/// A fourth telephone number or address of one contact is not compared: it would cost every contact of a large list four
/// bytes, and three already find the person.
struct ShortList: Sendable, Equatable, ExpressibleByArrayLiteral {
  private(set) var items: InlineArray<3, UInt32> = [0, 0, 0]

  init(arrayLiteral elements: UInt32...) { for element in elements { append(element) } }

  mutating func append(_ item: UInt32) {
    guard item != 0, !contains(item), count < 3 else { return }
    items[count] = item
  }

  var count: Int { items[0] == 0 ? 0 : items[1] == 0 ? 1 : items[2] == 0 ? 2 : 3 }
  var isEmpty: Bool { items[0] == 0 }
  var indices: Range<Int> { 0..<count }
  subscript(index: Int) -> UInt32 { items[index] }

  func contains(_ item: UInt32) -> Bool {
    for index in indices where items[index] == item { return true }
    return false
  }

  /// The first number that both hold, or 0.
  func common(_ other: ShortList) -> UInt32 {
    for index in indices where other.contains(items[index]) { return items[index] }
    return 0
  }

  static func == (a: ShortList, b: ShortList) -> Bool {
    a.count == b.count && a.indices.allSatisfy { a[$0] == b[$0] }
  }
}

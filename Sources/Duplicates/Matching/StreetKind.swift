/// Words for kinds of streets and for the points of the compass, which one address has and its copy has not.
enum StreetKind {
  /// Whether a folded word is one of them.
  static func contains(_ text: [UInt8], _ part: Range<Int>) -> Bool {
    guard part.count <= 8 else { return false }
    var word: UInt64 = 0
    for index in part { word = word << 8 | UInt64(text[index]) }
    return packed.contains(word)
  }

  /// Up to eight letters each, packed into a word.
  private static let packed = Set(
    words.map { word in word.utf8.reduce(0 as UInt64) { $0 << 8 | UInt64($1) } })

  private static let words = [
    "street", "st", "str", "road", "rd", "avenue", "ave", "av", "blvd", "drive", "dr", "lane", "ln", "place", "pl", "court",
    "ct", "close", "cl", "crescent", "cres", "circuit", "cct", "terrace", "tce", "square", "sq", "highway", "hwy", "way",
    "parkway", "pkwy", "strasse", "rue", "via", "calle", "rua", "north", "south", "east", "west", "n", "s", "e", "w",
  ]
}

import ICU
import PersonNames

/// The plain way, by ICU and `String` alone: the oracle for white space, NFC and simple title case.
struct PlainNormalizer: ~Copyable {
  private var map: CaseMap

  /// - Parameter locale: for the letters that languages map differently.
  init(locale: String) throws(ICUError) { map = try CaseMap(locale: locale) }

  mutating func normalized(_ name: String) throws(ICUError) -> String {
    let words = name.split { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
    var bytes = try Array(words.joined(separator: " ").utf8).normalizedNFC()
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    if scalars.contains(where: \.properties.isUppercase) != scalars.contains(where: \.properties.isLowercase) {
      bytes = try map.titlecased(bytes).normalizedNFC()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

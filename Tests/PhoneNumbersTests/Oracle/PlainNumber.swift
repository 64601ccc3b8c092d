import PhoneNumbers

/// A number as the plain implementation sees it: libphonenumber's algorithm by its own patterns, slow and easy to check. The measure of
/// the fast one.
struct PlainNumber {
  let callingCode: Int
  let nationalNumber: UInt64
  let numberOfLeadingZeros: Int
  let extensionDigits: String
}

extension PlainNumber {
  init(parsing input: [UInt8], region: Region?, metadata: PlainMetadata) throws(PhoneNumber.ParseError) {
    let scalars = String(decoding: input, as: UTF8.self).unicodeScalars.map(\.value)
    try self.init(scalars: scalars, region: region, metadata: metadata)
  }

  /// The answers of `ParityLine`, by the plain way.
  static func answers(_ input: [UInt8], _ region: Region?, _ metadata: PlainMetadata) -> String {
    do {
      let number = try PlainNumber(parsing: input, region: region, metadata: metadata)
      let columns = [
        "", String(number.callingCode), String(number.nationalNumber), number.numberOfLeadingZeros > 0 ? "1" : "0",
        String(number.numberOfLeadingZeros), number.extensionDigits, number.e164, number.region(metadata)?.code ?? "",
        number.possibility(metadata).name, number.isValid(metadata) ? "1" : "0", number.type(metadata).name,
        number.international(metadata),
      ]
      return columns.joined(separator: "\t")
    } catch {
      return error.name + String(repeating: "\t", count: 11)
    }
  }
}

func text(_ scalars: [UInt32]) -> String {
  var text = String.UnicodeScalarView()
  text.append(contentsOf: scalars.compactMap(Unicode.Scalar.init))
  return String(text)
}

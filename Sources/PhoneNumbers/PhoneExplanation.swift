/// One number explained for a person: what it is, where it belongs, how it is written, and what had to be done to read it. Facts only; the
/// sentences are made elsewhere.
public struct PhoneExplanation: Sendable {
  /// What came of the text: the number, the edits, the other numbers, or the failure.
  public let result: RepairedNumber
  public let region: Region?
  public let type: NumberType
  public let possibility: Possibility
  /// Empty without a number.
  public let e164: String
  public let international: String
  public let national: String
  public let rfc3966: String
  /// How many digits of the national number are an area code; 0 where there is none.
  public let areaCodeLength: Int
  /// A number of the region as it should look, to show beside one that failed; `nil` where the region is not known.
  public let example: String?

  /// Explains a text, read as it would be dialled in `region`.
  public init(_ text: String, region: Region?, metadata: PhoneMetadata) {
    result = PhoneRepair(metadata: metadata).cleaned(text, region: region)
    // Of a number that is not valid, what there is to say is still said.
    let number = result.number ?? (try? PhoneNumber(parsing: text, region: region, metadata: metadata))
    self.region = number?.region(metadata)
    type = number?.type(metadata) ?? .unknown
    possibility = number?.possibility(metadata) ?? .invalidCountryCode
    e164 = number?.e164 ?? ""
    international = number?.international(metadata) ?? ""
    national = number?.national(metadata) ?? ""
    rfc3966 = number?.rfc3966(metadata) ?? ""
    areaCodeLength = number?.areaCodeLength(metadata) ?? 0
    example = (self.region ?? region).flatMap { metadata.exampleNumber(of: $0, type: .mobile) ?? metadata.exampleNumber(of: $0) }
      .map { $0.international(metadata) }
  }
}

internal import Countries
internal import PhoneNumbers

extension PhoneNumber {
  /// The country that the number is valid in; nil for numbers of the whole world and for those that are not valid.
  func country(_ metadata: PhoneMetadata) -> Country? { region(metadata).flatMap { Country(alpha2: $0.code) } }
}

extension CountryMatch {
  /// The likeliest of the countries, as far as it has a numbering plan.
  var region: Region? { candidates.first.flatMap { Region($0.letters) } }
}

extension NameNormalizer {
  /// Reads a salutation as `Salutation.parse` does, remembering the last few hundred: a column has few that differ.
  public mutating func salutation(_ text: Span<UInt8>, language: String? = nil) -> SalutationReading {
    var bytes = [UInt8]()
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    if language != salutationLanguage || salutations.count > 256 {
      salutations.removeAll(keepingCapacity: true)
      salutationLanguage = language
    }
    if let known = salutations[bytes] { return known }
    let reading = Salutation.parse(String(decoding: bytes, as: UTF8.self), language: language)
    salutations[bytes] = reading
    return reading
  }
}

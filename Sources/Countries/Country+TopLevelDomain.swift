extension Country {
  /// The country that an Internet address ends in ("anna@firma.de", "www.firma.co.uk"); `nil` for generic endings, and for those of
  /// countries that are sold to everyone (IANA's root zone; RFC 1591 gives two letters to countries).
  public init?(topLevelDomainOf address: Span<UInt8>) {
    var end = address.count
    while end > 0, address[end - 1] <= 0x20 || address[end - 1] == UInt8(ascii: ".") || address[end - 1] == UInt8(ascii: "/") { end -= 1 }
    var letters: [UInt8] = []
    while end > 0, address[end - 1] != UInt8(ascii: ".") {
      letters.insert(address[end - 1] | 0x20, at: 0)
      end -= 1
      guard letters.count < 4 else { return nil }
    }
    guard end > 0, letters.count == 2 else { return nil }
    if letters == Array("uk".utf8) { letters = Array("gb".utf8) }
    guard !Self.soldToEveryone.contains(String(decoding: letters, as: UTF8.self)), let country = Country(letters: letters) else {
      return nil
    }
    self = country
  }

  private static let soldToEveryone: Set<String> = [
    "ac", "ag", "ai", "am", "as", "bz", "cc", "cd", "cf", "cm", "co", "cx", "dj", "fm", "ga", "gd", "gg", "gl", "gq", "gs", "hm", "im",
    "io", "je", "la", "lc", "ly", "me", "ml", "mn", "ms", "mu", "nf", "nu", "pm", "pn", "pw", "re", "sc", "sh", "sr", "st", "sx", "tc",
    "tf",
    "tk", "to", "tv", "vc", "vg", "wf", "ws", "yt",
  ]
}

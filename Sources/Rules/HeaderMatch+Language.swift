internal import ICU

extension HeaderMatch.Evidence {
  /// The English name of the language that a column's name is of ("German"); nil where it is of none. Loads ICU's names.
  public var languageName: String? {
    switch self {
    case .synonym(let tag), .reworded(let tag): Self.name(of: tag)
    case .stated, .exact, .normalized, .similar, .content: nil
    }
  }

  private static func name(of tag: String) -> String? {
    guard tag != "und" else { return nil }
    // A tag that ICU has no name for is still the tag.
    guard let name = try? LanguageNames.name(of: tag, in: "en"), !name.isEmpty else { return tag }
    return String(decoding: name, as: UTF8.self)
  }
}

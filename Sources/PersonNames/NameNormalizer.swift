internal import ICU

/// Cleans names and gives all-capital and all-lower-case ones back the case their owners write.
///
/// A name with a mix of cases of its own is never recased. One normalizer per worker: it keeps ICU's case maps, which are
/// changed by use, and opens each on first need.
public struct NameNormalizer: ~Copyable {
  private var titles = TitleMaps()

  public init() {}

  /// Cleans and cases one name.
  ///
  /// - Parameters:
  ///   - name: UTF-8; ill-formed sequences become U+FFFD.
  ///   - kind: what part of a name it is.
  ///   - region: where its owner lives or comes from, when known.
  ///   - output: the result is appended to it; nothing is, when the name is a placeholder.
  /// - Returns: what was noticed and changed.
  public mutating func normalize(
    _ name: Span<UInt8>, kind: NameKind, region: NameRegion?, into output: inout [UInt8]
  ) -> NameFindings {
    var bytes = [UInt8]()
    bytes.reserveCapacity(name.count)
    for index in name.indices { bytes.append(name[index]) }
    let (text, findings) = cleaned(String(decoding: bytes, as: UTF8.self))
    var noticed = findings
    var cased = Array(text.utf8)
    do {
      cased = try cased.normalizedNFC()
      if !cased.elementsEqual(text.utf8) { noticed.insert(.composed) }
      if isOneCase(text) {
        let titled = try titles.titlecased(cased, region: region)
        if titled != cased { noticed.insert(.recased) }
        cased = titled
      }
    } catch {
      noticed.insert(.notCased)
    }
    output.append(contentsOf: cased)
    return noticed
  }

  /// The same for one `String`, without the findings.
  public mutating func normalized(_ name: String, kind: NameKind, region: NameRegion?) -> String {
    var output = [UInt8]()
    var copy = name
    copy.makeContiguousUTF8()
    _ = normalize(copy.utf8.span, kind: kind, region: region, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func cleaned(_ name: String) -> (String, NameFindings) {
    var scalars = String.UnicodeScalarView()
    var findings: NameFindings = []
    var spaces = 0
    for scalar in name.unicodeScalars {
      if scalar.properties.isWhitespace {
        if scalar != " " { findings.insert(.whitespace) }
        spaces += 1
        continue
      }
      switch scalar.properties.generalCategory {
      case .control:
        findings.insert(.controlsRemoved)
        continue
      case .format where scalar != "\u{200C}" && scalar != "\u{200D}":
        findings.insert(.controlsRemoved)
        continue
      case .decimalNumber: findings.insert(.hasDigit)
      default: break
      }
      if scalar == "@" { findings.insert(.hasAt) }
      if scalar == "\u{FFFD}" { findings.insert(.lostLetters) }
      if spaces > 1 || (spaces == 1 && scalars.isEmpty) { findings.insert(.whitespace) }
      if spaces > 0, !scalars.isEmpty { scalars.append(" ") }
      spaces = 0
      scalars.append(scalar)
    }
    if spaces > 0 { findings.insert(.whitespace) }
    return (String(scalars), findings)
  }

  private func isOneCase(_ text: String) -> Bool {
    var (upper, lower) = (false, false)
    for scalar in text.unicodeScalars {
      if scalar.properties.isUppercase { upper = true } else if scalar.properties.isLowercase { lower = true }
    }
    return upper != lower
  }
}

/// ICU's title case for the languages whose letters map differently, each map opened on first need.
private struct TitleMaps: ~Copyable {
  private var root: CaseMap?
  private var turkish: CaseMap?
  private var dutch: CaseMap?

  mutating func titlecased(_ text: [UInt8], region: NameRegion?) throws(ICUError) -> [UInt8] {
    switch region {
    case NameRegion("TR"), NameRegion("AZ"): try TitleMaps.title(text, with: &turkish, locale: "tr")
    case NameRegion("NL"), NameRegion("BE"): try TitleMaps.title(text, with: &dutch, locale: "nl")
    default: try TitleMaps.title(text, with: &root, locale: "")
    }
  }

  private static func title(
    _ text: [UInt8], with map: inout CaseMap?, locale: String
  ) throws(ICUError) -> [UInt8] {
    if map == nil { map = try CaseMap(locale: locale) }
    guard var titled = try map?.titlecased(text) else { return text }
    // ICU takes an apostrophe for the middle of a word; after a single letter a new one starts ("O'Brien").
    for index in titled.indices.dropFirst(2)
    where titled[index - 1] == UInt8(ascii: "'") && (index == 2 || titled[index - 3] == UInt8(ascii: " "))
      && (0x61...0x7A).contains(titled[index])
    {
      titled[index] &= 0xDF
    }
    return try titled.normalizedNFC()
  }
}

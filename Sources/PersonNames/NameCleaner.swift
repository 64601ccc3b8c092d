internal import ICU

/// Removes what no name has: stray white space, controls, invisible characters; composes what is left.
struct NameCleaner {
  static func isNeeded(for name: FoldedName) -> Bool {
    name.hasStraySpace || name.isIllFormed || !name.classes.isDisjoint(with: [.odd, .unstable])
  }

  mutating func clean(_ name: Span<UInt8>) -> (bytes: [UInt8], findings: NameFindings) {
    var bytes = [UInt8]()
    bytes.reserveCapacity(name.count)
    for index in name.indices { bytes.append(name[index]) }
    let (text, findings) = cleaned(String(decoding: bytes, as: UTF8.self))
    var noticed = findings
    bytes = Array(text.utf8)
    do {
      bytes = try bytes.normalizedNFC()
      if !bytes.elementsEqual(text.utf8) { noticed.insert(.composed) }
    } catch {
      noticed.insert(.notCased)
    }
    return (bytes, noticed)
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
      default: break
      }
      if scalar == "\u{FFFD}" { findings.insert(.lostLetters) }
      if spaces > 1 || (spaces == 1 && scalars.isEmpty) { findings.insert(.whitespace) }
      if spaces > 0, !scalars.isEmpty { scalars.append(" ") }
      spaces = 0
      scalars.append(scalar)
    }
    if spaces > 0 { findings.insert(.whitespace) }
    return (String(scalars), findings)
  }
}

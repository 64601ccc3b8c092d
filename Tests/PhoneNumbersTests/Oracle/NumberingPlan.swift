@testable import PhoneNumbers

/// One region's rules, as upstream writes them.
struct NumberingPlan: Sendable {
  struct Description: Sendable {
    let pattern: Pattern
    let lengths: [Int]
    let localLengths: [Int]
    let example: String
  }

  struct Format: Sendable {
    let pattern: Pattern
    /// `$1` and so on stand for the groups of the pattern.
    let template: String
    let leadingDigits: Pattern?
    /// What to write for the first group of the template in a national number; empty when nothing special.
    let prefixRule: String
    let carrierRule: String
  }

  let region: Region?
  let callingCode: Int
  var internationalPrefix: Pattern?
  var preferredInternationalPrefix = ""
  var nationalPrefix = ""
  var nationalPrefixForParsing: Pattern?
  var transformRule = ""
  var extensionPrefix = ""
  var leadingDigits: Pattern?
  var descriptions: [String: Description] = [:]
  var formats: [Format] = []
  var internationalFormats: [Format] = []

  var general: Description? { descriptions["general_desc"] }
}

extension NumberingPlan {
  /// Reads a `plan` line.
  init(fields: [String]) {
    region = Region(fields[1])
    callingCode = Int(fields[2]) ?? 0
    internationalPrefix = fields[3].isEmpty ? nil : Pattern(fields[3])
    preferredInternationalPrefix = fields[4]
    nationalPrefix = fields[5]
    nationalPrefixForParsing = fields[6].isEmpty ? nil : Pattern(fields[6])
    transformRule = fields[7]
    extensionPrefix = fields[8]
    leadingDigits = fields[9].isEmpty ? nil : Pattern(fields[9])
  }
}

extension NumberingPlan.Description {
  /// Reads a `description` line.
  init(fields: [String]) {
    pattern = Pattern(fields[2])
    lengths = fields[3].split(separator: " ").compactMap { Int($0) }
    localLengths = fields[4].split(separator: " ").compactMap { Int($0) }
    example = fields[5]
  }
}

extension NumberingPlan.Format {
  /// Reads a `formats` or `international_formats` line.
  init(fields: [String]) {
    pattern = Pattern(fields[1])
    template = fields[2]
    leadingDigits = fields[3].isEmpty ? nil : Pattern(fields[3])
    prefixRule = fields[4]
    carrierRule = fields[5]
  }
}

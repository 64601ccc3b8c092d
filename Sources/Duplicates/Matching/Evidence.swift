/// How two contacts compare in one respect.
public enum Agreement: UInt8, Sendable {
  /// One of them does not say.
  case missing
  /// Both say, in scripts that cannot be compared (Han against Latin).
  case incomparable
  case exact
  /// Another spelling of the same sound, or a part of a double name.
  case variant
  case nickname
  /// One is the initial of the other.
  case initial
  /// One edit apart, and not both in use as names of their own.
  case typo
  /// More than one edit apart, but alike.
  case similar
  /// One edit apart and both in use as names: Maria and Mario. Brothers and sisters look like this.
  case rival
  /// Given name and surname stand in each other's place.
  case swapped
  case different
}

extension Agreement {
  static var kinds: Int { Int(Agreement.different.rawValue) + 1 }
}

/// The respects in which two contacts are compared.
public enum Comparison: Int, CaseIterable, Sendable {
  case givenName, surname, middleName, nameSuffix, phone, email, birthDate, identifier, address, city, company, website
}

/// What every comparison of two contacts found, and what each finding weighs in bits: +1 doubles the odds that both are one
/// person, −1 halves them.
public struct Evidence: Sendable {
  private var agreements = InlineArray<12, UInt8>(repeating: 0)
  /// In 128ths of a bit: a hundred thousand pairs are kept, and half the size of a `Float` is fine enough.
  private var weights = InlineArray<12, Int16>(repeating: 0)

  /// Nothing was found.
  public init() {}

  /// The sum of all weights.
  public var total: Double {
    var sum = 0
    for index in weights.indices { sum += Int(weights[index]) }
    return Double(sum) / 128
  }

  public subscript(comparison: Comparison) -> (agreement: Agreement, weight: Double) {
    (agreement(comparison), Double(weights[comparison.rawValue]) / 128)
  }

  mutating func set(_ comparison: Comparison, _ agreement: Agreement, _ weight: Double) {
    agreements[comparison.rawValue] = agreement.rawValue
    weights[comparison.rawValue] = Int16(max(-255, min(255, weight)) * 128)
  }

  @inline(__always)
  func agreement(_ comparison: Comparison) -> Agreement {
    Agreement(rawValue: agreements[comparison.rawValue]) ?? .missing
  }
}

extension Evidence {
  /// The evidence as 36 bytes, which `init(encoded:)` takes.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    for index in agreements.indices { bytes.append(agreements[index]) }
    for index in weights.indices {
      let weight = UInt16(bitPattern: weights[index])
      bytes += [UInt8(weight >> 8), UInt8(weight & 0xFF)]
    }
    return bytes
  }

  /// - Returns: nil for what no evidence is encoded as.
  public init?(encoded bytes: [UInt8]) {
    guard bytes.count == 36, bytes[..<12].allSatisfy({ Agreement(rawValue: $0) != nil }) else { return nil }
    for index in agreements.indices {
      agreements[index] = bytes[index]
      weights[index] = Int16(bitPattern: UInt16(bytes[12 + 2 * index]) << 8 | UInt16(bytes[13 + 2 * index]))
    }
  }
}

extension Evidence: CustomStringConvertible {
  /// Every comparison that found something, as `surname exact +8.2`.
  public var description: String {
    Comparison.allCases.compactMap { comparison in
      let (agreement, weight) = self[comparison]
      guard agreement != .missing || weight != 0 else { return nil }
      let tenths = Int((weight * 10).rounded())
      let magnitude = abs(tenths)
      return "\(comparison) \(agreement) \(tenths < 0 ? "-" : "+")\(magnitude / 10).\(magnitude % 10)"
    }.joined(separator: ", ")
  }
}

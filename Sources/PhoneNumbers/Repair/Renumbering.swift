/// A change of a numbering plan that numbers written before it have not followed. Tried only on numbers that are not valid today, and
/// kept only if they are valid after.
public struct Renumbering: Sendable, Hashable {
  public let callingCode: Int
  /// The day from which old numbers no longer counted (ISO 8601).
  public let since: String
  let rewrite: @Sendable ([UInt8]) -> [UInt8]?

  public static func == (left: Renumbering, right: Renumbering) -> Bool {
    left.callingCode == right.callingCode && left.since == right.since
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(callingCode)
    hasher.combine(since)
  }

  /// The changes that are known, from the national plans as notified to the ITU (Operational Bulletin) and libphonenumber's history.
  /// Digits are values 0 to 9.
  public static let all: [Renumbering] = [
    // Mexico: the mobile 1 behind the calling code went.
    Renumbering(callingCode: 52, since: "2019-08-03") { $0.count == 11 && $0[0] == 1 ? Array($0[1...]) : nil },
    // Côte d'Ivoire: two digits for the operator before the old eight.
    Renumbering(callingCode: 225, since: "2021-01-31") { digits in
      guard digits.count == 8 else { return nil }
      if digits[0] == 2 || digits[0] == 3 {
        return [2, digits[2] == 8 ? 1 : digits[2] == 0 ? 5 : 7] + digits
      }
      return [0, digits[1] <= 3 ? 1 : digits[1] <= 6 ? 5 : 7] + digits
    },
    // Benin: 01 before the old eight.
    Renumbering(callingCode: 229, since: "2024-11-30") { $0.count == 8 ? [0, 1] + $0 : nil },
    // Brazil: a 9 before the eight digits of a mobile number; the last areas changed in 2016.
    Renumbering(callingCode: 55, since: "2016-11-06") { digits in
      digits.count == 10 && digits[2] >= 6 ? Array(digits[..<2]) + [9] + digits[2...] : nil
    },
    // Vietnam: mobile numbers of eleven digits became ten (the national 0 counted).
    Renumbering(callingCode: 84, since: "2018-11-15") { digits in
      guard digits.count == 10, let prefix = vietnam[Int(digits[0]) * 100 + Int(digits[1]) * 10 + Int(digits[2])] else { return nil }
      return [UInt8(prefix / 10), UInt8(prefix % 10)] + digits[3...]
    },
    // Colombia: 60 before the old eight digits of a fixed line.
    Renumbering(callingCode: 57, since: "2021-09-01") { $0.count == 8 ? [6, 0] + $0 : nil },
    // Cameroon: 2 before fixed lines, 6 before mobile ones.
    Renumbering(callingCode: 237, since: "2014-11-21") { digits in
      digits.count == 8 ? [digits[0] == 2 || digits[0] == 3 ? 2 : 6] + digits : nil
    },
    // Qatar: the first digit was doubled.
    Renumbering(callingCode: 974, since: "2010-07-28") { $0.count == 7 ? [$0[0]] + $0 : nil },
    // Mauritius: 5 before mobile numbers.
    Renumbering(callingCode: 230, since: "2013-09-01") { $0.count == 7 && $0[0] >= 7 ? [5] + $0 : nil },
  ]

  private static let vietnam: [Int: Int] = [
    120: 70, 121: 79, 122: 77, 126: 76, 128: 78, 123: 83, 124: 84, 125: 85, 127: 81, 129: 82,
    162: 32, 163: 33, 164: 34, 165: 35, 166: 36, 167: 37, 168: 38, 169: 39, 186: 56, 188: 58, 199: 59,
  ]
}

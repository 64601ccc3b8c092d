/// A decimal digit of some script (Unicode category Nd).
struct DecimalDigit {
  /// Which script: an index into ``zeros``. 0 is ASCII.
  let script: Int
  /// 0 to 9.
  let value: Int

  /// The zero of each script, in order; every script has its ten digits in a row (Unicode 14, as the parity data was made with).
  static let zeros: [UInt32] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040,
    0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0,
    0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0,
    0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6,
    0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
  ]

  init(script: Int, value: Int) {
    self.script = script
    self.value = value
  }

  /// `nil` unless `scalar` is a digit. Logarithmic in the number of scripts.
  @inline(__always)
  init?(_ scalar: UInt32) {
    if scalar < 0x660 {
      guard scalar &- 0x30 < 10 else { return nil }
      self.init(script: 0, value: Int(scalar &- 0x30))
    } else {
      self.init(beyondLatin: scalar)
    }
  }

  private init?(beyondLatin scalar: UInt32) {
    var low = 0
    var high = DecimalDigit.zeros.count
    while low < high {
      let middle = (low + high) / 2
      if DecimalDigit.zeros[middle] <= scalar {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low > 0, scalar - DecimalDigit.zeros[low - 1] < 10 else { return nil }
    script = low - 1
    value = Int(scalar - DecimalDigit.zeros[low - 1])
  }

  /// The digit as it is written.
  var scalar: Unicode.Scalar {
    let point = script < DecimalDigit.zeros.count ? DecimalDigit.zeros[script] + UInt32(value) : 0x30
    return Unicode.Scalar(point) ?? "0"
  }
}

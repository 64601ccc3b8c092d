/// The binary logarithm to within 0.01, without a mathematics library: evidence is counted in bits.
func bits(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return 0 }
  // log2(m) for m in 1..<2 by its Padé form around 1: (m²-1)·3 / ((m²+4m+1)·ln 2), off by at most 0.004.
  let m = value.significand
  return Double(value.exponent) + 3 * (m * m - 1) / ((m * m + 4 * m + 1) * 0.693_147_180_559_945_3)
}

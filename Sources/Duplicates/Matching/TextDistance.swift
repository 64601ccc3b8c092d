/// Whether one insertion, deletion, substitution or exchange of neighbours makes `a` of `b`. Linear in their length.
func isOneEdit(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>) -> Bool {
  if a.count > b.count { return isOneEdit(bytes, b, a) }
  guard b.count - a.count <= 1 else { return false }
  var start = 0
  while start < a.count, bytes[a.lowerBound + start] == bytes[b.lowerBound + start] { start += 1 }
  var endA = a.upperBound
  var endB = b.upperBound
  while endA > a.lowerBound + start, bytes[endA - 1] == bytes[endB - 1] {
    endA -= 1
    endB -= 1
  }
  let restA = endA - a.lowerBound - start
  let restB = endB - b.lowerBound - start
  if restB <= 1 { return true }
  guard restA == 2, restB == 2 else { return false }
  let inA = a.lowerBound + start
  let inB = b.lowerBound + start
  return bytes[inA] == bytes[inB + 1] && bytes[inA + 1] == bytes[inB]
}

/// The Damerau distance (optimal string alignment: insertions, deletions, substitutions, exchanged neighbours), or
/// `limit + 1` when it is larger. Quadratic; texts past 64 bytes are compared by their first 64.
func editDistance(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>, limit: Int) -> Int {
  let countA = min(a.count, 64)
  let countB = min(b.count, 64)
  guard abs(countA - countB) <= limit else { return limit + 1 }
  var rows: (InlineArray<65, UInt8>, InlineArray<65, UInt8>, InlineArray<65, UInt8>) = (
    InlineArray(repeating: 0), InlineArray(repeating: 0), InlineArray(repeating: 0)
  )
  for column in 0...countB { rows.1[column] = UInt8(column) }
  for row in 0..<countA {
    let letter = bytes[a.lowerBound + row]
    rows.2[0] = UInt8(row + 1)
    var least = rows.2[0]
    for column in 0..<countB {
      let other = bytes[b.lowerBound + column]
      var best = min(rows.1[column + 1] + 1, rows.2[column] + 1)
      best = min(best, rows.1[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == bytes[b.lowerBound + column - 1], bytes[a.lowerBound + row - 1] == other {
        best = min(best, rows.0[column - 1] + 1)
      }
      rows.2[column + 1] = best
      least = min(least, best)
    }
    if least > limit { return limit + 1 }
    rows = (rows.1, rows.2, rows.0)
  }
  return min(Int(rows.1[countB]), limit + 1)
}

/// The Jaro-Winkler similarity, 0 to 1 (Winkler 1990: prefix of at most four letters, scale 0.1). Texts past 64 bytes are
/// compared by their first 64.
func jaroWinkler(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>) -> Double {
  let countA = min(a.count, 64)
  let countB = min(b.count, 64)
  guard countA > 0, countB > 0 else { return 0 }
  let window = max(0, max(countA, countB) / 2 - 1)
  var takenA: UInt64 = 0
  var takenB: UInt64 = 0
  for i in 0..<countA {
    let letter = bytes[a.lowerBound + i]
    var j = max(0, i - window)
    let end = min(countB, i + window + 1)
    while j < end {
      if takenB >> UInt64(j) & 1 == 0, bytes[b.lowerBound + j] == letter {
        takenA |= 1 << UInt64(i)
        takenB |= 1 << UInt64(j)
        break
      }
      j += 1
    }
  }
  let matches = takenA.nonzeroBitCount
  guard matches > 0 else { return 0 }
  var halfTranspositions = 0
  var restA = takenA
  var restB = takenB
  while restA != 0 {
    let i = restA.trailingZeroBitCount
    let j = restB.trailingZeroBitCount
    if bytes[a.lowerBound + i] != bytes[b.lowerBound + j] { halfTranspositions += 1 }
    restA &= restA - 1
    restB &= restB - 1
  }
  let m = Double(matches)
  let jaro = (m / Double(countA) + m / Double(countB) + (m - Double(halfTranspositions / 2)) / m) / 3
  var prefix = 0
  while prefix < min(4, countA, countB), bytes[a.lowerBound + prefix] == bytes[b.lowerBound + prefix] { prefix += 1 }
  return jaro + Double(prefix) * 0.1 * (1 - jaro)
}

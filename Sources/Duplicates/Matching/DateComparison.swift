/// How two dates (year × 10,000 + month × 100 + day) compare.
///
/// A typo is one digit wrong, two neighbours exchanged, or day and month in each other's place. Similar is within a month,
/// with two of the three parts right, or such a slip and a wrong decade. A variant is within a year.
func compareDates(_ a: UInt32, _ b: UInt32) -> Agreement {
  if a == b { return .exact }
  if isDigitSlip(a, b) { return .typo }
  let yearA = a / 10_000, monthA = a / 100 % 100, dayA = a % 100
  let yearB = b / 10_000, monthB = b / 100 % 100, dayB = b % 100
  if yearA == yearB, monthA == dayB, dayA == monthB { return .typo }
  if (yearA == yearB ? 1 : 0) + (monthA == monthB ? 1 : 0) + (dayA == dayB ? 1 : 0) >= 2 { return .similar }
  // Months of 31 days are near enough: what matters is whether someone was off by a few days, a month or a year.
  let dayNumberA = Int(yearA) * 372 + Int(monthA) * 31 + Int(dayA)
  let dayNumberB = Int(yearB) * 372 + Int(monthB) * 31 + Int(dayB)
  let apart = abs(dayNumberA - dayNumberB)
  if apart <= 31 || abs(apart - 3720) <= 31 { return .similar }
  return apart <= 372 + 31 ? .variant : .different
}

private func isDigitSlip(_ a: UInt32, _ b: UInt32) -> Bool {
  var restA = a
  var restB = b
  var wrong = 0
  var last: (position: Int, a: UInt32, b: UInt32) = (-2, 0, 0)
  for position in 0..<8 {
    let digitA = restA % 10
    let digitB = restB % 10
    restA /= 10
    restB /= 10
    if digitA == digitB { continue }
    wrong += 1
    if wrong == 2 { return restA == restB && last.position == position - 1 && last.a == digitB && last.b == digitA }
    last = (position, digitA, digitB)
  }
  return wrong == 1
}

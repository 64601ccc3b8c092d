internal import CSV

/// Which of the first two numbers of a date is the day, in a list that writes neither the year first nor its months in letters.
enum DateOrder: Sendable, Equatable {
  case dayFirst, monthFirst
  /// Nothing in the list tells: such dates are believed only where a number is too large for a month, or dots stand between them.
  case unknown

  /// What a list's first dates say: a number over 12 is no month. A list that says both says nothing.
  init(learnedFrom cells: some Sequence<String>) {
    var (day, month) = (false, false)
    for cell in cells {
      let numbers = DateReading.numbers(in: cell)
      guard numbers.count >= 3, numbers[0] <= 31, numbers[1] <= 31 else { continue }
      if numbers[0] > 12 { day = true }
      if numbers[1] > 12 { month = true }
    }
    self = day == month ? .unknown : day ? .dayFirst : .monthFirst
  }
}

/// Reads the date and time that tells which record is newest: `2024-05-01T10:00:00Z`, `20240501`, `1.5.2024 10:00`, `5/1/24 3:07 PM`,
/// `May 1, 2024`, seconds or milliseconds since 1970.
enum DateReading {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// The date of a record of a list, in the column that tells which one is newest; nil where there is no such column, the record does not
  /// reach it, or no date stands there.
  static func seconds(inColumn column: Int?, ofRecord record: Int, in batch: RecordBatch, order: DateOrder) -> Int? {
    guard let column, column < batch.fieldCount(ofRecord: record) else { return nil }
    return seconds(of: batch.string(ofField: column, inRecord: record), order: order)
  }

  /// Seconds since 1970, the time taken as it stands where it has no zone; nil when the text is no date, or could be two.
  static func seconds(of text: String, order: DateOrder) -> Int? {
    let numbers = numbers(in: text)
    let letters = words(in: text)
    if numbers.count == 1, letters.isEmpty { return ofOneNumber(text.filter { $0.isASCII && $0.isNumber }) }
    guard let (found, rest) = day(numbers, letters, hasDots: text.prefix { $0 != " " }.contains("."), order: order) else { return nil }
    var date = found
    if date.year < 100 { date.year += date.year < 70 ? 2000 : 1900 }
    guard (1...12).contains(date.month), (1...31).contains(date.day), date.year < 10_000 else { return nil }
    var time = [0, 0, 0]
    for index in 0..<min(3, rest.count) { time[index] = rest[rest.startIndex + index] }
    guard time[0] < 25, time[1] < 60, time[2] < 61 else { return nil }
    if letters.contains("pm"), time[0] < 12 { time[0] += 12 }
    if letters.contains("am"), time[0] == 12 { time[0] = 0 }
    let local = dayNumber(date.year, date.month, date.day) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    return local - zone(of: text)
  }

  /// The runs of digits of a text, up to seven, as numbers.
  static func numbers(in text: String) -> [Int] {
    var (numbers, run): ([Int], Int?) = ([], nil)
    for byte in text.utf8 {
      if byte &- 0x30 < 10 {
        run = min((run ?? 0) * 10 + Int(byte &- 0x30), 1 << 50)
      } else if let number = run {
        numbers.append(number)
        run = nil
      }
      if numbers.count == 7 { return numbers }
    }
    return run.map { numbers + [$0] } ?? numbers
  }

  private static func words(in text: String) -> [String] {
    text.lowercased().split { !($0.isLetter) }.map(String.init).filter { $0 != "t" && $0 != "z" }
  }

  private static func day(
    _ numbers: [Int], _ letters: [String], hasDots: Bool, order: DateOrder
  ) -> (date: (year: Int, month: Int, day: Int), time: ArraySlice<Int>)? {
    if let month = letters.lazy.compactMap({ word in months.firstIndex { word.hasPrefix($0) } }).first {
      guard numbers.count >= 2 else { return nil }
      let isYearFirst = numbers[0] > 31
      return ((numbers[isYearFirst ? 0 : 1], month + 1, numbers[isYearFirst ? 1 : 0]), numbers[2...])
    }
    guard numbers.count >= 3 else { return nil }
    if numbers[0] > 31 { return ((numbers[0], numbers[1], numbers[2]), numbers[3...]) }
    let isDayFirst: Bool
    switch (hasDots, order) {
    case (true, _): isDayFirst = true
    case (_, .dayFirst): isDayFirst = true
    case (_, .monthFirst): isDayFirst = false
    case (_, .unknown):
      guard numbers[0] > 12 || numbers[1] > 12 || numbers[0] == numbers[1] else { return nil }
      isDayFirst = numbers[0] > 12
    }
    return ((numbers[2], numbers[isDayFirst ? 1 : 0], numbers[isDayFirst ? 0 : 1]), numbers[3...])
  }

  /// `20240501`, seconds or milliseconds since 1970.
  private static func ofOneNumber(_ digits: String) -> Int? {
    guard let number = Int(digits) else { return nil }
    switch digits.count {
    case 8:
      let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
      return (1...12).contains(month) && (1...31).contains(day) ? dayNumber(year, month, day) * 86_400 : nil
    case 9, 10: return number
    case 12, 13: return number / 1000
    case 14:
      guard let date = ofOneNumber(String(digits.prefix(8))) else { return nil }
      return date + number / 10_000 % 100 * 3600 + number / 100 % 100 * 60 + number % 100
    default: return nil
    }
  }

  /// The seconds by which a time is ahead of UTC: `+02:00` or `+0200` at its end.
  private static func zone(of text: String) -> Int {
    let tail = text.utf8.suffix(6)
    guard text.contains(":"), let sign = tail.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else { return 0 }
    let digits = tail[tail.index(after: sign)...].filter { $0 &- 0x30 < 10 }.map { Int($0 &- 0x30) }
    guard digits.count == 4 else { return 0 }
    let seconds = (digits[0] * 10 + digits[1]) * 3600 + (digits[2] * 10 + digits[3]) * 60
    return tail[sign] == UInt8(ascii: "-") ? -seconds : seconds
  }

  /// Days since 1970 of a date of the Gregorian calendar (years from March on, in eras of 400 years).
  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

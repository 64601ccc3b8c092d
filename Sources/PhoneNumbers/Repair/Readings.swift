/// One valid number that a text can be read as, and the edits to its digits that it takes.
struct Reading {
  let number: PhoneNumber
  let repairs: [Repair]

  init(_ number: PhoneNumber, _ repairs: [Repair] = []) {
    self.number = number
    self.repairs = repairs
  }
}

/// A text that is not valid as it stands, and what the edits to its digits begin with, found out once for all of them.
private struct Written {
  let text: CellText
  /// Its digits, as ASCII.
  let digits: [UInt32]
  let hasPlus: Bool
  /// The exact layer's reading; `nil` where it is no number to that one.
  let number: PhoneNumber?

  init(_ text: CellText, _ number: PhoneNumber?) {
    self.text = text
    self.number = number
    var digits: [UInt32] = []
    digits.reserveCapacity(text.scalars.count)
    for scalar in text.scalars {
      if let digit = DecimalDigit(scalar) { digits.append(0x30 + UInt32(digit.value)) }
    }
    self.digits = digits
    hasPlus = text.scalars.contains(where: NumberText.isPlus)
  }
}

extension CellRepair {
  /// All valid numbers that the text can be read as.
  ///
  /// As it stands, if that is valid and nothing about it is doubtful; else with each of the edits to its digits, by itself.
  func readings(_ text: CellText) -> [Reading] {
    if let (without, repair) = withoutZeroInParentheses(text) {
      // In Italy and elsewhere the zero is dialled, and the text is right as it stands.
      return [valid(text.scalars).map { Reading($0) }, valid(without).map { Reading($0, [repair]) }].compactMap { $0 }
    }
    // Why a text is no number is told by `failure`, about the text as a whole.
    let number = try? strict(text.scalars)
    if let number, number.isValid(metadata) {
      guard !text.repairs.isEmpty else { return [Reading(number)] }
      // A text that was damaged may have lost its plus as well.
      let doubt = lostPlus(Written(text, number)).first { $0.number.callingCode == number.callingCode }
      return [Reading(number)] + (doubt.map { [$0] } ?? [])
    }
    guard !text.scalars.contains(where: NumberText.isLetter) else { return [] }
    let written = Written(text, number)
    return lostPlus(written) + foreignPrefix(written) + nationalPrefixKept(written) + lostLeadingZero(written) + renumbered(written)
  }

  private func reading(_ kind: Repair.Kind, _ text: CellText, _ edited: [UInt32]) -> [Reading] {
    guard let number = valid(edited) else { return [] }
    return [Reading(number, [Repair(kind, before: text.string, after: CellText.string(edited[...]))])]
  }

  private func withoutZeroInParentheses(_ text: CellText) -> (scalars: [UInt32], repair: Repair)? {
    let zero: [UInt32] = [0x28, 0x30, 0x29]
    guard text.scalars.count > 3, text.scalars.contains(zero[0]),
      let place = (0...text.scalars.count - 3).first(where: { text.scalars[$0..<$0 + 3].elementsEqual(zero) }),
      text.scalars[..<place].contains(where: { DecimalDigit($0) != nil })
    else { return nil }
    let without = Array(text.scalars[..<place] + [0x20] + text.scalars[(place + 3)...])
    return (without, Repair(.zeroInParentheses, before: text.string, after: CellText.string(without[...])))
  }

  private func lostPlus(_ written: Written) -> [Reading] {
    guard !written.hasPlus, written.digits.count >= 9, written.digits.first != 0x30 else { return [] }
    return reading(.lostPlus, written.text, [0x2B] + written.digits)
  }

  /// The prefixes that lead abroad from most of the world (ITU-T, list of international prefixes).
  private static let prefixes: [[UInt32]] = ["00", "011", "0011", "810", "010", "001", "009", "119"].map { $0.unicodeScalars.map(\.value) }

  private func foreignPrefix(_ written: Written) -> [Reading] {
    let digits = written.digits
    // The shortest prefix has two digits.
    guard digits.count >= 10 else { return [] }
    var readings: [Reading] = []
    for prefix in CellRepair.prefixes where digits[0] == prefix[0] && digits.count >= prefix.count + 8 && digits.starts(with: prefix) {
      readings += reading(.foreignPrefix, written.text, [0x2B] + digits[prefix.count...])
    }
    return readings
  }

  private func nationalPrefixKept(_ written: Written) -> [Reading] {
    guard written.hasPlus, let number = written.number else { return [] }
    let prefix = metadata.nationalPrefix(ofCallingCode: number.callingCode)
    let code = scalars(of: number.callingCode)
    let national = written.digits.dropFirst(code.count)
    guard !prefix.isEmpty, national.starts(with: prefix) else { return [] }
    return reading(.nationalPrefixKept, written.text, [0x2B] + code + national.dropFirst(prefix.count))
  }

  private func lostLeadingZero(_ written: Written) -> [Reading] {
    guard written.digits.first != 0x30 else { return [] }
    let edited: [UInt32]
    if written.hasPlus {
      guard let number = written.number else { return [] }
      let code = scalars(of: number.callingCode)
      edited = [0x2B] + code + [0x30] + written.digits.dropFirst(code.count)
    } else {
      edited = [0x30] + written.digits
    }
    // Where the zero is a prefix, it was not missing; only a zero that stays in the number was lost.
    return reading(.lostLeadingZero, written.text, edited).filter { $0.number.italianLeadingZero }
  }

  private func renumbered(_ written: Written) -> [Reading] {
    guard let number = written.number else { return [] }
    var readings: [Reading] = []
    for change in Renumbering.all where change.callingCode == number.callingCode {
      guard let new = change.rewrite(number.nationalSignificantNumber.utf8.map { $0 - 0x30 }),
        let valid = valid([0x2B] + scalars(of: change.callingCode) + new.map { 0x30 + UInt32($0) })
      else { continue }
      let repair = Repair(.renumbered, before: number.e164, after: valid.e164, since: change.since)
      readings.append(Reading(valid.with(extension: number.extension), [repair]))
    }
    return readings
  }

  private func scalars(of number: Int) -> [UInt32] { String(number).unicodeScalars.map(\.value) }
}

extension PhoneNumber {
  func with(extension digits: PhoneExtension) -> PhoneNumber {
    PhoneNumber(
      callingCode: callingCode, nationalNumber: nationalNumber, numberOfLeadingZeros: numberOfLeadingZeros, extension: digits)
  }
}

extension PhoneMetadata {
  /// The digits of the national prefix by the main plan of a calling code, as ASCII; none where there is no prefix.
  fileprivate func nationalPrefix(ofCallingCode code: Int) -> [UInt32] {
    guard let plan = tables.mainPlan(code) else { return [] }
    return tables.text(plan.nationalPrefix).utf8.compactMap { 0x30...0x39 ~= $0 ? UInt32($0) : nil }
  }
}

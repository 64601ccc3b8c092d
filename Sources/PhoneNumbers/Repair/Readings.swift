/// One valid number that a text can be read as, and the edits to its digits that it takes.
struct Reading {
  let number: PhoneNumber
  let repairs: [Repair]

  init(_ number: PhoneNumber, _ repairs: [Repair] = []) {
    self.number = number
    self.repairs = repairs
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
    if let number = valid(text.scalars) {
      // A text that was damaged may have lost its plus as well.
      let doubt = text.repairs.isEmpty ? nil : lostPlus(text).filter { $0.number.callingCode == number.callingCode }.first
      return [Reading(number)] + (doubt.map { [$0] } ?? [])
    }
    guard !text.scalars.contains(where: NumberText.isLetter) else { return [] }
    return lostPlus(text) + foreignPrefix(text) + nationalPrefixKept(text) + lostLeadingZero(text) + renumbered(text)
  }

  private func digits(_ text: CellText) -> [UInt32] {
    text.scalars.compactMap { DecimalDigit($0).map { 0x30 + UInt32($0.value) } }
  }

  private func hasPlus(_ text: CellText) -> Bool { text.scalars.contains(where: NumberText.isPlus) }

  private func reading(_ kind: Repair.Kind, _ text: CellText, _ edited: [UInt32]) -> [Reading] {
    guard let number = valid(edited) else { return [] }
    return [Reading(number, [Repair(kind, before: text.string, after: CellText.string(edited[...]))])]
  }

  private func withoutZeroInParentheses(_ text: CellText) -> (scalars: [UInt32], repair: Repair)? {
    let zero: [UInt32] = [0x28, 0x30, 0x29]
    guard text.scalars.count > 3,
      let place = (0...text.scalars.count - 3).first(where: { text.scalars[$0..<$0 + 3].elementsEqual(zero) }),
      text.scalars[..<place].contains(where: { DecimalDigit($0) != nil })
    else { return nil }
    let without = Array(text.scalars[..<place] + [0x20] + text.scalars[(place + 3)...])
    return (without, Repair(.zeroInParentheses, before: text.string, after: CellText.string(without[...])))
  }

  private func lostPlus(_ text: CellText) -> [Reading] {
    let digits = digits(text)
    guard !hasPlus(text), digits.count >= 9, digits.first != 0x30 else { return [] }
    return reading(.lostPlus, text, [0x2B] + digits)
  }

  /// The prefixes that lead abroad from most of the world (ITU-T, list of international prefixes).
  private static let prefixes: [[UInt32]] = ["00", "011", "0011", "810", "010", "001", "009", "119"].map { $0.unicodeScalars.map(\.value) }

  private func foreignPrefix(_ text: CellText) -> [Reading] {
    let digits = digits(text)
    return CellRepair.prefixes.flatMap { prefix -> [Reading] in
      guard digits.starts(with: prefix), digits.count >= prefix.count + 8 else { return [] }
      return reading(.foreignPrefix, text, [0x2B] + digits[prefix.count...])
    }
  }

  private func nationalPrefixKept(_ text: CellText) -> [Reading] {
    guard hasPlus(text), let number = try? strict(text.scalars), let prefix = metadata.nationalPrefix(ofCallingCode: number.callingCode)
    else { return [] }
    let code = String(number.callingCode).unicodeScalars.map(\.value)
    let national = digits(text).dropFirst(code.count)
    guard !prefix.isEmpty, national.starts(with: prefix) else { return [] }
    return reading(.nationalPrefixKept, text, [0x2B] + code + national.dropFirst(prefix.count))
  }

  private func lostLeadingZero(_ text: CellText) -> [Reading] {
    let digits = digits(text)
    guard digits.first != 0x30 else { return [] }
    let edited: [UInt32]
    if hasPlus(text) {
      guard let number = try? strict(text.scalars) else { return [] }
      let code = String(number.callingCode).unicodeScalars.map(\.value)
      edited = [0x2B] + code + [0x30] + digits.dropFirst(code.count)
    } else {
      edited = [0x30] + digits
    }
    // Where the zero is a prefix, it was not missing; only a zero that stays in the number was lost.
    return reading(.lostLeadingZero, text, edited).filter { $0.number.italianLeadingZero }
  }

  private func renumbered(_ text: CellText) -> [Reading] {
    guard let number = try? strict(text.scalars) else { return [] }
    let old = Array(number.nationalSignificantNumber.utf8).map { $0 - 0x30 }
    return Renumbering.all.compactMap { change in
      guard change.callingCode == number.callingCode, let new = change.rewrite(old) else { return nil }
      let edited = [0x2B] + String(change.callingCode).unicodeScalars.map(\.value) + new.map { 0x30 + UInt32($0) }
      guard let valid = valid(edited) else { return nil }
      let repair = Repair(.renumbered, before: number.e164, after: valid.e164, since: change.since)
      return Reading(valid.with(extension: number.extension), [repair])
    }
  }
}

extension PhoneNumber {
  func with(extension digits: PhoneExtension) -> PhoneNumber {
    PhoneNumber(
      callingCode: callingCode, nationalNumber: nationalNumber, numberOfLeadingZeros: numberOfLeadingZeros, extension: digits)
  }
}

extension PhoneMetadata {
  /// The digits of the national prefix by the main plan of a calling code.
  fileprivate func nationalPrefix(ofCallingCode code: Int) -> [UInt32]? {
    tables.mainPlan(code).map { tables.text($0.nationalPrefix).unicodeScalars.map(\.value).filter { 0x30...0x39 ~= $0 } }
  }
}

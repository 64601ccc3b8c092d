import Foundation

@testable import PhoneNumbers

extension FuzzTarget {
  private static let plain = Result {
    let tests = URL(filePath: #filePath).appending(path: "../../../../PhoneNumbersTests/Fixtures/plans.tsv").standardized
    return PlainMetadata(Array(try Data(contentsOf: tests)))
  }
  private static let regions = [nil] + PhoneMetadata.current.supportedRegions.map(Optional.some)

  /// libphonenumber's twelve answers, from the automata and from the plain implementation.
  static let phones = FuzzTarget(name: "phones") { input in
    var choices = Choices(input)
    let region = choices.one(of: regions)
    let text = choices.text
    let fast = ParityLine(input: text, region: region).answers(.current)
    let slow = PlainNumber.answers(text, region, try plain.get())
    return fast == slow ? nil : "\(region?.code ?? "-"):\n\(fast)\n\(slow)"
  }

  /// Whatever is in a cell, what comes of it is a valid number that needs no further repair, or a reason why there is none.
  static let repair = FuzzTarget(name: "repair") { input in
    var choices = Choices(input)
    let region = choices.one(of: regions)
    let repair = PhoneRepair(metadata: .current)
    let result = repair.cleaned(cell: choices.text.span, region: region)
    guard (result.number == nil) == (result.failure != nil) else { return "neither a number nor a reason" }
    guard result.failure != .ambiguous || result.candidates.count > 1 else { return "ambiguous between fewer than two" }
    for other in result.others where !other.isValid(.current) { return "\(other.e164) beside it is not valid" }
    guard let number = result.number else { return nil }
    guard number.isValid(.current) else { return "\(number.e164) is not valid" }
    let again = repair.cleaned(number.e164, region: nil)
    return again.number?.e164 == number.e164 && again.repairs.isEmpty ? nil : "\(number.e164) is mended again"
  }
}

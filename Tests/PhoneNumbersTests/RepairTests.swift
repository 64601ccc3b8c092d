import PhoneNumbers
import Testing

/// What comes of a cell: the number, the edits, the other numbers, or why there is none.
@Suite struct RepairTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let cell: String
    var region: String? = nil
    /// E.164, with ` ext. ` and the extension behind it.
    var number: String? = nil
    var repairs: [Repair.Kind] = []
    var failure: RepairedNumber.Failure? = nil
    var others: [String] = []
    var candidates: [String] = []
    let why: String
    var testDescription: String { "\(cell.debugDescription) \(region ?? "-"): \(why)" }
  }

  static let cases: [Case] = [
    Case(cell: "+44 20 7946 0018", number: "+442079460018", why: "good as it stands"),
    Case(cell: "020 7946 0018", region: "GB", number: "+442079460018", why: "good as it stands, national"),
    Case(cell: "1-800-FLOWERS", region: "US", number: "+18003569377", why: "letters of a vanity number are the number"),
    Case(cell: "+1 650 253 0000 ext. 42", number: "+16502530000 ext. 42", why: "libphonenumber knows this word"),
    Case(cell: "442079460018.0", region: "GB", number: "+442079460018", repairs: [.floatTail], why: "a float column printed it"),
    Case(cell: "2079460018.0", region: "GB", number: "+442079460018", repairs: [.floatTail], why: "a float column, national"),
    Case(
      cell: " 3012345.0", region: "DE", number: "+493012345", repairs: [.floatTail],
      why: "a float column, with a blank before it: Germany has longer numbers as well"),
    Case(cell: "3012345.0 ", region: "DE", number: "+493012345", repairs: [.floatTail], why: "the same with a blank behind it"),
    Case(cell: "030 12345.0", region: "DE", number: "+4930123450", why: "no column of numbers printed a blank"),
    Case(
      cell: "9.19876543210E+11", region: "IN", number: "+919876543210", repairs: [.scientificNotation], why: "all digits are there"),
    Case(cell: "4.4207E+11", region: "GB", failure: .digitsLost, why: "seven digits are gone for good"),
    Case(cell: "=\"+442079460018\"", number: "+442079460018", why: "libphonenumber looks past the wrapper itself"),
    Case(cell: "=\"442079460018.0\"", region: "GB", number: "+442079460018", repairs: [.spreadsheetWrapper, .floatTail], why: "both"),
    Case(cell: "919876543210", region: "US", number: "+919876543210", repairs: [.lostPlus], why: "twelve digits are no US number"),
    Case(cell: "919876543210", number: "+919876543210", repairs: [.lostPlus], why: "no region, but only India fits"),
    Case(cell: "0044 20 7946 0018", region: "US", number: "+442079460018", repairs: [.foreignPrefix], why: "the US dials 011"),
    Case(cell: "011 44 20 7946 0018", region: "DE", number: "+442079460018", repairs: [.foreignPrefix], why: "Germany dials 00"),
    Case(cell: "8 10 44 20 7946 0018", region: "FR", number: "+442079460018", repairs: [.foreignPrefix], why: "Russia dials 810"),
    Case(cell: "+44 (0)20 7946 0018", number: "+442079460018", why: "libphonenumber drops this zero itself"),
    Case(cell: "+39 (0)6 6982 0000", number: "+390669820000", why: "in Italy the zero is part of the number"),
    Case(cell: "06 6982 0000", region: "IT", number: "+390669820000", why: "the zero stays"),
    Case(cell: "+1 650 253 0000 John", number: "+16502530000", repairs: [.textBehind], why: "a name behind"),
    Case(cell: "+44 20 7946 0018 (office)", number: "+442079460018", repairs: [.textBehind], why: "a label behind"),
    Case(cell: "+49 30 123456 Durchwahl 12", number: "+4930123456 ext. 12", repairs: [.extensionWord], why: "German"),
    Case(cell: "+33 1 23 45 67 89 poste 12", number: "+33123456789 ext. 12", repairs: [.extensionWord], why: "French"),
    Case(cell: "+55 11 2345-6789 ramal 45", number: "+551123456789 ext. 45", repairs: [.extensionWord], why: "Portuguese"),
    Case(cell: "+81 3-1234-5678 内線 12", number: "+81312345678 ext. 12", repairs: [.extensionWord], why: "Japanese"),
    Case(cell: "+1 650 253 0000 ext", number: "+16502530000", repairs: [.extensionWord], why: "a word, and no digits"),
    Case(cell: "+44 20\u{200C}7946\u{202F}0018", number: "+442079460018", repairs: [.invisibleCharacters], why: "pasted from a page"),
    Case(cell: "+44\t20\t7946\t0018", number: "+442079460018", repairs: [.invisibleCharacters], why: "tabs"),
    Case(cell: "O2O 7946 OO18", region: "GB", number: "+442079460018", repairs: [.letterForDigit], why: "letters for zeros"),
    Case(cell: "+44 20 7946 OOl8", number: "+442079460018", repairs: [.letterForDigit], why: "letters for zeros and a one"),
    Case(
      cell: "020 7946 0018 / 07400 123456", region: "GB", number: "+447400123456", repairs: [.severalNumbers],
      others: ["+442079460018"], why: "the mobile one first"),
    Case(
      cell: "+442079460018;+442079460019", number: "+442079460018", repairs: [.severalNumbers], others: ["+442079460019"],
      why: "no mobile one: the first"),
    Case(
      cell: "07400 123456 or 020 7946 0018", region: "GB", number: "+447400123456", repairs: [.severalNumbers],
      others: ["+442079460018"], why: "a word between them"),
    Case(cell: "030/123456", region: "DE", number: "+4930123456", why: "a slash behind the area code parts nothing"),
    Case(cell: "+52 1 55 1234 5678", number: "+525512345678", repairs: [.renumbered], why: "Mexico dropped the 1 in 2019"),
    Case(cell: "+225 07 12 34 56", number: "+2250707123456", repairs: [.renumbered], why: "Orange's numbers got 07 in 2021"),
    Case(cell: "+229 97 12 34 56", number: "+2290197123456", repairs: [.renumbered], why: "Benin's numbers got 01 in 2024"),
    Case(cell: "Mobile 2: 07400 123456", region: "GB", number: "+447400123456", repairs: [.labelBefore], why: "the label has a digit"),
    Case(cell: "Tel: 07400 123456", region: "GB", number: "+447400123456", why: "libphonenumber looks past words before"),
    Case(cell: "", failure: .empty, why: "nothing"),
    Case(cell: "   ", failure: .empty, why: "blanks are nothing"),
    Case(cell: "n/a", region: "GB", failure: .notANumber, why: "no digit"),
    Case(cell: "7946 0018", failure: .noRegion, why: "a national number, and nothing says where"),
    Case(cell: "+44 207", region: "GB", failure: .tooShort, why: "digits missing"),
    Case(cell: "+44 20 7946 0018 99 88 77", region: "GB", failure: .tooLong, why: "too many"),
    Case(cell: "+999 123 456 789", failure: .unknownCallingCode, why: "no such code"),
    Case(cell: "+1 123 456 7890", failure: .notAssigned, why: "no area code begins with 1"),
    Case(cell: "253 0000", region: "US", failure: .localOnly, why: "the area code is missing"),
  ]

  @Test(arguments: cases)
  func cell(_ test: Case) {
    let metadata = PhoneMetadata.current
    let result = PhoneRepair(metadata: metadata).cleaned(test.cell, region: test.region.flatMap { Region($0) })
    let number = result.number.map { $0.e164 + ($0.extension.isEmpty ? "" : " ext. " + $0.extension.digits) }
    #expect(number == test.number)
    #expect(result.repairs.map(\.kind) == test.repairs)
    #expect(result.failure == test.failure)
    #expect(result.others.map(\.e164) == test.others)
    #expect((result.number == nil) == (result.failure != nil))
    if let number = result.number { #expect(number.isValid(metadata)) }
  }

  /// What was repaired once needs no repair.
  @Test(arguments: cases)
  func repairingTwiceChangesNothing(_ test: Case) {
    let repair = PhoneRepair(metadata: .current)
    guard let number = repair.cleaned(test.cell, region: test.region.flatMap { Region($0) }).number else { return }
    let again = repair.cleaned(number.e164, region: nil)
    #expect(again.number?.e164 == number.e164)
    #expect(again.repairs.isEmpty)
  }

  /// Whatever is in a cell: no trap, and never a number that is not valid.
  @Test(arguments: [Texts.Kind.digits, .pieces, .mutations, .bytes])
  func anyCell(_ kind: Texts.Kind) throws {
    var texts = try Texts(kind)
    let repair = PhoneRepair(metadata: .current)
    for _ in 0..<Texts.count {
      let (input, region) = texts.next()
      let result = repair.cleaned(cell: input.span, region: region)
      #expect(result.number.map { $0.isValid(.current) } ?? true, "seed \(texts.seed)")
      #expect((result.number == nil) == (result.failure != nil), "seed \(texts.seed)")
      #expect(result.failure != .ambiguous || result.candidates.count > 1, "seed \(texts.seed): \(input)")
    }
  }
}

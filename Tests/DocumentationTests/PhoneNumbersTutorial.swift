import PhoneNumbers
import Testing

@Test("The tutorial of PhoneNumbers: parse, ask, write, mend")
func phoneNumbersTutorial() throws {
  let metadata = PhoneMetadata.current
  let number = try PhoneNumber(parsing: "020 7946 0018", region: Region("GB"), metadata: metadata)
  #expect(number.isValid(metadata))
  #expect(number.international(metadata) == "+44 20 7946 0018")

  #expect(number.region(metadata) == Region("GB"))
  #expect(number.type(metadata) == .fixedLine)

  do {
    _ = try PhoneNumber(parsing: "call me", region: nil, metadata: metadata)
    Issue.record("a text without digits is no number")
  } catch {
    #expect(error == .notANumber)
  }

  let repair = PhoneRepair(metadata: metadata)
  let cell = repair.cleaned("9.19876543210E+11", region: nil)
  #expect(cell.number?.international(metadata) == "+91 98765 43210")
  #expect(cell.repairs.map(\.kind) == [.scientificNotation, .lostPlus])
}

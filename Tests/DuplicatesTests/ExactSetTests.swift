import Duplicates
import Testing

@Test("The first holder of a key keeps it, and later ones are told who that is")
func firstHolderWins() {
  var seen = ExactSet()
  let london = IdentityKey(callingCode: 44, nationalNumber: 2_079_460_018, leadingZeros: 0)
  let rome = IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 1)
  #expect(seen.enter(london, rowNumber: 1) == nil)
  #expect(seen.enter(rome, rowNumber: 2) == nil)
  #expect(seen.enter(london, rowNumber: 3) == 1)
  #expect(seen.enter(london, rowNumber: 4) == 1)
  #expect(seen.count == 2)
}

@Test("Numbers that differ only in leading zeros, or in where the calling code ends, have different keys")
func keysAreInjective() {
  let keys: Set = [
    IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 0),
    IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 1),
    IdentityKey(callingCode: 39, nationalNumber: 612_345_678, leadingZeros: 2),
    IdentityKey(callingCode: 3, nationalNumber: 9_612_345_678, leadingZeros: 0),
    IdentityKey(callingCode: 396, nationalNumber: 12_345_678, leadingZeros: 0),
  ]
  #expect(keys.count == 5)
}

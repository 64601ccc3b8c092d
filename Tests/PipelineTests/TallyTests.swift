import Pipeline
import Testing

@Test("Outcomes add up to the records read, whatever comes")
func outcomesAddUp() {
  var tally = Tally()
  for number in 1...1000 {
    switch number % 7 {
    case 0: tally.count(.rejected(.phoneTooShort))
    case 1, 2: tally.count(.duplicate(of: number))
    case 3: tally.count(.rejected(.nameMissing))
    default: tally.count(.written)
    }
    #expect(tally.read == number)
    #expect(tally.read == tally.written + tally.rejected + tally.duplicates)
    #expect(tally.rejected == tally.reasons.total)
  }
}

import Duplicates
import Testing

@Test("The tutorial of Duplicates: exact, then possible ones")
func duplicatesTutorial() throws {
  var seen = ExactSet()
  let mails = ["ada@example.com", "bob@example.com", "ada@example.com"]
  for (index, mail) in mails.enumerated() {
    var builder = IdentityKeyBuilder()
    builder.add(Array(mail.utf8).span)
    let holder = seen.enter(builder.key, rowNumber: index + 1)
    #expect(holder == (index == 2 ? 1 : nil))
  }

  var list = try PossibleDuplicates()
  list.append(
    ContactRecord([.givenName: "Robert", .surname: "Miller", .email: "r.miller@example.com", .phone: "+14155552671"]), rowNumber: 1)
  list.append(
    ContactRecord([.givenName: "Bob", .surname: "Miller", .email: "r.miller@example.com", .phone: "+14155550000"]), rowNumber: 2)
  list.append(
    ContactRecord([.givenName: "Susan", .surname: "Miller", .email: "s.miller@example.com", .phone: "+14155552671"]), rowNumber: 3)
  let matches = list.matches()
  #expect(matches.pairs.map(\.rowNumbers.first) == [1])
  #expect(matches.pairs.map(\.rowNumbers.second) == [2])
  #expect(matches.households.contains { $0.firstRowNumber == 1 && $0.secondRowNumber == 3 })
}

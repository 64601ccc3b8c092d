import Testing

@testable import Pipeline

private func identity(_ name: String, _ phone: String, _ email: String) -> PersonIdentity {
  var identity = PersonIdentity()
  identity.name += name.utf8
  identity.phone += phone.utf8
  identity.email += email.utf8
  return identity
}

@Test("What a record is known by is read back as it was written, whatever case a spreadsheet gives it")
func identityTextsAreReadBack() {
  for word in [0, 1, .max, 0x0123_4567_89AB_CDEF, 1 << 63] as [UInt64] {
    let text = PersonIdentity.text(of: word)
    #expect(text.count == 14 && text.first == "p")
    #expect(PersonIdentity.word(of: text) == word)
    #expect(PersonIdentity.word(of: text.uppercased()) == word)
  }
  for text in ["", "p", "4.42E+11", "pilou000000000", "x0000000000000", "p00000000000000"] {
    #expect(PersonIdentity.word(of: text) == nil, "\(text)")
  }
}

struct IdentityCase: Sendable, CustomTestStringConvertible {
  var name = "Ann Lee"
  var phone = "+442079460018"
  var email = "ann@x.org"
  let isSame: Bool
  let why: String
  var testDescription: String { why }
}

@Test(
  "A record is known again through what spreadsheets do to it, and no other is taken for it",
  arguments: [
    IdentityCase(isSame: true, why: "nothing has changed"),
    IdentityCase(
      name: " ann LEE ", phone: "+44 20 7946 0018", email: "Ann@X.org", isSame: true, why: "case, space and grouping say nothing"),
    IdentityCase(phone: "+442079460019", isSame: false, why: "another number"),
    IdentityCase(name: "Anne Lee", isSame: false, why: "another name"),
    IdentityCase(email: "", isSame: false, why: "an address less"),
    IdentityCase(name: "Ann", email: "Lee ann@x.org", isSame: false, why: "what stands in which column matters"),
  ])
func knownAgain(_ other: IdentityCase) {
  let ann = identity("Ann Lee", "+442079460018", "ann@x.org")
  #expect((identity(other.name, other.phone, other.email).word == ann.word) == other.isSame)
}

@Test("Without a number or an address nothing is known by it")
func nothingToGoBy() {
  #expect(identity("Ann Lee", "", "").key(.byPhone) == nil && identity("Ann Lee", "", "").key(.byEmail) == nil)
  #expect(identity("Ann Lee", "", "").word != identity("Eve May", "", "").word)
}

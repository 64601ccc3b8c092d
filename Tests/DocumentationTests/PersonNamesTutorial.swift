import PersonNames
import Testing

@Test("The tutorial of PersonNames: case, split, read a salutation")
func personNamesTutorial() throws {
  var names = NameNormalizer()
  let name = names.normalized("JAN VAN DER BERG", kind: .full, region: NameRegion(alpha2: "NL"))
  #expect(name == "Jan van der Berg")

  let kept = names.normalized("deVries", kind: .last, region: nil)
  #expect(kept == "deVries")

  let parts = names.split(fullName: Array("de la Cruz, Prof. MARIA".utf8).span, region: NameRegion(alpha2: "ES"))
  #expect(parts.first == "Maria")
  #expect(parts.last == "de la Cruz")

  if case .salutation(let salutation) = Salutation.parse("Herr Dr.") {
    #expect(salutation.mrOrMrs == .mr)
    #expect(salutation.language == "de")
  }
}

import ImportRequest
import Testing

@testable import Delivery

private struct MatchCase: Sendable, CustomTestStringConvertible {
  /// The service's contacts, as number and first name.
  let stored: [(String?, String?)]
  let partner: [Int?]
  var strangers: [Int] = []
  let reason: String
  var testDescription: String { reason }
}

@Test(
  "Contacts are found again by number, by its digits where it was altered, and by name where nothing else is left",
  arguments: [
    MatchCase(stored: [("+919876543210", nil), ("+442079460018", nil)], partner: [0, 1], reason: "as they were sent"),
    MatchCase(
      stored: [("+442079460018", "Asha"), ("+919876543210", "Ben")], partner: [1, 0], reason: "the number has the say, not the name"),
    MatchCase(stored: [("+91919876543210", nil), ("+442079460018", nil)], partner: [0, 1], reason: "the prefix doubled"),
    MatchCase(stored: [("9876543210", nil), ("00442079460018", nil)], partner: [0, 1], reason: "without the prefix, and with another"),
    MatchCase(stored: [("+91 98765-43210", nil), ("44 2079460018", nil)], partner: [0, 1], reason: "other writing"),
    MatchCase(stored: [("+15550100", "Asha")], partner: [0, nil], reason: "another number, and the name tells"),
    MatchCase(
      stored: [("+15550100", "Asha"), ("+15550101", "Asha")], partner: [nil, nil], strangers: [0, 1],
      reason: "a name that two have tells nothing"),
    MatchCase(stored: [("+15550100", "Carl")], partner: [nil, nil], strangers: [0], reason: "nobody of ours"),
    MatchCase(stored: [(nil, nil)], partner: [nil, nil], strangers: [0], reason: "something without number and name"),
    MatchCase(
      stored: [("+919876543210", nil), ("+919876543210", nil)], partner: [1, nil], strangers: [0], reason: "stored twice, under two ids"),
    MatchCase(stored: [], partner: [nil, nil], reason: "nothing"),
  ])
private func matching(match: MatchCase) throws {
  let manifest = Manifest(
    rules: "test", columns: ["firstName", "lastName", "cellPhoneNumber", "cellPhoneCountryCode"], delimiter: UInt8(ascii: ","),
    requestsPerMinute: 60)
  let csv = "firstName,lastName,cellPhoneNumber,cellPhoneCountryCode\nAsha,,+919876543210,+91\nBen,,+442079460018,+44\n"
  let contacts = try #require(BatchContacts(csv: Array(csv.utf8), manifest: manifest))
  let stored = match.stored.enumerated().map { ServerContact(id: "\($0)", firstName: $1.1, phoneNumber: $1.0) }
  let result = Reconciliation(contacts, stored)
  #expect(result.partner == match.partner)
  #expect(result.strangers == match.strangers)
}

@Test("A contact that was told of twice under one id is there once")
private func toldTwice() throws {
  let manifest = Manifest(rules: "test", columns: ["cellPhoneNumber"], delimiter: UInt8(ascii: ","), requestsPerMinute: 60)
  let contacts = try #require(BatchContacts(csv: Array("cellPhoneNumber\n+919876543210\n".utf8), manifest: manifest))
  let contact = ServerContact(id: "c1", phoneNumber: "+919876543210")
  #expect(Reconciliation(contacts, [contact, contact]).strangers == [])
}

@Test("What is left of a batch is written as the batch was, whatever stands in its fields")
private func rest() throws {
  let manifest = Manifest(rules: "test", columns: ["firstName", "cellPhoneNumber"], delimiter: UInt8(ascii: ";"), requestsPerMinute: 60)
  let csv = Array("firstName;cellPhoneNumber\n\"A;\"\"b\"\"\n\";1\nB;2\nC;3\n".utf8)
  let contacts = try #require(BatchContacts(csv: csv, manifest: manifest))
  #expect(contacts.csv(of: [0, 1, 2]) == csv)
  #expect(contacts.csv(of: [0, 2]) == Array("firstName;cellPhoneNumber\n\"A;\"\"b\"\"\n\";1\nC;3\n".utf8))
  #expect(BatchContacts(csv: Array("firstName;number\nB;2\n".utf8), manifest: manifest) == nil)
}

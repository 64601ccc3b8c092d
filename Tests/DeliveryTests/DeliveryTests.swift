import CSV
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Delivery

private func isExactlyOnce(_ service: SimulatedService, count: Int) -> Bool {
  service.stored.compactMap(\.phoneNumber).sorted() == (0..<count).map(StoredList.number).sorted()
}

@Test("Every contact arrives once and is accounted for, whatever goes wrong one call in five", arguments: SimulatedService.Fault.allCases)
private func faults(fault: SimulatedService.Fault) async throws {
  for duplicates in SimulatedService.Duplicates.allCases {
    let seed = UInt64.random(in: .min ... .max)
    let list = try StoredList(contacts: 43, batch: 5)
    let service = SimulatedService(seed: seed, habits: .init(faults: [fault: 0.2], duplicates: duplicates))
    let outcome = try await list.deliver(to: service, seed: seed)
    #expect(isExactlyOnce(service, count: 43), "seed \(seed)")
    #expect(outcome.agrees && outcome.accepted == 43 && outcome.sent == 43, "\(outcome), seed \(seed)")
    #expect(try list.read("accepted.csv").split(separator: "\n").count == 44)
    #expect(try list.read("missing.csv").split(separator: "\n").count == 1)
    #expect(!(try list.read("manifest.json").contains("\"written\"")))
  }
}

@Test("A delivery that is killed at any call, again and again, and with all faults at once, ends with every contact there once")
private func kills() async throws {
  for run in 0..<40 {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix(seed: seed)
    let list = try StoredList(contacts: 37, batch: 4)
    let faults = Dictionary(uniqueKeysWithValues: SimulatedService.Fault.allCases.map { ($0, run.isMultiple(of: 2) ? 0.03 : 0) })
    let duplicates = SimulatedService.Duplicates.allCases[run % 3]
    let service = SimulatedService(seed: seed, habits: .init(faults: faults, duplicates: duplicates))
    var path = list.path
    var kills = 0
    var outcome: DeliveryOutcome?
    while outcome == nil {
      service.kill(after: Int.random(in: 1...6, using: &generator), folder: path)
      do { outcome = try await list.deliver(to: service, from: path, seed: generator.next()) } catch DeliveryError.refused("killed") {
        // What the next process finds is the copy of that moment, and not what this one wrote after its death.
        path += "+"
        kills += 1
      }
      try #require(kills < 500, "it gets on; seed \(seed)")
    }
    #expect(isExactlyOnce(service, count: 37), "seed \(seed), \(kills) kills")
    #expect(outcome?.agrees == true && outcome?.accepted == 37, "\(String(describing: outcome)), seed \(seed)")
  }
}

@Test("A journal whose last line is torn anywhere is read, and what was under way is settled first")
private func tornJournal() async throws {
  let list = try StoredList(contacts: 6, batch: 3)
  let service = SimulatedService(seed: 1)
  service.kill(after: 2, folder: list.path)
  await #expect(throws: DeliveryError.refused("killed")) { try await list.deliver(to: service) }
  let journal = Data(try String(contentsOfFile: list.path + "+/journal.jsonl", encoding: .utf8).utf8)
  let answers = service.stored.count
  for cut in 0...journal.count {
    let copy = list.path + "-\(cut)"
    try FileManager.default.copyItem(atPath: list.path + "+", toPath: copy)
    try journal.prefix(cut).write(to: URL(filePath: copy + "/journal.jsonl"))
    let service = SimulatedService(seed: 1)
    for index in 0..<answers { service.add(ServerContact(id: "c-\(index)", phoneNumber: StoredList.number(index))) }
    let outcome = try await list.deliver(to: service, from: copy)
    #expect(outcome.accepted == 6 && service.stored.count == 6, "cut at byte \(cut)")
  }
}

@Test("Contacts that the service loses are missing, with their batch, and nothing is sent twice for them")
private func lost() async throws {
  let list = try StoredList(contacts: 9, batch: 4)
  let lost = Set([1, 8].map(StoredList.number))
  let service = SimulatedService(seed: 1, habits: .init(loses: lost))
  let outcome = try await list.deliver(to: service)
  #expect(outcome == DeliveryOutcome(sent: 9, accepted: 7, missing: 2))
  #expect(
    try list.read("missing.csv")
      == "firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension,batch,reason\n"
      + "Anna1,Rao,Mrs,+919876500001,+91,+,1,the service does not have it\n"
      + "Anna8,Rao,Mrs,+919876500008,+91,+,3,the service does not have it\n")
  #expect(try list.read("manifest.json").matches(of: /"state": "(\w+)"/).map(\.output.1) == ["differs", "accepted", "differs"])
}

@Test("A doubled prefix is recognized and said, also when only the listing tells of it")
private func altered() async throws {
  for faults in [[:], [SimulatedService.Fault.cutAfter: 0.5]] {
    let list = try StoredList(contacts: 9, batch: 4)
    let service = SimulatedService(
      seed: 5, habits: .init(faults: faults, alters: { $0 == StoredList.number(2) ? "+91" + $0.dropFirst() : $0 }))
    let outcome = try await list.deliver(to: service)
    #expect(outcome == DeliveryOutcome(sent: 9, accepted: 9, changed: 1))
    #expect(service.stored.count == 9)
    let changed = try list.read("changed.csv").split(separator: "\n")
    #expect(changed.count == 2 && changed[0] == "number,batch,id,column,sent,stored")
    #expect(changed.last?.hasSuffix(",cellPhoneNumber,+919876500002,+91919876500002") == true)
  }
}

@Test("Contacts that were there before are neither sent again nor missing")
private func present() async throws {
  for duplicates in [SimulatedService.Duplicates.left, .refused] {
    let list = try StoredList(contacts: 9, batch: 4)
    let service = SimulatedService(seed: 1, habits: .init(duplicates: duplicates))
    service.add(ServerContact(id: "old", firstName: "Ann", phoneNumber: StoredList.number(3)))
    let outcome = try await list.deliver(to: service)
    #expect(outcome == DeliveryOutcome(sent: 9, accepted: 9, changed: 1), "its first name is another")
    #expect(isExactlyOnce(service, count: 9))
    #expect(try list.read("changed.csv").hasSuffix("+919876500003,1,old,firstName,Anna3,Ann\n"))
  }
}

@Test("What the service has a spreadsheet run is guarded in the files that people open")
private func formulas() async throws {
  let list = try StoredList(contacts: 3, batch: 2)
  let service = SimulatedService(seed: 1, habits: .init(duplicates: .left))
  service.add(ServerContact(id: "=1+1", firstName: "=HYPERLINK(\"http://x\")", phoneNumber: StoredList.number(1)))
  let outcome = try await list.deliver(to: service)
  #expect(outcome == DeliveryOutcome(sent: 3, accepted: 3, changed: 1))
  #expect(try list.read("changed.csv").hasSuffix("+919876500001,1,'=1+1,firstName,Anna1,\"'=HYPERLINK(\"\"http://x\"\")\"\n"))
  #expect(try list.read("accepted.csv").contains("Anna1,Rao,Mrs,+919876500001,+91,+,1,'=1+1\n"))
}

@Test("No more calls are made in any minute than the service takes, and a service that says how long to wait is obeyed")
private func pace() async throws {
  let seed = UInt64.random(in: .min ... .max)
  var generator = SplitMix(seed: seed)
  var pace = Pace(callsPerMinute: 7)
  var now = Duration.zero
  var starts: [Duration] = []
  for _ in 0..<500 {
    now += .milliseconds(Int.random(in: 0...(Bool.random(using: &generator) ? 20_000 : 10), using: &generator))
    now += pace.take(now: now)
    starts.append(now)
  }
  for (index, start) in starts.enumerated() {
    #expect(starts[index...].prefix { $0 < start + .seconds(60) }.count <= 7, "seed \(seed)")
  }
  let list = try StoredList(contacts: 6, batch: 1)
  let time = SimulatedTime()
  _ = try await list.deliver(to: SimulatedService(seed: 3, habits: .init(faults: [.busy: 0.5])), time: time)
  let waits = Mutex<[Duration]>([])
  let other = try StoredList(contacts: 20, batch: 1)
  _ = try await other.deliver(to: SimulatedService(seed: 3, habits: .init(faults: [.busy: 0.3]))) { notice in
    if case .waiting(_, let wait, _) = notice { waits.withLock { $0.append(wait) } }
  }
  #expect(waits.withLock { !$0.isEmpty && $0.allSatisfy { $0 >= .seconds(7) } })
}

@Test("Waits double up to a minute, and no two clients wait alike")
private func backoff() {
  var generator = SplitMix(seed: 4)
  for (attempt, longest) in [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (90, 60)] {
    for _ in 0..<50 {
      let wait = Backoff().wait(after: attempt, using: &generator)
      #expect(wait >= .seconds(longest) / 2 && wait <= .seconds(longest), "attempt \(attempt)")
    }
  }
}

@Test("Answers that cannot be asked for are not taken for answers that never came")
private func unreachableAnswers() throws {
  let list = try StoredList(contacts: 1, batch: 1)
  // A file where a folder should be: nothing in it can be reached.
  let answers = AnswerFiles(folder: list.path + "/manifest.json")
  let error = DeliveryError.unreadable(.cannotOpen(path: list.path + "/manifest.json/answer-0001.json", code: 20))
  #expect(throws: error) { try answers.contacts(batch: 1) }
  #expect(throws: error) { try answers.keep([], batch: 1) }
  #expect(error.description == "\(list.path)/manifest.json/answer-0001.json cannot be opened: Not a directory")
  #expect(
    DeliveryError.unreadable(.cannotRead(path: "f", code: 5, offset: 7)).description == "f cannot be read past byte 7: Input/output error")
}

@Test("What is no whole request, was changed, or is being sent is named before anything goes out")
private func wrongFolders() async throws {
  let list = try StoredList(contacts: 3, batch: 2)
  let service = SimulatedService(seed: 1)
  await #expect(throws: DeliveryError.unreadable(.cannotOpen(path: "/nowhere/manifest.json", code: 2))) {
    try await list.deliver(to: service, from: "/nowhere")
  }
  let journal = try Journal(folder: list.path)
  await #expect(throws: DeliveryError.busy(path: list.path)) { try await list.deliver(to: service) }
  _ = consume journal
  let manifest = URL(filePath: list.path + "/manifest.json")
  let whole = try String(contentsOf: manifest, encoding: .utf8)
  for cut in stride(from: 0, to: whole.utf8.count - 2, by: 7) {
    try Data(whole.utf8.prefix(cut)).write(to: manifest)
    await #expect(throws: DeliveryError.notARequest(path: list.path)) { try await list.deliver(to: service) }
  }
  try Data(whole.utf8).write(to: manifest)
  let batch = URL(filePath: list.path + "/batch-0002.csv")
  try Data(try String(contentsOf: batch, encoding: .utf8).replacing("Anna2", with: "Anna3").utf8).write(to: batch)
  await #expect(throws: DeliveryError.altered(path: list.path + "/batch-0002.csv")) { try await list.deliver(to: service) }
  #expect(service.stored.count == 2, "the batch before it was sent")
}

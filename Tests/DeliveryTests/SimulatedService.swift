import Foundation
import Synchronization
import TestSupport

@testable import Delivery

/// The service as its page describes it, in this process and without a network; and everything that can go wrong on the way to it.
final class SimulatedService: Exchange {
  enum Fault: String, CaseIterable, Sendable {
    case notSent, cutBefore, cutAfter, busy, busyInWords, error, errorAfter, badGateway, pageAfter, emptyAfter, wordsAfter
  }

  /// What it makes of a number that is there already.
  enum Duplicates: String, CaseIterable, Sendable {
    /// That contact is left out.
    case left
    /// The whole batch is refused.
    case refused
    /// It is stored again, which the real service does not do: then only the sender stands between a contact and its double.
    case stored
  }

  struct Habits: Sendable {
    /// How probable each fault is.
    var faults: [Fault: Double] = [:]
    var duplicates = Duplicates.left
    /// What it does to the numbers that it stores.
    var alters: @Sendable (String) -> String = { $0 }
    /// Numbers that it says nothing of and does not store.
    var loses: Set<String> = []
    var pageSize = 10
    /// After this many calls the world ends: the folder is copied as it is at that moment, and nothing more comes of it.
    var killAfter = Int.max
    var folder = ""
  }

  private struct State {
    var stored: [ServerContact] = []
    var calls = 0
    var generator: SplitMix
    var habits: Habits
  }

  private let state: Mutex<State>

  init(seed: UInt64, habits: Habits = Habits()) {
    state = Mutex(State(generator: SplitMix(seed: seed), habits: habits))
  }

  var stored: [ServerContact] { state.withLock { $0.stored } }
  var calls: Int { state.withLock { $0.calls } }

  func kill(after calls: Int, folder: String) {
    state.withLock {
      $0.habits.killAfter = $0.calls + calls
      $0.habits.folder = folder
    }
  }

  func add(_ contact: ServerContact) { state.withLock { $0.stored.append(contact) } }

  func send(_ call: Call) async throws(CallFailure) -> Reply {
    let result: Result<Reply, CallFailure> = state.withLock { state in
      state.calls += 1
      let isKilled = state.calls >= state.habits.killAfter
      // Half of the killed die before the service has seen their call, half after.
      if isKilled, Bool.random(using: &state.generator) { return Self.end(&state) }
      let reply = Self.answer(call, &state)
      return isKilled ? Self.end(&state) : reply
    }
    return try result.get()
  }

  private static func end(_ state: inout State) -> Result<Reply, CallFailure> {
    let folder = state.habits.folder
    do { try FileManager.default.copyItem(atPath: folder, toPath: folder + "+") } catch { preconditionFailure("\(error)") }
    state.habits.killAfter = .max
    return .failure(.notAllowed("killed"))
  }

  private static func answer(_ call: Call, _ state: inout State) -> Result<Reply, CallFailure> {
    var fault: Fault?
    for (candidate, probability) in state.habits.faults.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where fault == nil && Double.random(in: 0..<1, using: &state.generator) < probability {
      fault = candidate
    }
    switch fault {
    case .notSent: return .failure(.notSent("connection refused"))
    case .cutBefore: return .failure(.unanswered("the connection was closed"))
    case .busy: return .success(Reply(status: 429, headers: [.init("Retry-After", "7")]))
    case .busyInWords:
      let words = "You've exceeded the per-minute rate limit. Please wait for sometime before retrying."
      return .success(Reply(status: 200, body: Array(words.utf8)))
    case .error: return .success(Reply(status: 500, body: Array(#"{"errors":[{"msg":"Internal"}]}"#.utf8)))
    case .badGateway: return .success(Reply(status: 502, body: Array("<html><title>Bad gateway</title>".utf8)))
    default: break
    }
    let reply = call.method == .post ? take(call, &state) : list(call, state)
    switch fault {
    case .cutAfter: return .failure(.unanswered("the connection was closed"))
    case .errorAfter: return .success(Reply(status: 500))
    case .pageAfter: return .success(Reply(status: 200, body: Array("<html><head><title>Sign in</title></head></html>".utf8)))
    case .emptyAfter: return .success(Reply(status: 200))
    case .wordsAfter: return .success(Reply(status: 202, body: Array(#"{"message":"Import is under way"}"#.utf8)))
    default: return .success(reply)
    }
  }

  private static func take(_ call: Call, _ state: inout State) -> Reply {
    let body = String(decoding: call.body, as: UTF8.self)
    let parts = body.components(separatedBy: "\r\n")
    guard let blank = parts.firstIndex(of: "") else { return Reply(status: 400, body: Array("no part".utf8)) }
    let rows = parts[blank + 1].split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let present = Set(state.stored.compactMap(\.phoneNumber))
    var made: [ServerContact] = []
    for row in rows {
      let number = state.habits.alters(row[3])
      if state.habits.duplicates != .stored, present.contains(number) || made.contains(where: { $0.phoneNumber == number }) {
        if state.habits.duplicates == .refused { return Reply(status: 409, body: Array(#"{"message":"a number exists"}"#.utf8)) }
        continue
      }
      if state.habits.loses.contains(row[3]) { continue }
      made.append(
        ServerContact(
          id: "c-\(state.stored.count + made.count)", firstName: row[0], lastName: row[1], salutation: row[2], phoneNumber: number,
          countryCode: row[4], phoneExtension: row[5]))
    }
    state.stored += made
    return Reply(status: 200, body: (try? ServerContact.json(made)) ?? [])
  }

  private static func list(_ call: Call, _ state: State) -> Reply {
    let skip = call.path.split(separator: "?").last?.split(separator: "&").first?.split(separator: "=").last.flatMap { Int($0) } ?? 0
    let page = Array(state.stored.dropFirst(skip).prefix(state.habits.pageSize))
    let json = String(decoding: (try? ServerContact.json(page)) ?? [], as: UTF8.self)
    let more = skip + page.count < state.stored.count
    return Reply(
      status: 200,
      body: Array(#"{"results":\#(json),"skip":\#(skip),"limit":10,"hasMore":\#(more),"totalResults":\#(state.stored.count)}"#.utf8))
  }
}

/// Time that passes only when somebody sleeps.
final class SimulatedTime: Timepiece {
  private let state = Mutex(Duration.zero)
  var elapsed: Duration { state.withLock { $0 } }
  var unixSeconds: Int { 1_800_000_000 + Int(elapsed.components.seconds) }
  func sleep(for duration: Duration) async { state.withLock { $0 += duration } }
}

/// Puts what workers have finished back into order, and lets one of them at a time settle it.
///
/// A worker that is early leaves its load here and goes on with the next; whoever settles what comes before takes it along. A worker waits
/// only when all loads are out, so that memory is bounded. A class, because the workers share it. Plain POSIX threads and not the
/// cooperative pool: workers block in `read` and `write`.
final class Handover<Load>: @unchecked Sendable {
  /// Signalled when a load is free.
  private let mutex = Lock()
  // Touched under the mutex.
  private var free: [Load]
  private var finished: [Int: Load] = [:]
  private var turn = 0
  private var isSettling = false

  init(_ loads: [Load]) { free = loads }

  /// An empty load. Waits for one when all are out.
  func takeEmpty() -> Load {
    mutex.withLock {
      while true {
        if let load = free.popLast() { return load }
        mutex.wait()
      }
    }
  }

  /// Gives an empty load back.
  func giveBack(_ load: Load) {
    mutex.withLock {
      free.append(load)
      mutex.signal()
    }
  }

  /// Hands a load over that was finished under a ticket. Tickets count from 0, and each comes once.
  ///
  /// - Parameter settle: is called, by one worker at a time, with each load whose turn has come, in the order of their tickets.
  func finish(_ load: Load, ticket: Int, settle: (Load) -> Void) {
    mutex.lock()
    finished[ticket] = load
    if !isSettling {
      isSettling = true
      while let next = finished.removeValue(forKey: turn) {
        mutex.unlock()
        settle(next)
        mutex.lock()
        turn += 1
        free.append(next)
        mutex.signal()
      }
      isSettling = false
    }
    mutex.unlock()
  }
}

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Puts what workers have finished back into order, and lets one of them at a time settle it.
///
/// A worker that is early leaves its load here and goes on with the next; whoever settles what comes before takes it along. A worker waits
/// only when all loads are out, so that memory is bounded. A class, because the workers share it. Plain POSIX threads and not the
/// cooperative pool: workers block in `read` and `write`.
@safe
final class Handover<Load>: @unchecked Sendable {
  // Sound: allocated by init, freed by deinit, and used only through the calls below, which POSIX makes safe between threads.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let freed: UnsafeMutablePointer<pthread_cond_t>
  // Touched under the mutex.
  private var free: [Load]
  private var finished: [Int: Load] = [:]
  private var turn = 0
  private var isSettling = false

  init(_ loads: [Load]) {
    free = loads
    unsafe mutex = .allocate(capacity: 1)
    unsafe freed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(freed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(freed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe freed.deallocate()
    unsafe mutex.deallocate()
  }

  /// An empty load. Waits for one when all are out.
  func takeEmpty() -> Load {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let load = free.popLast() { return load }
      unsafe pthread_cond_wait(freed, mutex)
    }
  }

  /// Gives an empty load back.
  func giveBack(_ load: Load) {
    unsafe pthread_mutex_lock(mutex)
    free.append(load)
    unsafe pthread_cond_signal(freed)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Hands a load over that was finished under a ticket. Tickets count from 0, and each comes once.
  ///
  /// - Parameter settle: is called, by one worker at a time, with each load whose turn has come, in the order of their tickets.
  func finish(_ load: Load, ticket: Int, settle: (Load) -> Void) {
    unsafe pthread_mutex_lock(mutex)
    finished[ticket] = load
    if !isSettling {
      isSettling = true
      while let next = finished.removeValue(forKey: turn) {
        unsafe pthread_mutex_unlock(mutex)
        settle(next)
        unsafe pthread_mutex_lock(mutex)
        turn += 1
        free.append(next)
        unsafe pthread_cond_signal(freed)
      }
      isSettling = false
    }
    unsafe pthread_mutex_unlock(mutex)
  }
}

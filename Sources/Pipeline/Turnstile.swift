#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Lets threads through one at a time, in the order of their tickets.
///
/// A class, because the threads share it. Plain POSIX threads and not the cooperative pool: workers block in `read` and `write`.
@safe
final class Turnstile: @unchecked Sendable {
  // Sound: allocated by init, freed by deinit, and used only through the calls below, which POSIX makes safe between threads.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let moved: UnsafeMutablePointer<pthread_cond_t>
  private var turn = 0

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe moved = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(moved, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(moved)
    unsafe pthread_mutex_destroy(mutex)
    unsafe moved.deallocate()
    unsafe mutex.deallocate()
  }

  /// Waits for a ticket's turn. Whoever got through has to call `leave()`.
  func enter(ticket: Int) {
    unsafe pthread_mutex_lock(mutex)
    while turn != ticket { unsafe pthread_cond_wait(moved, mutex) }
    unsafe pthread_mutex_unlock(mutex)
  }

  /// Lets the next ticket through.
  func leave() {
    unsafe pthread_mutex_lock(mutex)
    turn += 1
    unsafe pthread_cond_broadcast(moved)
    unsafe pthread_mutex_unlock(mutex)
  }
}

/// Runs a function on a number of threads, this one among them, and returns when all are done.
func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
  var threads: [pthread_t] = []
  for _ in 1..<max(count, 1) {
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(ThreadBody(run: body))
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, unsafe context.toOpaque())
    guard code == 0 else {
      // One thread less is slower and nothing worse.
      unsafe context.release()
      break
    }
    threads.append(thread)
  }
  body()
  for thread in threads { pthread_join(thread, nil) }
}

/// A function in a box, as `pthread_create` can carry it.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

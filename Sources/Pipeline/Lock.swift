#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A lock over POSIX's own with what threads wait for under it, which ThreadSanitizer knows. It sees nothing of what the standard library's
/// `Mutex` does, and would report everything that such a one guards, so that a real race could hide among the others.
@safe
struct Lock: ~Copyable, @unchecked Sendable {
  // Sound: allocated by init, freed by deinit, and used only through the calls below, which POSIX makes safe between threads.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe condition = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  func lock() { unsafe pthread_mutex_lock(mutex) }

  func unlock() { unsafe pthread_mutex_unlock(mutex) }

  /// Lets go of the lock, which the thread holds, until somebody signals; it may come back without that.
  func wait() { unsafe pthread_cond_wait(condition, mutex) }

  /// Lets one thread that waits go on.
  func signal() { unsafe pthread_cond_signal(condition) }

  func withLock<Result>(_ body: () -> Result) -> Result {
    lock()
    defer { unlock() }
    return body()
  }
}

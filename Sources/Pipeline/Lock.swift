#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A lock over POSIX's own, which ThreadSanitizer knows. It sees nothing of what the standard library's `Mutex` does, and would report
/// everything that such a one guards, so that a real race could hide among the others.
@safe
struct Lock: ~Copyable, @unchecked Sendable {
  // Sound: allocated by init, freed by deinit, and used only through the calls below, which POSIX makes safe between threads.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  func withLock<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }
}

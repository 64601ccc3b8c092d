internal import CMemory

/// A part of the memory that a set's keys are going to fill.
///
/// The system finds and clears a page when it is touched first, and the first few thousand keys touch all pages of a set: whoever enters
/// them waits for as long as a tenth of a run takes, and everybody for them. On several threads before that, it is done side by side. Sound
/// to send: the system is asked about addresses, which are the set's as long as it is there, and nothing is read or written.
@safe public struct KeyMemory: @unchecked Sendable {
  private let start: UnsafeMutableRawPointer
  let byteCount: Int

  init(start: UnsafeMutableRawPointer, byteCount: Int) {
    unsafe self.start = start
    self.byteCount = byteCount
  }

  /// Has the system find all of it; where it knows no way to ask for that, nothing happens. The set must still be there.
  public func populate() { unsafe cmemory_populate(start, byteCount) }
}

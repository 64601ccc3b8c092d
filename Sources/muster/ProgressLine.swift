internal import Pipeline
internal import Reports
internal import Synchronization

/// One line on a terminal that says how far a run is: written over twice a second, and wiped away at the end.
///
/// A class, because the workers of a run share it.
final class ProgressLine: Sendable {
  private struct State {
    let start = ContinuousClock.now
    var last: ContinuousClock.Instant
    var isShown = false
  }

  /// The list's size in bytes, where it is known.
  private let byteCount: Int?
  private let state = Mutex(State(last: .now))

  init(byteCount: Int?) { self.byteCount = byteCount }

  /// Shows how far the run is, unless that was shown less than half a second ago.
  func show(_ progress: RunProgress) {
    state.withLock { state in
      let now = ContinuousClock.now
      guard state.last.duration(to: now) >= .milliseconds(500) else { return }
      state.last = now
      state.isShown = true
      let seconds = state.start.duration(to: now) / .seconds(1)
      Console.error("\r\(Self.text(progress, of: byteCount, after: seconds))\u{1B}[K")
    }
  }

  /// Wipes the line away.
  func clear() {
    state.withLock { state in
      if state.isShown { Console.error("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// `120 of 545 MB, 2,200,000 records, 1,100,000 records/s, 8 s left`.
  static func text(_ progress: RunProgress, of byteCount: Int?, after seconds: Double) -> String {
    let rate = Double(progress.records) / max(seconds, 0.001)
    // A list that is being written to may be longer by now than it was.
    let total = byteCount.map { max($0, progress.bytes) }
    let size = total.map { "\(progress.bytes / 1_000_000) of \($0 / 1_000_000) MB" } ?? "\(progress.bytes / 1_000_000) MB"
    var parts = [size, "\(grouped(progress.records)) records", "\(grouped(Int(rate))) records/s"]
    if let total, progress.bytes > 0 {
      let left = seconds * Double(total - progress.bytes) / Double(progress.bytes)
      parts.append(left < 90 ? "\(Int(left.rounded(.up))) s left" : "\(Int((left / 60).rounded(.up))) min left")
    }
    return parts.joined(separator: ", ")
  }
}

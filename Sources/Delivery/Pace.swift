/// Keeps calls apart: a token bucket that holds one token and gets another each interval.
///
/// A bucket of one, because a fuller one could empty itself at the end of one of the service's minutes and again at the beginning of
/// the next, which is more than the service takes in sixty seconds.
public struct Pace: Sendable {
  private let interval: Duration
  private var free = Duration.zero

  /// - Parameter callsPerMinute: at least 1.
  public init(callsPerMinute: Int) {
    // Rounded up: a minute divided by seven and taken seven times is a trifle short of a minute.
    interval = .seconds(60) / max(1, callsPerMinute) + .nanoseconds(1)
  }

  /// Takes the next token.
  ///
  /// - Parameter now: the time, which never runs backwards.
  /// - Returns: how long to wait for it.
  public mutating func take(now: Duration) -> Duration {
    let start = max(now, free)
    free = start + interval
    return start - now
  }
}

/// How long to wait before another attempt: twice as long each time, up to a minute, and never all clients at once.
public struct Backoff: Sendable {
  private let first: Duration
  private let longest: Duration

  public init(first: Duration = .seconds(1), longest: Duration = .seconds(60)) {
    self.first = first
    self.longest = longest
  }

  /// - Parameters:
  ///   - attempt: the number of the attempt that failed, 1-based.
  ///   - generator: decides where in the upper half of the span the wait ends.
  public func wait(after attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration {
    let span = min(longest, first * (1 << min(max(0, attempt - 1), 20)))
    return span * Double.random(in: 0.5...1, using: &generator)
  }
}

/// What the stand-in can be told to do wrong, each to some share of the calls.
public enum Fault: String, Sendable, CaseIterable {
  /// Answers late.
  case slow
  /// Says 429, with a Retry-After of one second.
  case busy
  /// Says in the body alone, with status 200, that it was called too often.
  case busyText = "busy-text"
  /// Says 500 before it has done anything.
  case error
  /// Does what it was asked, and says 500.
  case errorAfter = "error-after"
  /// Closes the connection before it has done anything.
  case cut
  /// Does what it was asked, and closes the connection.
  case cutAfter = "cut-after"
  /// Sends a proxy's page with status 502.
  case html
  /// Does what it was asked, and sends a login page with status 200.
  case htmlAfter = "html-after"
  /// Redirects to another host.
  case redirect

  /// Whether the call is carried out all the same.
  var isAfter: Bool {
    switch self {
    case .slow, .errorAfter, .cutAfter, .htmlAfter: true
    case .busy, .busyText, .error, .cut, .html, .redirect: false
    }
  }
}

/// A generator that a seed brings back (SplitMix64, Steele et al. 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

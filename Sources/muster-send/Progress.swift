internal import Delivery
internal import Pipeline
internal import Synchronization

/// Tells a person how far a delivery is: a line that is written over on a terminal, and what is out of the ordinary as lines of their own.
final class Progress: Sendable {
  // A class, because a delivery's notices come from wherever it runs.
  private let isQuiet: Bool
  private let isTerminal: Bool
  private let hasLine = Mutex(false)

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isTerminal = Console.errorIsTerminal
  }

  func tell(_ notice: Notice) {
    guard !isQuiet else { return }
    hasLine.withLock { hasLine in
      if case .progress = notice {
        guard isTerminal else { return }
        Console.error("\r\u{1B}[K  \(notice.description.visible)")
        hasLine = true
      } else {
        Console.error("\(hasLine ? "\r\u{1B}[K" : "")muster: \(notice.description.visible)\n")
        hasLine = false
      }
    }
  }

  /// Takes the line away.
  func end() {
    hasLine.withLock { hasLine in
      if hasLine { Console.error("\r\u{1B}[K") }
      hasLine = false
    }
  }
}

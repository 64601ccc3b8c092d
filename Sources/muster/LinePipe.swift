internal import Duplicates
internal import Pipeline

/// What ends a step that takes lines, when it is no fault of a line.
protocol StepError: Error {
  var failure: Failure { get }
}

extension PersonSearchError: StepError {
  var failure: Failure { Failure(self) }
}

extension SettlingError: StepError {
  var failure: Failure { Failure(self) }
}

/// Of a step that nothing ends but its lines.
extension Never: StepError {
  var failure: Failure { switch self {} }
}

/// What reads lines from standard input and writes lines to standard output.
enum LinePipe {
  /// Takes every line, then nil, and what is appended to the buffer goes out.
  ///
  /// - Parameter expected: what the lines are; told where `body` returns false for one.
  static func run<Problem: StepError>(
    _ expected: String, _ body: (ArraySlice<UInt8>?, inout [UInt8]) throws(Problem) -> Bool
  ) throws {
    var sink = DescriptorSink.standardOutput
    var output: [UInt8] = []
    func write() throws {
      do { try sink.write(output) } catch { throw Failure(error) }
      output.removeAll(keepingCapacity: true)
    }
    try read(expected) { line throws(Problem) in
      try body(line, &output)
    } between: {
      if output.count >= 1 << 18 { try write() }
    }
    do throws(Problem) { _ = try body(nil, &output) } catch { throw error.failure }
    try write()
  }

  /// Takes every line.
  static func read<Problem: StepError>(
    _ expected: String, _ body: (ArraySlice<UInt8>) throws(Problem) -> Bool, between: () throws -> Void = {}
  ) throws {
    var lines = LineReader()
    while let line = try lines.nextBytes() {
      let isTaken: Bool
      do throws(Problem) { isTaken = try body(line) } catch { throw error.failure }
      guard isTaken else {
        throw Failure(status: .unreadable, sentence: "standard input:\(lines.number): this is no line of \(expected)")
      }
      try between()
    }
  }
}

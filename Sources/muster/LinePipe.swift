internal import Pipeline

/// What reads lines from standard input and writes lines to standard output.
enum LinePipe {
  /// Takes every line, then nil, and what is appended to the buffer goes out.
  ///
  /// - Parameter expected: what the lines are; told where `body` returns false for one.
  static func run(
    _ expected: String, _ body: (ArraySlice<UInt8>?, inout [UInt8]) throws(PersonSearchError) -> Bool
  ) throws {
    var sink = DescriptorSink.standardOutput
    var output: [UInt8] = []
    func write() throws {
      do { try sink.write(output) } catch { throw Failure(error) }
      output.removeAll(keepingCapacity: true)
    }
    try read(expected) { line throws(PersonSearchError) in
      try body(line, &output)
    } between: {
      if output.count >= 1 << 18 { try write() }
    }
    do throws(PersonSearchError) { _ = try body(nil, &output) } catch { throw Failure(error) }
    try write()
  }

  /// Takes every line.
  static func read(
    _ expected: String, _ body: (ArraySlice<UInt8>) throws(PersonSearchError) -> Bool, between: () throws -> Void = {}
  ) throws {
    var lines = LineReader()
    while let line = try lines.nextBytes() {
      let isTaken: Bool
      do throws(PersonSearchError) { isTaken = try body(line) } catch { throw Failure(error) }
      guard isTaken else {
        throw Failure(status: .unreadable, sentence: "standard input:\(lines.number): this is no line of \(expected)")
      }
      try between()
    }
  }
}

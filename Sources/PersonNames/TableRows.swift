extension String {
  /// The columns of each line of a table that is no comment. Cut at bytes: at characters it would be most of a filter's start-up.
  var tableRows: some Sequence<[Substring]> {
    utf8.split(separator: UInt8(ascii: "\n")).lazy.filter { $0.first != UInt8(ascii: "#") }.map { line in
      line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { Substring($0) }
    }
  }
}

extension Substring {
  /// The parts between spaces, as bytes have them.
  var spaced: [Substring] { utf8.split(separator: 0x20).map { Substring($0) } }
}

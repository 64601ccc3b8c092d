import TestSupport
import Testing

@testable import CSV

struct FastReaderTests {
  static let dialects = [
    Dialect.rfc4180, Dialect(delimiter: UInt8(ascii: ";")), Dialect(quote: nil), Dialect(hasLazyQuotes: true),
    Dialect(escape: UInt8(ascii: "\\")), Dialect(comment: UInt8(ascii: "#")), Dialect(doublesQuotes: false),
    Dialect(skipsInitialSpace: true), Dialect(terminator: .byte(UInt8(ascii: ";"))),
  ]

  /// Random text of the bytes that mean something, in runs, so that records are long enough to fill several blocks of 64 bytes.
  static func randomText(_ random: inout SplitMix) -> [UInt8] {
    let pieces: [[UInt8]] =
      [
        "a", "bc", "word ", " ", ",", ",", ",", ";", "\"", "\"", "\"\"", "\",\"", "\n", "\n", "\r\n", "\r", "\\", "#", "é", "漢", "\",",
        ",\"",
        "\"\n", "\n\"", "\"\r\n\"", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3]]
    // Each text favours a few pieces, so that some are nearly valid and some are noise.
    let favourites = (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? [] }
    let share = Int.random(in: 0...9, using: &random)
    var text: [UInt8] = []
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      let isFavourite = Int.random(in: 0...9, using: &random) < share
      text += (isFavourite ? favourites : pieces).randomElement(using: &random) ?? []
    }
    return text
  }

  /// Valid text: fields of anything, quoted where they must be and sometimes where they need not.
  static func validText(_ random: inout SplitMix) -> [UInt8] {
    var text: [UInt8] = []
    let isCRLF = Bool.random(using: &random)
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      for column in 0..<Int.random(in: 1...6, using: &random) {
        if column > 0 { text.append(UInt8(ascii: ",")) }
        let alphabet: [UInt8] = [0x61, 0x2C, 0x22, 0x0A, 0x0D, 0x20]
        let content: [UInt8] = (0..<Int.random(in: 0...30, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? 0x61
        }
        let isPlain = Bool.random(using: &random)
        if isPlain {
          text += content.filter { $0 == UInt8(ascii: "a") || $0 == UInt8(ascii: " ") }
        } else {
          text.append(UInt8(ascii: "\""))
          for byte in content { text.append(contentsOf: repeatElement(byte, count: byte == 0x22 ? 2 : 1)) }
          text.append(UInt8(ascii: "\""))
        }
      }
      text += isCRLF ? [0x0D, 0x0A] : [0x0A]
    }
    return text
  }

  @Test func agreesWithThePlainReader() throws {
    let seed = FuzzRun.seed
    var random = SplitMix(seed: seed)
    var records = 0
    while records < FuzzRun.records {
      let text = Bool.random(using: &random) ? Self.randomText(&random) : Self.validText(&random)
      let dialect = Bool.random(using: &random) ? .rfc4180 : Self.dialects.randomElement(using: &random) ?? .rfc4180
      let limits =
        Int.random(in: 0...9, using: &random) > 0
        ? ReaderLimits()
        : ReaderLimits(
          fieldBytes: Int.random(in: 1...60, using: &random), recordBytes: Int.random(in: 1...200, using: &random),
          fieldCount: Int.random(in: 1...8, using: &random))
      let kernel = ScanKernel.supported.randomElement(using: &random) ?? .best
      let pieceSize = Int.random(in: 1...300, using: &random)
      let maxRecords = Int.random(in: 1...20, using: &random)
      let plain = PlainReader(text, dialect: dialect, limits: limits)
      let isChunked = Bool.random(using: &random)
      let fast =
        isChunked
        ? try chunkedRecords(text, dialect: dialect, limits: limits, kernel: kernel, chunkSize: pieceSize)
        : try fastRecords(text, dialect: dialect, limits: limits, kernel: kernel, pieceSize: pieceSize, maxRecords: maxRecords)
      records += max(1, plain.records.count)
      if let difference = difference(plain, fast.records, fast.findings, fast.blankLineCount) {
        Issue.record(
          "seed \(seed): \(difference)\n\(String(decoding: text, as: UTF8.self).debugDescription)\n\(dialect) \(limits) kernel \(kernel), \(isChunked ? "chunks" : "pieces") of \(pieceSize), at most \(maxRecords)"
        )
        return
      }
    }
  }

  /// Found by fuzzing: where a field is cut among bytes that are no character's, what is left of them is ill-formed as well.
  @Test(arguments: [
    [0x00, 0x08, 0x00, 0xB8, 0xB8, 0xB8, 0xB8, 0xB8, 0x00, 0xEF, 0xB8, 0xB8, 0xB8, 0xB8, 0x33, 0x17], Array("aé漢é漢𝄞𝄞".utf8),
  ])
  func cutsAmongStrayBytes(_ text: [UInt8]) throws {
    for fieldBytes in 4...9 {
      for recordBytes in 4...12 {
        let limits = ReaderLimits(fieldBytes: fieldBytes, recordBytes: recordBytes)
        let plain = PlainReader(text, dialect: .rfc4180, limits: limits)
        let fast = try fastRecords(text, dialect: .rfc4180, limits: limits)
        #expect(difference(plain, fast.records, fast.findings, fast.blankLineCount) == nil)
        let chunked = try chunkedRecords(text, dialect: .rfc4180, limits: limits, chunkSize: 3)
        #expect(difference(plain, chunked.records, chunked.findings, chunked.blankLineCount) == nil)
      }
    }
  }

  /// Found by fuzzing: a character that an escape goes through is text, and is kept or left out as a whole; so is one behind a doubled quote.
  @Test(arguments: [
    [0x59, 0x59, 0xFF, 0xFF, 0x5C, 0x90, 0x8A, 0xA6, 0x59, 0x59, 0x59],
    [0x59, 0xF0, 0x5C, 0x9D, 0x84, 0x5C, 0x9E, 0xE6, 0x5C, 0xBC, 0xA2, 0x5C, 0xC3, 0xA9],
    Array("\"a\"\"漢\"\"\"\"é\",b".utf8),
  ])
  func cutsBesideBytesToDrop(_ text: [UInt8]) throws {
    for dialect in [Dialect(escape: UInt8(ascii: "\\")), .rfc4180] {
      for fieldBytes in 4...12 {
        let limits = ReaderLimits(fieldBytes: fieldBytes)
        let plain = PlainReader(text, dialect: dialect, limits: limits)
        let fast = try fastRecords(text, dialect: dialect, limits: limits)
        #expect(difference(plain, fast.records, fast.findings, fast.blankLineCount) == nil, "\(fieldBytes)")
      }
    }
  }
}

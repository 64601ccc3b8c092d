import CScan
import TestSupport
import Testing

@testable import CSV

/// Each kernel against the plain loop, over what the fuzzing of the whole reader does not reach.
struct ScanKernelTests {
  static let sequences: [[UInt8]] = [
    [0x61], [0x20], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF],
    [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
  ]
  static let illFormed: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xF0, 0x90, 0x80], [0xE1, 0x80, 0xC2],
  ]

  /// The well-formed bytes that a text begins with (Unicode 15, table 3-7), by the standard library's judgement of each prefix.
  private func plainValidCount(_ text: [UInt8]) -> Int {
    var index = 0
    while index < text.count {
      guard
        let length = (1...4).first(where: { index + $0 <= text.count && String(validating: text[index..<index + $0], as: UTF8.self) != nil }
        )
      else { return index }
      index += length
    }
    return index
  }

  private func validCount(_ text: [UInt8], _ kernel: ScanKernel) -> Int {
    unsafe text.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return unsafe cscan_valid_utf8(kernel.raw, base, bytes.count)
    }
  }

  @Test func findsIllFormedUTF8WhereverItStands() {
    var random = SplitMix(seed: FuzzRun.seed)
    for _ in 0..<3000 {
      var text: [UInt8] = []
      let isASCII = Bool.random(using: &random)
      for _ in 0..<Int.random(in: 0...120, using: &random) {
        text += (isASCII ? Self.sequences[0] : Self.sequences.randomElement(using: &random)) ?? []
      }
      if Bool.random(using: &random) {
        text.insert(contentsOf: Self.illFormed.randomElement(using: &random) ?? [], at: Int.random(in: 0...text.count, using: &random))
      }
      let plain = plainValidCount(text)
      for kernel in ScanKernel.supported {
        #expect(validCount(text, kernel) == plain, "seed \(FuzzRun.seed), \(kernel), \(text)")
      }
    }
  }

  @Test func findsWhatNeedsQuotesWhereverItStands() {
    func needsQuotes(_ field: [UInt8], _ kernel: ScanKernel) -> Bool {
      unsafe field.withUnsafeBufferPointer { bytes in
        guard let base = bytes.baseAddress else { return false }
        return unsafe cscan_needs_quotes(kernel.raw, base, bytes.count, UInt8(ascii: ";"))
      }
    }
    for kernel in ScanKernel.supported {
      for length in [1, 63, 64, 65, 127, 128, 200] {
        var field = [UInt8](repeating: UInt8(ascii: ","), count: length)
        #expect(!needsQuotes(field, kernel))
        for place in field.indices {
          for special in [UInt8(ascii: ";"), 0x22, 0x0A, 0x0D] {
            field[place] = special
            #expect(needsQuotes(field, kernel), "\(kernel), \(special) at \(place) of \(length)")
          }
          field[place] = 0
        }
      }
    }
  }

  /// Fields of up to 32 bytes are looked at with what stands behind them, which is not theirs.
  @Test func findsWhatNeedsQuotesInAShortFieldAndNotBehindIt() {
    let writer = RecordWriter(delimiter: UInt8(ascii: ";"))
    let specials: [UInt8] = [UInt8(ascii: ";"), 0x22, 0x0A, 0x0D]
    for start in [0, 3] {
      for length in 0...40 {
        let field = start..<start + length
        for place in 0..<start + length + 40 {
          for special in specials {
            var bytes = [UInt8](repeating: UInt8(ascii: ","), count: start + length + 40)
            bytes[place] = special
            let isFound = writer.needsQuotes(field, of: bytes.span)
            #expect(isFound == field.contains(place), "\(special) at \(place), field \(field)")
          }
        }
      }
    }
  }

  @Test func knowsItsKernels() {
    #expect(ScanKernel.supported.contains(ScanKernel(raw: cscan_portable)))
    #expect(ScanKernel.supported.contains(.best))
    #if arch(x86_64)
      #expect(ScanKernel.supported.count >= 2)
    #endif
  }
}

internal import Foundation
@testable import PhoneNumbers
import TestSupport
import Testing

/// Texts to try two implementations on. The seed is in the message of a failing test; `PHONES_SEED` repeats it, `PHONES_FUZZ` sets how
/// many.
struct Texts {
  enum Kind: String, CaseIterable, CustomTestStringConvertible {
    /// Digits of any length behind any prefix.
    case digits
    /// What the grammar is made of, in any order.
    case pieces
    /// Rows of the parity file with a few places changed.
    case mutations
    /// Bytes of any value.
    case bytes

    var testDescription: String { rawValue }
  }

  static let count = ProcessInfo.processInfo.environment["PHONES_FUZZ"].flatMap { Int($0) } ?? 3000
  let seed: UInt64
  private let kind: Kind
  private var generator: SplitMix
  private var rows: [[UInt8]] = []
  private let regions = PhoneMetadata.current.supportedRegions

  init(_ kind: Kind) throws {
    seed = ProcessInfo.processInfo.environment["PHONES_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<UInt64(Int64.max))
    self.kind = kind
    generator = SplitMix(seed: seed)
    if kind == .mutations { rows = try Fixture.lines("parity.tsv").dropFirst().map { ParityLine(Array($0).span).input } }
  }

  mutating func next() -> (input: [UInt8], region: Region?) {
    let region = Int.random(in: 0..<20, using: &generator) == 0 ? nil : regions.randomElement(using: &generator)
    return (text(region), region)
  }

  private mutating func text(_ region: Region?) -> [UInt8] {
    switch kind {
    case .digits:
      var text = ["", "", "", "0", "00", "+", "1", "8", "011", "810"].randomElement(using: &generator) ?? ""
      if Bool.random(using: &generator), let code = region.flatMap({ PhoneMetadata.current.callingCode(of: $0) }) { text += "\(code)" }
      for _ in 0..<Int.random(in: 1...(Int.random(in: 0..<20, using: &generator) == 0 ? 60 : 13), using: &generator) {
        text += "\(Int.random(in: 0...9, using: &generator))"
      }
      return Array(text.utf8)
    case .pieces:
      return (0..<Int.random(in: 1...14, using: &generator)).flatMap { _ in
        Array((Texts.pieces.randomElement(using: &generator) ?? "").utf8)
      }
    case .mutations:
      var row = rows.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0...row.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0 where place < row.count: row.remove(at: place)
        case 1: row.insert(contentsOf: (Texts.pieces.randomElement(using: &generator) ?? "").utf8, at: place)
        default: if place < row.count { row[place] = UInt8.random(in: 0x20...0x7E, using: &generator) }
        }
      }
      return row
    case .bytes:
      return (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        Int.random(in: 0..<3, using: &generator) == 0
          ? UInt8.random(in: 0x30...0x39, using: &generator) : UInt8.random(in: 0...255, using: &generator)
      }
    }
  }

  private static let pieces = [
    "0", "1", "2", "3", "44", "55", "678", "9012", "123456", "1234567890", "+", "++", "\u{FF0B}", " ", "-", "(", ")", ".", "/", "[", "]",
    "~", "x", "X",
    "*", "#", ",", ",,", ";", ":", "\t", "\n", "\u{A0}", "\u{AD}", "\u{200B}", "\u{200C}", "\u{2060}", "\u{202A}", "\u{3000}", "\u{30FC}",
    "\u{FF0D}",
    "\u{FF5E}", "\u{2053}", "\u{FF03}", "ext", "EXT.", "xt", "extn", "extension", "ensi\u{F3}n", "extensio\u{301}n", "int", "\u{131}nt",
    "\u{17F}", "\u{212A}",
    "\u{130}", "anexo", "\u{434}\u{43E}\u{431}", "\u{1C81}\u{41E}\u{411}", "\u{FF45}\u{FF58}\u{FF54}\u{FF4E}", "\u{FF29}\u{FF4E}\u{FF34}",
    ";ext=", ";isub=",
    ";phone-context=", "tel:", "example.com", "+49", "a", "Z", "FLOWERS", "\u{660}\u{661}", "\u{FF11}\u{FF12}\u{FF13}",
    "\u{1D7CE}\u{1D7DA}", "\u{B2}", "\u{2167}",
    "\\ x", "/x", "_", "\"", "=", "'", "\u{0}", "\u{E9}", "\u{4E00}",
  ]
}

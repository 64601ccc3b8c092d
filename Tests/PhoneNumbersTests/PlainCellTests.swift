@testable import PhoneNumbers
import TestSupport
import Testing

/// The fast way through the repair layer against the thorough one.
@Suite struct PlainCellTests {
  private let repair = PhoneRepair(metadata: .current)

  /// Cells of numbers as they are written, with and without something behind them.
  private static let tails = [
    "", "", "", " x1", "x12", " ext 123", ", ext. 123", ",ext.1234", " EXT 99", ",x7", " x12345", ", ext. ", " ext.0", "x.00", " e12",
    " extn 5",
    ", 12", ".0", " (0)", " / 22", "#3", " ext 12 ", ", x 1", "X. 4",
  ]

  private func cell(_ random: inout SplitMix, _ region: Region?) -> [UInt8] {
    var text = ["", "", "+", "(", "00", " ", "0"].randomElement(using: &random) ?? ""
    if Bool.random(using: &random), let code = region.flatMap({ PhoneMetadata.current.callingCode(of: $0) }) { text += "\(code)" }
    let separators = ["", "", "", " ", "-", ".", ") ", "  "]
    for _ in 0..<Int.random(in: 2...13, using: &random) {
      text += "\(Int.random(in: 0...9, using: &random))" + (separators.randomElement(using: &random) ?? "")
    }
    return Array((text + (Self.tails.randomElement(using: &random) ?? "")).utf8)
  }

  @Test func isWhatTheThoroughWaySays() throws {
    let seed = try Texts(.digits).seed
    var random = SplitMix(seed: seed)
    let regions = PhoneMetadata.current.supportedRegions
    var taken = [false: 0, true: 0]
    var e164 = E164Text()
    for _ in 0..<10 * Texts.count {
      let region = Bool.random(using: &random) ? Region("US") : regions.randomElement(using: &random)
      let cell = cell(&random, region)
      guard let plain = repair.plain(0..<cell.count, of: cell.span, region: region, e164: &e164) else { continue }
      let hasExtension = PhoneRepair.shape(of: cell.span) != .digits
      taken[hasExtension, default: 0] += 1
      let place = "seed \(seed): \(String(decoding: cell, as: UTF8.self).debugDescription) in \(region?.code ?? "-")"
      #expect(plain.classification == plain.number.classification(.current), "\(place)")
      #expect(e164.string == plain.number.e164, "\(place)")
      e164.write(plain.number)
      #expect(e164.string == plain.number.e164, "\(place)")
      #expect(try plain.number == PhoneNumber(parsing: cell.span, region: region, metadata: .current), "\(place)")
      let thorough = CellRepair(metadata: .current, region: region).cleaned(CellText(NumberText.scalars(cell.span)), mayHoldSeveral: true)
      let scalars = try PhoneNumber(scalars: NumberText.scalars(cell.span).span, region: region, metadata: .current)
      #expect(scalars == plain.number, "\(place)")
      // What is made of digits alone was never for the thorough way, which would look for other readings.
      if hasExtension || thorough.number != nil { #expect(thorough.number == plain.number, "\(place)") }
      if hasExtension {
        #expect(thorough.repairs.isEmpty && thorough.others.isEmpty && thorough.candidates.isEmpty, "\(place)")
      }
    }
    // A fast way that takes nothing would agree with everything.
    #expect(taken.values.allSatisfy { $0 > Texts.count / 50 }, "\(taken)")
  }

  /// What is digits alone takes a shorter way through the repairs, which has to leave nothing out.
  @Test func damagedDigitsAreWhatTheThoroughWaySays() throws {
    let seed = try Texts(.digits).seed
    var random = SplitMix(seed: seed)
    let regions = PhoneMetadata.current.supportedRegions
    var (repaired, failed) = (0, 0)
    for _ in 0..<10 * Texts.count {
      let region = Bool.random(using: &random) ? Region("DE") : regions.randomElement(using: &random)
      let cell = cell(&random, region)
      guard PhoneRepair.shape(of: cell.span) == .digits,
        (try? PhoneNumber(parsing: cell.span, region: region, metadata: .current))?.isValid(.current) != true
      else { continue }
      let short = repair.cleaned(cell: cell.span, region: region)
      let thorough = CellRepair(metadata: .current, region: region).cleaned(CellText(NumberText.scalars(cell.span)), mayHoldSeveral: true)
      let place = "seed \(seed): \(String(decoding: cell, as: UTF8.self).debugDescription) in \(region?.code ?? "-")"
      #expect(short.number == thorough.number && short.failure == thorough.failure, "\(place)")
      #expect(short.repairs == thorough.repairs && short.others == thorough.others, "\(place)")
      #expect(short.candidates == thorough.candidates, "\(place)")
      if short.number != nil { repaired += 1 } else { failed += 1 }
    }
    #expect(repaired > Texts.count / 200 && failed > Texts.count / 2, "\(repaired) repaired, \(failed) failed")
  }
}

extension E164Text {
  fileprivate var string: String { String(decoding: (0..<count).map { bytes[$0] }, as: UTF8.self) }
}

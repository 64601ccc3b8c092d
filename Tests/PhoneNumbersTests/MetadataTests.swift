internal import Foundation
import PhoneNumbers
import TestSupport
import Testing

@Suite struct MetadataTests {
  private static let tables = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/CTables/phones")

  /// What was compiled in is what the last refresh made.
  @Test func versionIsThatOfTheRefresh() throws {
    let version = String(decoding: try Data(contentsOf: Self.tables.appendingPathComponent("VERSION")), as: UTF8.self)
    #expect(PhoneMetadata.current.version + "\n" == version)
  }

  /// The whole table fits a second-level cache.
  @Test func tablesAreSmall() throws {
    #expect(try Data(contentsOf: Self.tables.appendingPathComponent("phones.bin")).count <= 256 * 1024)
  }

  /// The file that is compiled in passes the checks that loaded tables must pass.
  @Test func compiledTablesAreSound() throws {
    let bytes = Array(try Data(contentsOf: Self.tables.appendingPathComponent("phones.bin")))
    let version = PhoneMetadata(tables: bytes.span)?.version
    #expect(version == PhoneMetadata.current.version)
  }

  /// Damaged tables are refused, or read without leaving them: never a trap.
  @Test func damagedTablesDoNotTrap() throws {
    let bytes = try Fixture.bytes("tables_for_testing.bin")
    let seed = UInt64.random(in: 0..<UInt64(Int64.max))
    var generator = SplitMix(seed: seed)
    for _ in 0..<60 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        damaged[Int.random(in: damaged.indices, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      guard let metadata = PhoneMetadata(tables: damaged.span) else { continue }
      for text in ["+1 650 253 0000", "030 123456", "+54 9 11 1234 5678", "0064 3 331 6005"] {
        for region in metadata.supportedRegions {
          guard let number = try? PhoneNumber(parsing: text, region: region, metadata: metadata) else { continue }
          #expect(number.national(metadata).utf8.count < 400, "seed \(seed)")
          _ = number.type(metadata)
        }
      }
    }
    let cut = PhoneMetadata(tables: bytes.span.extracting(0..<bytes.count - 1))
    #expect(cut == nil)
    let nothing = PhoneMetadata(tables: bytes.span.extracting(0..<0))
    #expect(nothing == nil)
  }

  @Test func explanation() {
    let text = PhoneExplanation("2079460018.0", region: Region("GB"), metadata: .current)
    #expect(text.e164 == "+442079460018")
    #expect(text.international == "+44 20 7946 0018")
    #expect(text.national == "020 7946 0018")
    #expect(text.rfc3966 == "tel:+44-20-7946-0018")
    #expect(text.region?.code == "GB")
    #expect(text.type == .fixedLine)
    #expect(text.result.repairs.map(\.code) == ["phone.repaired.float-tail"])
    #expect(text.areaCodeLength == 2)
  }
}

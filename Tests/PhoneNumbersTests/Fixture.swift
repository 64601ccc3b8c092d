internal import Foundation
import PhoneNumbers

/// Files beside the tests.
enum Fixture {
  static func bytes(_ name: String, file: String = #filePath) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Fixtures")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// Lines end at LF only: U+0085 and U+2028 occur as text.
  static func lines(_ name: String) throws -> [ArraySlice<UInt8>] {
    try bytes(name).split(separator: 10)
  }
}

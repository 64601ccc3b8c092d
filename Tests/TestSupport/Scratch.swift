public import Foundation

/// A folder of its own for one test, gone when the test is.
public final class Scratch: Sendable {
  public let folder: URL

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "muster-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  // What cannot be removed is the system's to clean up.
  deinit { try? FileManager.default.removeItem(at: folder) }

  public subscript(name: String) -> URL { folder.appending(path: name) }

  /// The files that are there, sorted.
  public var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } }

  public func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: self[name])
    return self[name].path
  }

  public func read(_ name: String) throws -> String { try String(contentsOf: self[name], encoding: .utf8) }
}

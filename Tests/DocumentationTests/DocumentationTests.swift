import Foundation
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
private let libraries = ["CSV", "PhoneNumbers", "PersonNames", "Countries", "Duplicates", "Rules"]

/// What stands between the fences of a page's Swift listings.
private func listings(of page: URL) throws -> [String] {
  let parts = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```swift\n").dropFirst()
  return parts.compactMap { $0.components(separatedBy: "\n```").first }
}

@Test("Every listing of a tutorial is code that a test runs", arguments: libraries)
func listingsAreTested(library: String) throws {
  let tested = try String(contentsOf: root.appending(path: "Tests/DocumentationTests/\(library)Tutorial.swift"), encoding: .utf8)
  let folder = root.appending(path: "Sources/\(library)/\(library).docc")
  let pages = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
  let all = try pages.filter { $0.pathExtension == "md" }.flatMap(listings)
  #expect(all.count >= 2)
  for listing in all { #expect(tested.contains(listing), "not in \(library)Tutorial.swift:\n\(listing)") }
}

@Test("Every page that a landing page links to exists, and every type that it names is public", arguments: libraries)
func linksLead(library: String) throws {
  let folder = root.appending(path: "Sources/\(library)/\(library).docc")
  let landing = try String(contentsOf: folder.appending(path: "\(library).md"), encoding: .utf8)
  let sources = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: "Sources/\(library)").path)
    .filter { $0.hasSuffix(".swift") }
    .map { try String(contentsOf: root.appending(path: "Sources/\(library)/\($0)"), encoding: .utf8) }.joined()
  for link in landing.matches(of: /<doc:(\w+)>/) {
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "\(link.1).md").path), "\(link.1)")
  }
  for link in landing.matches(of: /- ``(\w+)``/) {
    #expect(
      sources.contains(try Regex("public (indirect |final )?(struct|enum|protocol|class) \(link.1)\\b")), "\(link.1) is not public")
  }
}

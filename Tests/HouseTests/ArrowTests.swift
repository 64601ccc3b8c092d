import Foundation
import Testing

/// The house as the design draws it: what a part may import. An arrow that is not here is not allowed.
private let arrows: [String: Set<String>] = [
  "muster": [
    "Reports", "ImportRequest", "Pipeline", "Rules", "Duplicates", "PersonNames", "Countries", "PhoneNumbers", "CSV", "ArgumentParser",
  ],
  "muster-send": ["HTTPExchange", "Delivery", "ImportRequest", "Pipeline", "ArgumentParser"],
  "muster-stand-in": ["StandIn", "ArgumentParser"],
  "HTTPExchange": ["Delivery", "AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "JWTKit"],
  "StandIn": ["CSV", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "JWTKit", "X509", "SwiftASN1", "Crypto"],
  "Delivery": ["ImportRequest", "Pipeline", "CSV"],
  "Reports": ["Pipeline", "CTables", "Crypto"],
  "ImportRequest": ["Pipeline", "Rules", "CSV", "Crypto", "CFiles"],
  "Pipeline": ["Rules", "Duplicates", "PersonNames", "Countries", "PhoneNumbers", "CSV", "Bytes", "CFiles"],
  "Rules": ["ICU", "CTables", "Yams"],
  "Duplicates": ["ICU", "CTables", "CMemory", "Bytes"],
  "PersonNames": ["ICU", "CTables", "Bytes"],
  "Countries": ["ICU", "CTables"],
  "PhoneNumbers": ["CTables", "CDigits"],
  "CSV": ["ICU", "CScan"],
  "ICU": ["CICU"],
  "Bytes": ["CBytes"],
]

/// Modules of the platform, which every part may use; Foundation only where starting fast does not matter.
private let platform: Set<String> = ["Glibc", "Musl", "Darwin", "Synchronization"]
private let mayUseFoundation: Set<String> = ["Rules", "Reports", "Delivery", "HTTPExchange", "StandIn", "muster-stand-in"]

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func sources(of part: String) throws -> [URL] {
  let folder = root.appending(path: "Sources/\(part)")
  let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
  return paths.filter { $0.hasSuffix(".swift") }.map { folder.appending(path: $0) }
}

private func imports(in file: URL) throws -> [String] {
  try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ")
    guard let at = words.firstIndex(of: "import"), at <= 2,
      words[..<at].allSatisfy({ $0.first == "@" || $0 == "public" || $0 == "internal" })
    else { return nil }
    // `import struct Module.Type` names the module after the kind.
    let named = words[(at + 1)...].last ?? ""
    return named.split(separator: ".").first.map(String.init)
  }
}

@Test("Every part imports only what the design lets it", arguments: arrows.keys.sorted())
func importsFollowTheArrows(part: String) throws {
  let files = try sources(of: part)
  #expect(!files.isEmpty, "\(part) has no sources")
  var allowed = (arrows[part] ?? []).union(platform)
  if mayUseFoundation.contains(part) { allowed.formUnion(["Foundation", "FoundationEssentials"]) }
  for file in files {
    for module in try imports(in: file) {
      #expect(allowed.contains(module), "\(file.lastPathComponent) of \(part) imports \(module)")
    }
  }
}

@Test("Every folder of Sources is a part that the design knows")
func noUnknownRooms() throws {
  let folders = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
  #expect(Set(folders) == Set(arrows.keys).union(["CBytes", "CDigits", "CFiles", "CICU", "CICUSystem", "CMemory", "CScan", "CTables"]))
}

@Test("No source file is past 400 lines", arguments: arrows.keys.sorted())
func filesHoldOneIdea(part: String) throws {
  for file in try sources(of: part) {
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).count
    #expect(lines <= 400, "\(file.lastPathComponent) has \(lines) lines")
  }
}

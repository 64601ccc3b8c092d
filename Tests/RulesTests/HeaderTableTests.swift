import Foundation
@testable import Rules
import Testing

private let tables = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("rules/tables")

/// One name of `headers.tsv`.
private struct Name {
  let text: String
  let words: [[UInt8]]
  let line: Int
}

/// Reads `headers.tsv`, the plain way.
private func names() throws -> (lines: [HeaderSynonyms.Meaning], names: [Name]) {
  var lines: [HeaderSynonyms.Meaning] = []
  var names: [Name] = []
  let text = try String(contentsOf: tables.appendingPathComponent("headers.tsv"), encoding: .utf8)
  for line in text.split(separator: "\n") where !line.hasPrefix("#") {
    let cells = line.split(separator: "\t")
    try #require(cells.count == 3, "\(line)")
    let path = cells[0].split(separator: "/").map(String.init)
    let subject: HeaderSynonyms.Subject =
      switch path[0] {
      case "anyName": .anyName
      case "title": .title
      case "countryCode": .countryCode
      default: .role(try #require(Role(rawValue: path[0]), "\(line)"))
      }
    var phone: PhoneKind?
    var hint: HomeHint?
    if path.count > 1 {
      hint = subject == .role(.other) ? HomeHint(rawValue: path[1]) : nil
      phone = subject == .role(.other) ? nil : PhoneKind(rawValue: path[1])
      #expect(hint != nil || phone != nil, "\(line)")
    }
    for name in cells[2].split(separator: ";") {
      names.append(Name(text: String(name), words: HeaderName(String(name), folding: Folding()).words, line: lines.count))
    }
    lines.append(HeaderSynonyms.Meaning(subject: subject, phone: phone, hint: hint, language: String(cells[1])))
  }
  return (lines, names)
}

/// The compiled table, laid out as `HeaderSynonyms` says.
private func compiled() throws -> [UInt8] {
  let (lines, names) = try names()
  var byText: [UInt64: Int] = [:]
  var byWords: [UInt64: Int] = [:]
  for name in names {
    let hash = NameHash(name.words)
    if byText[hash.text] == nil { byText[hash.text] = name.line }
    if hash.count > 1, byWords[hash.words] == nil { byWords[hash.words] = name.line }
  }
  var bytes: [UInt8] = []
  func put(_ value: some FixedWidthInteger) {
    for index in 0..<(value.bitWidth / 8) { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
  }
  for count in [lines.count, byText.count, byWords.count, names.count] { put(UInt32(count)) }
  for line in lines {
    let language = Array(line.language.utf8)
    bytes += [line.subject.code, line.kind] + language + Array(repeating: 0, count: 14 - language.count)
  }
  let (texts, sets) = (byText.sorted { $0.key < $1.key }, byWords.sorted { $0.key < $1.key })
  for hash in texts + sets { put(hash.key) }
  var end = 0
  put(UInt32(0))
  for name in names {
    end += name.words.joined().count
    put(UInt32(end))
  }
  for line in texts.map(\.value) + sets.map(\.value) + names.map(\.line) { put(UInt16(line)) }
  for name in names { bytes += name.words.joined() }
  return bytes
}

@Test("The compiled table of column names is made of the table that people edit (MUSTER_WRITE_TABLES=1 makes it anew)")
func headerTable() throws {
  let bytes = try compiled()
  let path = tables.appendingPathComponent("headers.bin")
  if ProcessInfo.processInfo.environment["MUSTER_WRITE_TABLES"] != nil { try Data(bytes).write(to: path) }
  #expect(try Data(contentsOf: path) == Data(bytes), "run the tests with MUSTER_WRITE_TABLES=1, and build again")
}

@Test("Every name of the table is found, with the first meaning that stands there for it")
func everyName() throws {
  let (lines, names) = try names()
  let synonyms = HeaderSynonyms()
  var first: [[UInt8]: Int] = [:]
  for name in names {
    let text = Array(name.words.joined())
    let line = first[text] ?? name.line
    first[text] = line
    #expect(synonyms.meaning(of: HeaderName(name.text, folding: Folding())) == lines[line], "\(name.text)")
  }
  var count = 0
  synonyms.forEach { _, _ in count += 1 }
  #expect(count == names.count)
}

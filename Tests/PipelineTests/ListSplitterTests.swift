import CSV
import Pipeline
import TestSupport
import Testing

/// A record as a reader sees it.
private struct Seen: Equatable {
  var row: Int
  var line: Int
  var fields: [String]
}

private func reading(hasHeader: Bool = true) -> ReadingOptions {
  var options = ReadingOptions()
  options.delimiter = UInt8(ascii: ",")
  options.quote = .some(UInt8(ascii: "\""))
  options.encoding = .utf8
  options.hasHeader = hasHeader
  return options
}

/// The records of a text, by the reader that knows nothing of parts. A line is put before it, since a byte order mark at the beginning
/// would be taken off.
private func records(_ bytes: [UInt8], row: Int, line: Int) throws -> [Seen] {
  var reader = RecordReader(source: MemorySource(Array("-\n".utf8) + bytes), dialect: .rfc4180)
  var batch = RecordBatch()
  var seen: [Seen] = []
  while try reader.read(into: &batch) {
    for index in 0..<batch.count {
      let fields = batch.strings(ofRecord: index)
      seen.append(Seen(row: row - 1 + seen.count, line: line - 2 + batch.lineNumber(ofRecord: index), fields: fields))
    }
  }
  return Array(seen.dropFirst())
}

/// The parts of a list: where they are, and their bytes.
private func split(
  _ bytes: [UInt8], _ size: ListSplitter<MemorySource>.Size, options: ReadingOptions = reading(), pieceSize: Int = .max,
  chunkSize: Int = 1 << 20
) throws -> (parts: [(range: ListRange, bytes: [UInt8])], header: [UInt8], keepsEncoding: Bool) {
  var splitter = try ListSplitter(MemorySource(bytes, pieceSize: pieceSize), options: options, size: size, chunkSize: chunkSize)
  var piece = ListPiece()
  var parts: [(range: ListRange, bytes: [UInt8])] = []
  while try splitter.next(into: &piece) {
    if let begun = piece.begins {
      if !parts.isEmpty { parts[parts.count - 1].range.end = begun.start }
      parts.append((begun, []))
    }
    parts[parts.count - 1].bytes += piece.bytes
  }
  if !parts.isEmpty { parts[parts.count - 1].range.end = splitter.end }
  return (parts, splitter.header, splitter.keepsEncoding)
}

/// A list of records that are as bad as they come: quotes that are stray, open and doubled, line ends of every kind, in and out of quotes.
private func messyList(_ random: inout SplitMix) -> [UInt8] {
  let cells = [
    "a", "Anna", "", "\"x, y\"", "\"two\nlines\"", "\"three\r\nlines\r\"", "\"say \"\"no\"\"\"", "6\" pipe", "\"open", "\"a\"b", "é",
    "+49 30 901820", "\u{FEFF}z",
  ]
  let lineEnds = ["\n", "\n", "\n", "\r\n", "\r", "\n\n"]
  var text = "name,phone\n"
  for _ in 0..<Int.random(in: 0...60, using: &random) {
    text += (0..<Int.random(in: 1...3, using: &random)).map { _ in cells.randomElement(using: &random) ?? "" }.joined(separator: ",")
    text += lineEnds.randomElement(using: &random) ?? "\n"
  }
  return Array(text.utf8)
}

@Test("The records of all parts are those of the whole list, with their rows and lines, for every size of part, chunk and read")
func partsHoldTheWhole() throws {
  let seed = UInt64.random(in: 0...UInt64(UInt32.max))
  var random = SplitMix(seed: seed)
  for round in 0..<300 {
    let list = messyList(&random)
    let whole = Array(try records(list, row: 0, line: 1).dropFirst())
    let isCounted = Bool.random(using: &random)
    let amount = Int.random(in: 1...40, using: &random)
    let size: ListSplitter<MemorySource>.Size = isCounted ? .parts(amount, bytes: list.count) : .bytes(amount * 3)
    let (parts, header, _) = try split(
      list, size, pieceSize: Int.random(in: 1...50, using: &random), chunkSize: Int.random(in: 1...200, using: &random))
    let comment = Comment(rawValue: "seed \(seed), round \(round), \(size): \(String(decoding: list, as: UTF8.self).debugDescription)")
    #expect(header == Array("name,phone\n".utf8), comment)
    var seen: [Seen] = []
    for part in parts {
      let range = part.range
      seen += try records(Array(list[range.start..<range.end]), row: range.firstRow, line: range.firstLine)
      // What is read as a file and what is read as a range are the same records; blank lines between pieces may be missing.
      let apart = try records(part.bytes, row: range.firstRow, line: range.firstLine)
      #expect(apart.map(\.fields) == seen.suffix(apart.count).map(\.fields), comment)
    }
    #expect(seen == whole, comment)
    if isCounted { #expect(parts.count <= amount, comment) }
    if seen != whole { break }
  }
}

@Test("Parts of a number are about the same size, and parts of a size are as full as whole records allow")
func partsAreEven() throws {
  let list = Array(("name,phone\n" + (100_000...104_999).map { "Ann \($0),\"+49 30\n\($0)\"\n" }.joined()).utf8)
  let record = 27
  let counted = try split(list, .parts(7, bytes: list.count)).parts.map { $0.range.end - $0.range.start }
  #expect(counted.count == 7)
  #expect((counted.max() ?? 0) - (counted.min() ?? 0) <= record)
  let sized = try split(list, .bytes(1000)).parts.map { $0.range.end - $0.range.start }
  #expect(sized.dropLast().allSatisfy { $0 <= 1000 && $0 > 1000 - record })
  #expect(sized.reduce(0, +) == list.count - 11)
  let single = try split(list, .bytes(1)).parts
  #expect(single.count == 5000, "a record that is longer than a part is a part of its own")
}

@Test("A list without records has no parts, and one without a header has its first record in the first")
func fewRecords() throws {
  #expect(try split(Array("name,phone\n".utf8), .parts(3, bytes: 11)).parts.isEmpty)
  let headerless = try split(Array("Ann,1\nBob,2".utf8), .parts(5, bytes: 11), options: reading(hasHeader: false))
  #expect(headerless.header.isEmpty)
  #expect(
    headerless.parts.map(\.range) == [
      ListRange(start: 0, end: 6, firstRow: 1, firstLine: 1), ListRange(start: 6, end: 11, firstRow: 2, firstLine: 2),
    ])
  #expect(throws: InputError.empty) { try split([], .bytes(10)) }
}

@Test("Parts keep the list's encoding where they can be read by themselves, and are UTF-8 where not")
func partsOfEncodings() throws {
  let latin =
    Array("Näme,phone\n".unicodeScalars.map { UInt8($0.value) }) + Array("Jörg,1\nJürgen,2\n".unicodeScalars.map { UInt8($0.value) })
  var options = reading()
  options.encoding = .windows1252
  let kept = try split(latin, .bytes(1), options: options)
  #expect(kept.keepsEncoding)
  #expect(kept.parts.flatMap(\.bytes) == Array(latin[11...]))
  #expect(kept.parts.last?.range.start == 18)
  let wide = Array("name,phone\nJörg,1\nJürgen,2\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
  options.encoding = TextEncoding(name: "UTF-16LE")
  let decoded = try split([0xFF, 0xFE] + wide, .bytes(1), options: options)
  #expect(!decoded.keepsEncoding)
  #expect(decoded.parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["Jörg,1\n", "Jürgen,2\n"])
}

@Test(
  "A range is read from what it is written as, and from nothing else",
  arguments: [
    (#"{"start":3,"end":9,"firstRow":2,"firstLine":4}"#, ListRange(start: 3, end: 9, firstRow: 2, firstLine: 4)),
    (#" { "file" : "a\"b", "firstLine":4, "firstRow":2, "end":9, "start":3 } "#, ListRange(start: 3, end: 9, firstRow: 2, firstLine: 4)),
    (#"{"start":9,"end":3,"firstRow":2,"firstLine":4}"#, nil),
    (#"{"start":3,"end":9,"firstRow":0,"firstLine":4}"#, nil),
    (#"{"start":3,"end":9,"firstRow":2}"#, nil),
    (#"{"start":3.5,"end":9,"firstRow":2,"firstLine":4}"#, nil),
    (#"{"start":3,"end":9,"firstRow":2,"firstLine":4}}"#, nil),
    ("3-9", nil),
  ])
func rangesAsJSON(json: String, range: ListRange?) {
  #expect(ListRange(json: json) == range)
  if let range { #expect(ListRange(json: range.json(file: "part \"1\"")) == range) }
}

@Test(
  "JSON is read by RFC 8259, and nothing else is",
  arguments: [
    (#""a\u00e9\ud83d\ude00\n""#, JSONValue.string("aé😀\n")),
    ("[1,-2.5e3,true,null]", .array([.number("1"), .number("-2.5e3"), .bool(true), .null])),
    (#"{"a":{}}"#, .object([.init(name: "a", value: .object([]))])), ("[1,]", nil), (#""\ud83d""#, nil), (#""\x""#, nil), ("", nil),
    ("tru", nil),
    ("\"a\nb\"", nil), (String(repeating: "[", count: 200) + String(repeating: "]", count: 200), nil), ("1 2", nil),
  ])
func readsJSON(text: String, value: JSONValue?) {
  #expect(JSONValue(parsing: text) == value)
}

import Testing

@testable import CSV

struct SplittableEncodingCase: Sendable, CustomTestStringConvertible {
  let name: String
  var delimiter = UInt8(ascii: ",")
  let isSplittable: Bool
  let why: String
  var testDescription: String { "\(name): \(why)" }
}

@Test(
  "Which encodings can be cut between records without being decoded",
  arguments: [
    SplittableEncodingCase(name: "UTF-8", isSplittable: true, why: "no byte of a longer character is an ASCII one"),
    SplittableEncodingCase(name: "windows-1252", isSplittable: true, why: "a byte is a character"),
    SplittableEncodingCase(name: "ISO-8859-15", isSplittable: true, why: "a byte is a character"),
    SplittableEncodingCase(name: "KOI8-R", isSplittable: true, why: "a byte is a character"),
    SplittableEncodingCase(name: "macintosh", isSplittable: true, why: "a byte is a character"),
    SplittableEncodingCase(name: "cp850", isSplittable: true, why: "a byte is a character; controls that are moved mean nothing here"),
    SplittableEncodingCase(name: "EUC-KR", isSplittable: true, why: "second bytes are beyond ASCII"),
    SplittableEncodingCase(name: "EUC-JP", isSplittable: true, why: "second and third bytes are beyond ASCII"),
    SplittableEncodingCase(name: "Shift_JIS", isSplittable: true, why: "second bytes begin at @, behind comma, quote and line ends"),
    SplittableEncodingCase(name: "Shift_JIS", delimiter: UInt8(ascii: "|"), isSplittable: false, why: "| can be a second byte"),
    SplittableEncodingCase(name: "GB18030", isSplittable: true, why: "second bytes begin at 0"),
    SplittableEncodingCase(name: "GB18030", delimiter: UInt8(ascii: "|"), isSplittable: false, why: "| can be a second byte"),
    SplittableEncodingCase(name: "Big5", delimiter: 0x09, isSplittable: true, why: "a tab is never a second byte"),
    SplittableEncodingCase(name: "UTF-16LE", isSplittable: false, why: "a comma is two bytes"),
    SplittableEncodingCase(name: "UTF-16", isSplittable: false, why: "the mark at the beginning says how the rest is read"),
    SplittableEncodingCase(name: "UTF-32BE", isSplittable: false, why: "a comma is four bytes"),
    SplittableEncodingCase(name: "UTF-7", isSplittable: false, why: "what is behind a plus is shifted"),
    SplittableEncodingCase(name: "ISO-2022-JP", isSplittable: false, why: "an escape changes all that follows"),
    SplittableEncodingCase(name: "HZ", isSplittable: false, why: "~{ changes all that follows"),
    SplittableEncodingCase(name: "ibm-37", isSplittable: false, why: "EBCDIC has its comma elsewhere"),
  ])
func splittableEncodings(example: SplittableEncodingCase) throws {
  let dialect = Dialect(delimiter: example.delimiter)
  #expect(try TextEncoding(name: example.name).isSplittable(in: dialect) == example.isSplittable)
}

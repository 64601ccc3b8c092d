/// The exact layer as a filter: a line `input<TAB>region` in, libphonenumber's twelve answers out, separated by tabs.
///
/// The columns: parse error, country code, national number, Italian leading zero (0 or 1), number of leading zeros, extension, E.164,
/// region code, possibility, validity (0 or 1), type, international format. After a parse error, the other eleven are empty.
/// In texts `\\`, `\t`, `\n`, `\r` and `\0` are written for backslash, tab, line feed, carriage return and NUL.
public struct ParityLine {
  let input: [UInt8]
  let region: Region?

  init(input: [UInt8], region: Region?) {
    self.input = input
    self.region = region
  }

  /// Reads a line, without its line feed. The region may be empty or missing, or something that is no region.
  public init(_ line: Span<UInt8>) {
    var input: [UInt8] = []
    var index = 0
    while index < line.count, line[index] != 9 {
      var byte = line[index]
      if byte == UInt8(ascii: "\\"), index + 1 < line.count, let meant = ParityLine.meaning(line[index + 1]) {
        byte = meant
        index += 1
      }
      input.append(byte)
      index += 1
    }
    self.input = input
    let start = min(index + 1, line.count)
    var end = start
    while end < line.count, line[end] != 9 { end += 1 }
    region = Region(line.extracting(start..<end))
  }

  private static func meaning(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\\"): byte
    case UInt8(ascii: "t"): 9
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "0"): 0
    default: nil
    }
  }

  /// The twelve answers, without a line feed.
  public func answers(_ metadata: PhoneMetadata) -> String {
    let number: PhoneNumber
    do {
      number = try PhoneNumber(parsing: input.span, region: region, metadata: metadata)
    } catch {
      return error.name + String(repeating: "\t", count: 11)
    }
    let columns = [
      "",
      String(number.callingCode),
      String(number.nationalNumber),
      number.italianLeadingZero ? "1" : "0",
      String(number.numberOfLeadingZeros),
      number.extension.digits,
      number.e164,
      number.region(metadata)?.code ?? "",
      number.possibility(metadata).name,
      number.isValid(metadata) ? "1" : "0",
      number.type(metadata).name,
      number.international(metadata),
    ]
    return columns.joined(separator: "\t")
  }
}

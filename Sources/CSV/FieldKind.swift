/// What a field looks like, roughly: enough to tell data from names of columns.
enum FieldKind: Hashable {
  case empty
  /// Digits with the signs that stand in numbers, dates, times and phone numbers.
  case number
  /// An e-mail address or a URL.
  case address
  case text

  init(_ field: ArraySlice<UInt8>) {
    var hasDigit = false
    var hasOther = false
    var hasAt = false
    var hasColonSlash = false
    var hasSpace = false
    var previous: UInt8 = 0
    for byte in field {
      switch byte {
      case 0x30...0x39: hasDigit = true
      case UInt8(ascii: "@"): hasAt = true
      case UInt8(ascii: " "): hasSpace = true
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        break
      case UInt8(ascii: "/"): if previous == byte || previous == UInt8(ascii: ":") { hasColonSlash = true }
      default: hasOther = true
      }
      previous = byte
    }
    if field.isEmpty {
      self = .empty
    } else if hasAt && !hasSpace || hasColonSlash && hasOther {
      self = .address
    } else if hasDigit && !hasOther {
      self = .number
    } else {
      self = .text
    }
  }
}

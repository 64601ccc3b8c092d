/// A column's name as it is compared: without case, diacritics, spaces and punctuation, and with camelCase no different from its parts.
struct HeaderName: Hashable, Sendable {
  let text: String

  init(_ name: String) {
    var folded = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let properties = scalar.properties
      if scalar.isASCII {
        switch scalar {
        case "A"..."Z": folded.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
        case "a"..."z", "0"..."9": folded.append(scalar)
        default: break
        }
      } else if properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark {
        folded.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
      }
    }
    text = String(folded)
  }
}

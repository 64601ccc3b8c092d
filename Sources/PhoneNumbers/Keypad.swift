/// The letters of a telephone's keys (ITU-T E.161).
public enum Keypad {
  /// The text with a digit for each ASCII letter; everything else stays.
  public static func digits(for text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          guard NumberText.isLetter(scalar.value) else { return scalar }
          return Unicode.Scalar(0x30 + NumberText.keypad[Int(scalar.value & ~0x20) - 0x41])
        }))
  }

  /// True for a number some of whose digits are written as letters, three at least, such as `1800 SIX-FLAGS`.
  public static func isVanityNumber(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.map(\.value)
    guard scalars.count <= ScalarBuffer.capacity else { return false }
    var digits = NationalDigits()
    // What cannot be read is no number, so no vanity number either.
    return (try? NumberText(whole: scalars.span, digits: &digits))?.isVanity ?? false
  }
}

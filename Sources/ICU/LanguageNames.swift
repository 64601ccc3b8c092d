internal import CICU

/// Names of languages in the languages of CLDR.
public enum LanguageNames {
  /// The name of a language (BCP 47: "de", "zh-Hant") in a locale, as UTF-8; empty when the locale has no name of its own for it.
  public static func name(of tag: String, in locale: String) throws(ICUError) -> [UInt8] {
    unsafe try filled(capacity: 768, operation: "name the language \(tag) in \(locale)") { target, capacity, code in
      unsafe cicu_locale_name(tag, locale, target, capacity, &code)
    }
  }
}

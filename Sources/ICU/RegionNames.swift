internal import CICU

/// Names of countries and territories in the languages of CLDR.
public enum RegionNames {
  /// Every locale that ICU has names for, as ICU identifiers ("de_AT").
  public static var locales: [String] {
    (0..<cicu_locale_count()).compactMap { index in unsafe cicu_locale_id(index).map { unsafe String(cString: $0) } }
  }

  /// The name of a region (ISO 3166-1 alpha-2) in a locale, as UTF-8; empty when the locale has no name of its own for it.
  public static func name(of region: String, in locale: String) throws(ICUError) -> [UInt8] {
    unsafe try filled(capacity: 768, operation: "name \(region) in \(locale)") { target, capacity, code in
      unsafe cicu_region_name(region, locale, target, capacity, &code)
    }
  }
}

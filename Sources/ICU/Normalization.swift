internal import CICU

extension Array where Element == UInt8 {
  /// The bytes, read as UTF-8, in Unicode normalization form C (UAX #15). Ill-formed sequences become U+FFFD.
  public func normalizedNFC() throws(ICUError) -> [UInt8] {
    // NFC grows UTF-8 at most threefold (UAX #15, table of maximum expansion factors).
    unsafe try filled(capacity: 3 * count + 8, operation: "normalize a text of \(count) bytes") { target, capacity, code in
      unsafe withUnsafeBufferPointer { source in
        unsafe cicu_nfc(source.baseAddress, Int32(source.count), target, capacity, &code)
      }
    }
  }
}

internal import CICU

extension Array where Element == UInt8 {
  /// The bytes, read as UTF-8, as they are looked up: case, accents, spaces and punctuation gone, digits of every script as 0 to 9,
  /// letters without a decomposition as their base letters (ø as o, ß as ss). Costs about 1 µs for a short text.
  public func foldedForLookup() throws(ICUError) -> [UInt8] {
    // U+FDFA, three bytes, becomes 18 letters of two bytes each.
    // Sound: ICU writes at most `capacity` bytes into the buffer that `filled` owns.
    unsafe try filled(capacity: 12 * count + 8, operation: "fold a text of \(count) bytes") { target, capacity, code in
      unsafe withUnsafeBufferPointer { source in
        unsafe cicu_fold(source.baseAddress, Int32(source.count), target, capacity, &code)
      }
    }
  }
}

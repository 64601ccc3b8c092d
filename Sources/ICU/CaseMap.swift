internal import CICU

/// ICU's case mapping for one locale, kept open: opening costs ten times as much as titling a name.
///
/// A case map changes while it is used (titling holds a break iterator), so it belongs to one worker and is not `Sendable`.
@safe
public struct CaseMap: ~Copyable {
  // Sound: opened by init, closed by deinit, and never handed out.
  private let handle: OpaquePointer

  /// Opens the map for an ICU locale identifier; the empty one is the root locale. Costs about 5 µs.
  public init(locale: String = "") throws(ICUError) {
    var code: Int32 = 0
    guard let opened = unsafe cicu_case_map_open(locale, &code) else {
      throw ICUError(operation: "open the case map for \"\(locale)\"", code: code)
    }
    unsafe handle = opened
  }

  deinit { unsafe cicu_case_map_close(handle) }

  /// Titlecases UTF-8 by ICU's word boundaries. About 400 ns for a ten-letter name.
  public mutating func titlecased(_ text: [UInt8]) throws(ICUError) -> [UInt8] {
    unsafe try mapped(text, "titlecase", cicu_case_map_title)
  }

  public mutating func uppercased(_ text: [UInt8]) throws(ICUError) -> [UInt8] {
    unsafe try mapped(text, "uppercase", cicu_case_map_upper)
  }

  public mutating func lowercased(_ text: [UInt8]) throws(ICUError) -> [UInt8] {
    unsafe try mapped(text, "lowercase", cicu_case_map_lower)
  }

  private typealias Mapping = (
    OpaquePointer, UnsafePointer<UInt8>?, Int32, UnsafeMutablePointer<UInt8>?, Int32, UnsafeMutablePointer<Int32>
  ) -> Int32

  private mutating func mapped(_ text: [UInt8], _ verb: String, _ mapping: Mapping) throws(ICUError) -> [UInt8] {
    // ICU needs at most three bytes for one when a mapping expands; the eight cover an empty or one-letter text.
    unsafe try filled(capacity: 3 * text.count + 8, operation: "\(verb) a text of \(text.count) bytes") { target, capacity, code in
      unsafe text.withUnsafeBufferPointer { source in
        unsafe mapping(handle, source.baseAddress, Int32(source.count), target, capacity, &code)
      }
    }
  }
}

/// Runs a C call that fills a byte buffer and says how much it needed.
func filled(
  capacity: Int, operation: String,
  _ body: (UnsafeMutablePointer<UInt8>?, Int32, inout Int32) -> Int32
) throws(ICUError) -> [UInt8] {
  var code: Int32 = 0
  let result = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
    let needed = unsafe body(buffer.baseAddress, Int32(capacity), &code)
    count = needed > 0 && needed <= Int32(capacity) ? Int(needed) : 0
    if needed > Int32(capacity) { code = 15 }  // U_BUFFER_OVERFLOW_ERROR
  }
  if code > 0 { throw ICUError(operation: operation, code: code) }
  return result
}

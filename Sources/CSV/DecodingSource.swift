internal import ICU

/// A source's text as UTF-8, whatever it is written in. UTF-8 itself goes through untouched, well formed or not.
public struct DecodingSource<Base: ByteSource & ~Copyable>: ~Copyable, ByteSource {
  private var base: Base
  private var converter: ICU.Converter?
  private let encoding: TextEncoding
  private var raw: [UInt8] = []
  private var position = 0
  private var hasEnded = false
  private var isFlushed = false

  /// - Throws: `ReadError.unknownEncoding` when no converter goes by the encoding's name.
  public init(_ base: consuming Base, encoding: TextEncoding) throws(ReadError) {
    self.encoding = encoding
    if encoding != .utf8 {
      do { converter = try ICU.Converter(charset: encoding.name) } catch { throw .unknownEncoding(name: encoding.name) }
    }
    self.base = base
  }

  public mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(ReadError) -> Int {
    if converter == nil { return try base.read(into: &buffer, upTo: limit) }
    guard limit > 0 else { return 0 }
    while !isFlushed {
      if position == raw.count, !hasEnded {
        raw.removeAll(keepingCapacity: true)
        position = 0
        hasEnded = try base.read(into: &raw, upTo: 1 << 16) == 0
      }
      let progress: ICU.Converter.Progress
      do {
        progress = try converter?.convert(raw[position...], isFinal: hasEnded, appendingTo: &buffer, upTo: limit) ?? .init()
      } catch {
        throw .cannotDecode(encoding: encoding.name, code: error.code)
      }
      position += progress.consumed
      isFlushed = hasEnded && position == raw.count && !progress.isFull
      if progress.written > 0 { return progress.written }
    }
    return 0
  }
}

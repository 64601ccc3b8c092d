/// Something that bytes can be pulled from, into a buffer that the caller owns.
public protocol ByteSource: ~Copyable {
  /// Appends at most `limit` bytes to `buffer`.
  ///
  /// - Returns: The number of bytes appended, which may be below `limit` at any time; 0 only at the end of the input.
  mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(ReadError) -> Int

  /// How many bytes there are in all; nil where that is not known before the end.
  var byteCount: Int? { get }
}

extension ByteSource where Self: ~Copyable {
  public var byteCount: Int? { nil }
}

/// Bytes that are in memory already, handed out in pieces.
public struct MemorySource: ByteSource, Sendable {
  private let bytes: [UInt8]
  private let pieceSize: Int
  private var position = 0

  /// - Parameters:
  ///   - bytes: What is read.
  ///   - pieceSize: The most bytes that one read hands out. Small ones show whether a consumer minds where reads are split.
  public init(_ bytes: [UInt8], pieceSize: Int = .max) {
    precondition(pieceSize > 0, "a piece holds at least one byte")
    self.bytes = bytes
    self.pieceSize = pieceSize
  }

  public mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(ReadError) -> Int {
    let count = min(limit, pieceSize, bytes.count - position)
    guard count > 0 else { return 0 }
    buffer.append(contentsOf: bytes[position..<position + count])
    position += count
    return count
  }
}

/// A source whose first bytes can be looked at before they are read, for detection on input that cannot be rewound.
public struct SampledSource<Base: ByteSource & ~Copyable>: ~Copyable, ByteSource {
  private var base: Base
  /// The first bytes of the input; all of it when `isWhole`.
  public private(set) var sample: [UInt8] = []
  /// Whether the input ended within the sample.
  public private(set) var isWhole = false
  private var position = 0

  /// Reads the sample at once.
  public init(_ base: consuming Base, sampleSize: Int = 1 << 18) throws(ReadError) {
    self.base = base
    try extend(to: sampleSize)
  }

  /// Reads on until the sample has so many bytes or the input has ended. Nothing may have been read behind the sample before.
  public mutating func extend(to size: Int) throws(ReadError) {
    while sample.count < size, !isWhole {
      isWhole = try base.read(into: &sample, upTo: size - sample.count) == 0
    }
  }

  public mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(ReadError) -> Int {
    let count = min(limit, sample.count - position)
    guard count > 0 else { return try base.read(into: &buffer, upTo: limit) }
    buffer.append(contentsOf: sample[position..<position + count])
    position += count
    return count
  }
}

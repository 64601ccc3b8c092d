extension [UInt8] {
  /// Appends what a span is of.
  @inlinable public mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

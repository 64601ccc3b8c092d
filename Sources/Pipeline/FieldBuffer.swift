internal import Bytes
internal import CSV
internal import Duplicates

/// The cleaned values of one record, column after column, in one byte buffer that is reused from record to record.
public struct FieldBuffer: ~Copyable {
  private var bytes = PaddedBytes()
  private var ends = PlainList<Int>()

  public init() {}

  /// The number of fields.
  public var count: Int { ends.count }

  /// Where a field lies among the bytes of all.
  public func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// A field's value.
  public subscript(index: Int) -> Span<UInt8> {
    @_lifetime(borrow self) get { bytes.span.extracting(range(of: index)) }
  }

  /// A field's value as text. Allocates.
  public func string(of index: Int) -> String { String(decoding: self[index]) }

  public mutating func removeAll() {
    bytes.removeAll()
    ends.removeAll()
  }

  public mutating func append(_ field: Span<UInt8>) { append(0..<field.count, of: field) }

  /// Appends a part of some bytes. The bytes about it make that cheaper.
  @inline(__always)
  mutating func append(_ range: Range<Int>, of source: Span<UInt8>) {
    bytes.append(range, of: source)
    ends.append(bytes.count)
  }

  public mutating func append(_ field: some Sequence<UInt8>) {
    let value = Array(field)
    append(value.span)
  }
}

extension FieldBuffer {
  /// Appends all fields to an output as a line, with quotes around those that need them, as a writer would put them one by one. There are
  /// at least two: an empty line is no record.
  func appendLine(by writer: RecordWriter, to output: inout [UInt8]) {
    precondition(count > 1, "a line has a delimiter")
    // As much as all of it may take: every byte a quote, and a delimiter and two quotes more for each field.
    output.append(addingCapacity: 2 * bytes.count + 3 * count + 2 + PaddedBytes.padding) { output in
      for index in 0..<count {
        if index > 0 { output.append(writer.delimiter) }
        if writer.needsQuotes(self[index]) {
          RecordWriter.append(quoted: self[index], to: &output)
        } else {
          bytes.copy(range(of: index), to: &output)
        }
      }
      if writer.lineEnd == .crlf { output.append(0x0D) }
      output.append(0x0A)
    }
  }

  /// The key of some fields together; nil when they are all empty.
  func key(of indexes: [Int]) -> IdentityKey? {
    var builder = IdentityKeyBuilder()
    var isEmpty = true
    for index in indexes {
      if !range(of: index).isEmpty { isEmpty = false }
      builder.add(self[index])
    }
    return isEmpty ? nil : builder.key
  }

  /// All fields as text. Allocates: for rules that ask for more than cleaning.
  var strings: [String] {
    get {
      var strings: [String] = []
      for index in 0..<count { strings.append(string(of: index)) }
      return strings
    }
    set {
      removeAll()
      for string in newValue { append(string.utf8) }
    }
  }
}

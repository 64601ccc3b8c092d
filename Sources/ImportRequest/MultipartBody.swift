public import Pipeline

/// The body of the import call: `multipart/form-data` (RFC 7578) with one part that holds the CSV.
public struct MultipartBody: Sendable {
  public let boundary: Boundary
  public let fileName: String

  /// - Parameter fileName: what the part says that its file is called: ASCII without quotes and line breaks.
  public init(boundary: Boundary, fileName: String) {
    self.boundary = boundary
    self.fileName = fileName
  }

  /// What stands before the CSV.
  public var head: [UInt8] {
    Array(
      ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(ImportCall.partName)\"; filename=\"\(fileName)\"\r\n"
        + "Content-Type: text/csv\r\n\r\n").utf8)
  }

  /// What stands behind it. The line break before the boundary belongs to the boundary and not to the CSV.
  public var tail: [UInt8] { Array("\r\n--\(boundary)--\r\n".utf8) }

  /// The whole body around a CSV in which the boundary does not occur.
  public func bytes(around csv: [UInt8]) -> [UInt8] { head + csv + tail }
}

/// Writes the cleaned list as one body of the import call.
public struct MultipartEncoder: RecordEncoder {
  private let csv: any RecordEncoder
  private let body: MultipartBody

  /// - Parameter csv: writes the records; each of them ends itself.
  public init(csv: any RecordEncoder, body: MultipartBody) {
    self.csv = csv
    self.body = body
  }

  public var opening: [UInt8] { body.head + csv.opening }
  public var separator: [UInt8] { csv.separator }
  public var closing: [UInt8] { csv.closing + body.tail }
  public func append(_ fields: borrowing FieldBuffer, to output: inout [UInt8]) { csv.append(fields, to: &output) }
}

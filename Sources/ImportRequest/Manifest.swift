internal import Pipeline

/// What a request consists of, as `manifest.json` says it: a head, a line for each batch, and the sum.
///
/// A batch a line, so that a request of any size is written and read without being held.
public struct Manifest: Sendable, Equatable {
  /// The form that this version writes.
  public static let form = 1
  public static let fileName = "manifest.json"
  /// The file with the key of the contacts' hashes.
  public static let keyFileName = "manifest.key"

  /// The rules that the list was cleaned by.
  public var rules: String
  /// The columns of the batches, in their order.
  public var columns: [String]
  /// What stands between two fields of a batch.
  public var delimiter: UInt8
  /// How many calls the target takes in a minute.
  public var requestsPerMinute: Int

  public init(rules: String, columns: [String], delimiter: UInt8, requestsPerMinute: Int) {
    self.rules = rules
    self.columns = columns
    self.delimiter = delimiter
    self.requestsPerMinute = requestsPerMinute
  }

  /// One request's worth of contacts.
  public struct Batch: Sendable, Equatable {
    /// 1-based.
    public var number: Int
    public var records: Int
    public var bytes: Int
    /// The SHA-256 of the CSV file, in hexadecimal digits.
    public var sha256: String
    public var state: State
    /// The hash of each contact (`ContactHash`), in the records' order.
    public var contacts: [String]

    public init(number: Int, records: Int, bytes: Int, sha256: String, state: State = .written, contacts: [String]) {
      self.number = number
      self.records = records
      self.bytes = bytes
      self.sha256 = sha256
      self.state = state
      self.contacts = contacts
    }

    /// `batch-0001`, of which the batch's files are called.
    public var name: String { Self.name(number) }
    public var csvName: String { name + ".csv" }

    public static func name(_ number: Int) -> String {
      let digits = String(number)
      return "batch-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }

  /// What is known of a batch when the manifest is written. What happened since stands in the journal.
  public enum State: String, Sendable, CaseIterable {
    /// It has not been sent.
    case written
    /// Each of its contacts has arrived.
    case accepted
    /// Some of its contacts have not, or arrived changed.
    case differs
  }
}

extension Manifest {
  /// The lines before those of the batches.
  public var head: String {
    """
    {
    "muster": \(Self.form),
    "rules": \(rules.jsonString),
    "columns": [\(columns.map(\.jsonString).joined(separator: ", "))],
    "delimiter": \(String(decoding: [delimiter], as: UTF8.self).jsonString),
    "requestsPerMinute": \(requestsPerMinute),
    "batches": [

    """
  }

  /// The lines behind those of the batches.
  public static func tail(batches: Int, records: Int) -> String {
    "],\n\"batchCount\": \(batches),\n\"recordCount\": \(records)\n}\n"
  }
}

extension Manifest.Batch {
  /// The batch's line, without what separates it from the next.
  public var line: String {
    "{\"batch\": \(number), \"file\": \(csvName.jsonString), \"records\": \(records), \"bytes\": \(bytes), "
      + "\"sha256\": \(sha256.jsonString), \"state\": \(state.rawValue.jsonString), "
      + "\"contacts\": [\(contacts.map { "\"\($0)\"" }.joined(separator: ","))]}"
  }
}

import Foundation
import ImportRequest
import Pipeline
import Rules
import TestSupport

@testable import Delivery

/// A request in a folder of its own, which is gone when the test is.
final class StoredList {
  private let folder = StoredList.room.appending(path: "muster-delivery-\(UUID().uuidString)")
  /// In memory where there is such a place: a delivery waits for the disk at each of its events, and there are thousands here.
  private static let room =
    FileManager.default.isWritableFile(atPath: "/dev/shm") ? URL(filePath: "/dev/shm") : FileManager.default.temporaryDirectory
  static let columns = ["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"]
  let path: String

  init(contacts: Int, batch: Int) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "import").path
    let csv = CSVEncoder(columns: Self.columns, style: OutputStyle())
    let hash = ContactHash()
    var limits = Limits()
    limits.batchRecords = batch
    var writer = try RequestWriter(
      folder: RequestFolder(path: path),
      manifest: Manifest(rules: "test", columns: Self.columns, delimiter: UInt8(ascii: ","), requestsPerMinute: 60),
      header: csv.opening, limits: limits, hash: hash)
    let encoder = FramedEncoder(csv: csv, identity: [3], hash: hash)
    var frames: [UInt8] = []
    for index in 0..<contacts {
      var fields = FieldBuffer()
      for value in ["Anna\(index)", "Rao", "Mrs", Self.number(index), "+91", "+"] { fields.append(value.utf8) }
      encoder.append(fields, to: &frames)
    }
    try writer.write(frames)
    try writer.commit()
  }

  // What cannot be removed is the system's to clean up.
  deinit { try? FileManager.default.removeItem(at: folder) }

  static func number(_ index: Int) -> String { "+91\(9_876_500_000 + index)" }

  func read(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  /// Runs a delivery of the request as a new process would.
  func deliver(
    to service: SimulatedService, from path: String? = nil, time: SimulatedTime = SimulatedTime(), seed: UInt64 = 1, attempts: Int = 60,
    notify: @escaping @Sendable (Notice) -> Void = { _ in }
  ) async throws -> DeliveryOutcome {
    // The header and claims of {"alg":"HS256"} and {"appId":"a"}; what is behind them is not looked at here.
    let token = try Token("eyJhbGciOiJIUzI1NiJ9.eyJhcHBJZCI6ImEifQ.c2ln")
    var delivery = try Delivery(
      StoredRequest(path: path ?? self.path), to: Service(host: "service.example", streamId: "st-1", accountId: nil),
      client: Client(
        service, token: { () throws(TokenError) in token }, time: time, pace: Pace(callsPerMinute: 60), generator: SplitMix(seed: seed)),
      attempts: attempts, notify: notify)
    return try await delivery.run()
  }
}

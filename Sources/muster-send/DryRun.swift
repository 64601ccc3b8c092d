internal import Delivery
internal import HTTPExchange
internal import ImportRequest

/// What a delivery would send, in lines.
struct DryRun {
  let request: StoredRequest
  let address: ServiceAddress
  let service: Service

  var text: String {
    let calls = request.batches.count
    var text = "POST \(address.scheme.rawValue)://\(address.name)\(ImportCall.path(streamId: service.streamId))\n"
    text += "  \(ImportCall.tokenHeader): (token)\n"
    if let account = service.accountId { text += "  \(ImportCall.accountHeader): \(account)\n" }
    text += "  Content-Type: multipart/form-data, one part \(ImportCall.partName)\n"
    for batch in request.batches {
      text += "  \(batch.csvName)  \(batch.records) contacts, \(batch.bytes) bytes, \(batch.state.rawValue)\n"
    }
    let rate = request.manifest.requestsPerMinute
    return text + "\(request.recordCount) contacts in \(calls) calls, at most \(rate) a minute: \(max(1, (calls + rate - 1) / rate)) min\n"
  }
}

/// A batch's message as editors' HTTP clients read it (`.http`): everything but the CSV, which they take from its file, and the secrets,
/// which stand as variables.
struct HTTPFile {
  let batch: Manifest.Batch
  let boundary: Boundary

  var text: String {
    """
    ### \(batch.records) contacts; host, streamId, accountId and token are variables of the client's environment
    POST https://{{host}}\(ImportCall.path(streamId: "{{streamId}}"))
    \(ImportCall.tokenHeader): {{token}}
    \(ImportCall.accountHeader): {{accountId}}
    Content-Type: \(boundary.contentType)

    --\(boundary)
    Content-Disposition: form-data; name="\(ImportCall.partName)"; filename="\(batch.csvName)"
    Content-Type: text/csv

    < ./\(batch.csvName)
    --\(boundary)--

    """
  }
}

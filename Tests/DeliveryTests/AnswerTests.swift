import Pipeline
import Testing

@testable import Delivery

private struct AnswerCase: Sendable, CustomTestStringConvertible {
  let body: String
  let answer: Answer
  let reason: String
  var testDescription: String { reason }
}

/// The answer that the vendor's page shows, with everything in it.
private let documented = """
  [ { "status": "Active", "firstName": "Asha", "lastName": "Rao", "salutation": "Mrs", "accountId": "a1", "orgId": "o1",
      "createdBy": "u1", "cellPhone": { "phoneNumber": "+919876543210", "countryCode": "+91", "extension": "+" },
      "fullName": "Asha Rao", "address": {}, "twitterDetails": null, "createdAt": "2026-01-01T00:00:00.000Z",
      "updatedAt": "2026-01-01T00:00:00.000Z", "id": "c1" } ]
  """
private let asha = ServerContact(
  id: "c1", status: "Active", firstName: "Asha", lastName: "Rao", salutation: "Mrs", phoneNumber: "+919876543210", countryCode: "+91",
  phoneExtension: "+")

@Test(
  "A body is what it looks like, whatever its content type was",
  arguments: [
    AnswerCase(body: documented, answer: .contacts([asha]), reason: "the documented array"),
    AnswerCase(body: "\r\n []\n", answer: .contacts([]), reason: "an array of nobody"),
    AnswerCase(
      body: #"[{"id": 7, "cellPhone": {"phoneNumber": 919876543210, "countryCode": 91}}]"#,
      answer: .contacts([ServerContact(id: "7", phoneNumber: "919876543210", countryCode: "91")]), reason: "numbers where texts were meant"),
    AnswerCase(body: #"[{"cellPhone": null}]"#, answer: .contacts([ServerContact()]), reason: "a contact without a phone"),
    AnswerCase(body: #"["a"]"#, answer: .message(#"["a"]"#), reason: "an array of something else"),
    AnswerCase(
      body: #"{"results": \#(documented), "skip": 0, "limit": 10, "hasMore": false, "totalPages": 1, "totalResults": 1}"#,
      answer: .listing(.init(results: [asha], skip: 0, limit: 10, hasMore: false, totalResults: 1)), reason: "the documented listing"),
    AnswerCase(
      body: "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.", answer: .tooOften,
      reason: "the documented words, as text"),
    AnswerCase(
      body: #"{"message":"You've exceeded the per-minute rate limit. Please wait for sometime before retrying."}"#, answer: .tooOften,
      reason: "the documented words, in JSON"),
    AnswerCase(
      body: "<!DOCTYPE html><html><head><TITLE lang=en>Sign\n in İ</TITLE></head>", answer: .page(title: "Sign in İ"),
      reason: "a login page"),
    AnswerCase(body: "<html>", answer: .page(title: ""), reason: "a page without a title"),
    AnswerCase(body: "", answer: .empty, reason: "nothing"),
    AnswerCase(body: " \n", answer: .empty, reason: "blanks"),
    AnswerCase(body: #"{"message":"No"}"#, answer: .message("No"), reason: "an error with a message"),
    AnswerCase(body: #"{"errors":[{"msg":"bad\nstream","code":4002}]}"#, answer: .message("bad stream"), reason: "a list of errors"),
    AnswerCase(body: #"{"error":{"detail":"x"}}"#, answer: .message("x"), reason: "an error in an error"),
    AnswerCase(
      body: String(repeating: #"{"message":"#, count: 60) + #""x""# + String(repeating: "}", count: 60), answer: .message("x"),
      reason: "an error in many errors, which is over at once"),
    AnswerCase(body: #"{"status":"queued"}"#, answer: .message(#"{"status":"queued"}"#), reason: "an object of another kind"),
    AnswerCase(body: #""done""#, answer: .message("done"), reason: "a JSON string"),
    AnswerCase(body: "{", answer: .message("{"), reason: "half an object"),
    AnswerCase(body: "\u{1B}[31mred", answer: .message("[31mred"), reason: "what would colour a terminal"),
    AnswerCase(
      body: String(repeating: "a", count: 500), answer: .message(String(repeating: "a", count: 199) + "…"), reason: "a long text is cut"),
  ])
private func shapes(shape: AnswerCase) {
  #expect(Answer(body: Array(shape.body.utf8)) == shape.answer)
}

private struct VerdictCase: Sendable, CustomTestStringConvertible {
  var status: Int
  var body = ""
  var headers: [Call.Header] = []
  let verdict: Verdict
  var testDescription: String { "\(status) \(body.prefix(20))" }
}

@Test(
  "What a reply means for the batch, and the sentence that helps",
  arguments: [
    VerdictCase(status: 201, body: "[]", verdict: .made([])),
    VerdictCase(status: 429, body: "slow down", headers: [.init("retry-after", "30")], verdict: .tooOften(.seconds(30))),
    VerdictCase(
      status: 429, headers: [.init("Retry-After", "Fri, 15 Jan 2027 08:00:10 GMT")], verdict: .tooOften(.seconds(10))),
    VerdictCase(status: 429, headers: [.init("Retry-After", "soon")], verdict: .tooOften(nil)),
    VerdictCase(
      status: 200, body: "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.", verdict: .tooOften(nil)),
    VerdictCase(
      status: 200, body: "<title>Sign in</title>",
      verdict: .unknown(
        "a web page (\"Sign in\") came back with status 200 instead of an answer: a proxy or a login page stands between here and h", nil)),
    VerdictCase(
      status: 407, body: "<html>",
      verdict: .hopeless(
        "a web page came back with status 407 instead of an answer: a proxy or a login page stands between here and h")
    ),
    VerdictCase(
      status: 202, verdict: .unknown("h answered with status 202 and nothing else, so that it is not known what it stored", nil)),
    VerdictCase(
      status: 200, body: #"{"status":"queued"}"#,
      verdict: .unknown(#"h answered with status 200, and instead of contacts it said: {"status":"queued"}"#, nil)),
    VerdictCase(
      status: 503, body: #"{"message":"down"}"#, headers: [.init("Retry-After", "9")],
      verdict: .unknown("h answered with status 503: down", .seconds(9))),
    VerdictCase(
      status: 502, body: "<title>Bad gateway</title>", verdict: .unknown("h answered with status 502: a web page, \"Bad gateway\"", nil)),
    VerdictCase(
      status: 401, body: #"{"message":"invalid signature"}"#,
      verdict: .hopeless(
        "h does not accept the token (status 401: invalid signature): check that it is signed with this client's secret, that its appId "
          + "is the client's id, and that the client has the scope Configuration")),
    VerdictCase(status: 404, verdict: .hopeless("h does not know this path (status 404): check --stream-id and --host")),
    VerdictCase(
      status: 413,
      verdict: .hopeless(
        "h takes no batch of this size (status 413): lower batch_bytes or batch_records in the rules and write the request again")),
    VerdictCase(
      status: 302, headers: [.init("Location", "https://other.example/")],
      verdict: .hopeless(
        "h redirects to https://other.example/ (status 302), and the token goes nowhere but to the host it was meant for: if that is "
          + "the service's address, give it with --host")),
    VerdictCase(
      status: 400, body: #"{"errors":[{"msg":"result_file is missing"}]}"#,
      verdict: .refused(400, "h refused the batch with status 400: result_file is missing")),
  ])
private func verdicts(reply: VerdictCase) {
  #expect(
    Verdict(Reply(status: reply.status, headers: reply.headers, body: Array(reply.body.utf8)), host: "h", now: 1_800_000_000)
      == reply.verdict)
}

@Test("Times are written as RFC 3339 and read as HTTP writes them")
private func times() {
  #expect(UTCTime.text(0) == "1970-01-01T00:00:00Z")
  #expect(UTCTime.text(1_709_164_799) == "2024-02-28T23:59:59Z")
  #expect(UTCTime.seconds(ofHTTPDate: "Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777, "RFC 9110's own example")
  for other in ["", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 99 Nov 1994 08:49:37 GMT"] {
    #expect(UTCTime.seconds(ofHTTPDate: other) == nil, "\(other)")
  }
}

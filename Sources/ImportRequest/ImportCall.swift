/// The contact import call of the AgentAssist API, as its vendor documents it.
public enum ImportCall {
  /// The path below the host. `streamId` names the bot ("st-" and a UUID).
  public static func path(streamId: String) -> String { contactsPath(streamId: streamId) + "/import-contacts" }

  /// The path of the sibling call that lists the contacts.
  public static func contactsPath(streamId: String) -> String { "/agentassist/api/v1/public/\(streamId)/contacts" }

  /// The name of the one part of the body, which holds the CSV.
  public static let partName = "result_file"

  /// The header with the token.
  public static let tokenHeader = "auth"

  /// The header with the account.
  public static let accountHeader = "accountId"

  /// The target column without which nothing can be imported or found again.
  public static let numberColumn = "cellPhoneNumber"

  /// Whether a stream id has the shape that the vendor shows: `st-` and a UUID.
  public static func isUsualStreamId(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 6 && parts[0] == "st"
      && zip(parts.dropFirst(), [8, 4, 4, 4, 12]).allSatisfy { part, count in
        part.utf8.count == count && part.allSatisfy { $0.isASCII && $0.isHexDigit }
      }
  }
}

/// ICU refused an operation. The code is ICU's own `UErrorCode`; positive means failure.
public struct ICUError: Error, Equatable, Sendable {
  /// What was tried, as a person would say it ("open the case map for tr").
  public let operation: String
  public let code: Int32

  public init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }
}

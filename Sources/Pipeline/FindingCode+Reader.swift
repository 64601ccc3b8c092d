internal import CSV

extension FindingCode {
  /// What the reader saw, as a finding of the pipeline.
  init(_ code: ReaderFinding.Code) {
    self =
      switch code {
      case .bareQuote: .bareQuote
      case .unescapedQuote: .unescapedQuote
      case .textAfterClosingQuote: .textAfterQuote
      case .unclosedQuote: .unclosedQuote
      case .nul: .nul
      case .invalidUTF8: .invalidText
      case .overlongField: .fieldTooLong
      case .overlongRecord: .recordTooLong
      case .overwideRecord: .recordTooWide
      }
  }
}

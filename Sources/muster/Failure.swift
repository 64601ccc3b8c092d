internal import CSV
internal import Duplicates
internal import Pipeline
internal import Reports
internal import Rules

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Ends the program with a status and a sentence for standard error.
struct Failure: Error {
  let status: ExitStatus
  /// One sentence, without the program's name before it. Empty when everything has been said already.
  let sentence: String
}

extension Failure {
  init(_ error: RulesError) {
    self.init(status: .usage, sentence: "\(error)")
  }

  init(_ error: InputError, source: String) {
    switch error {
    case .empty:
      self.init(status: .unreadable, sentence: "\(source) is empty: expected a header line and records below it")
    case .tooManyColumns(let limit):
      self.init(
        status: .unreadable,
        sentence: "\(source) has more columns than a spreadsheet (\(grouped(limit))): name the right delimiter with --delimiter, or leave "
          + "out columns that nobody needs")
    case .otherHeader(let found, let expected):
      self.init(
        status: .unreadable,
        sentence: "\(source) begins with \(Self.names(found)), where the list that was decided about has the columns "
          + "\(Self.names(expected)): if its header was left out, say --no-header")
    case .unreadable(.cannotOpen(_, ENOENT)):
      self.init(status: .unreadable, sentence: "\(source) does not exist: check the path")
    case .unreadable(.cannotOpen(_, EISDIR)):
      self.init(status: .unreadable, sentence: "\(source) is a folder: name a file in it")
    case .unreadable(.cannotOpen(_, let code)):
      self.init(status: .unreadable, sentence: "\(source) cannot be opened: \(systemReason(code))")
    case .unreadable(.cannotRead(_, let code, let offset)):
      self.init(status: .unreadable, sentence: "\(source) cannot be read past byte \(offset): \(systemReason(code))")
    case .unreadable(.rangePastEnd(_, let bytes, let size)):
      self.init(
        status: .unreadable,
        sentence: "\(source) has \(size) bytes, and the range \(bytes.lowerBound)-\(bytes.upperBound) reaches past them: "
          + "make the ranges anew with muster split")
    case .unreadable(.unknownEncoding(let name)):
      self.init(status: .usage, sentence: "--encoding \(name): there is no such encoding; try UTF-8, UTF-16LE or windows-1252")
    case .unreadable(.cannotDecode(let encoding, _)):
      self.init(status: .unreadable, sentence: "\(source) cannot be decoded as \(encoding): name its encoding with --encoding")
    }
  }

  private static func names(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }

  init(_ error: OutputError) {
    if error.code == EEXIST {
      self.init(status: .usage, sentence: "\(error.target) is there already, and not an empty folder: name another, or remove it")
      return
    }
    self.init(
      status: .unwritable,
      sentence: error.isClosedPipe
        ? "\(error.target) was closed before everything was written"
        : "\(error.target) cannot be written: \(error.systemReason); nothing was left half-written")
  }

  init(_ error: SettlingError) {
    switch error {
    case .disk(let error):
      let advice = "make room there, name another folder with TMPDIR=folder, or raise --memory"
      self.init(
        status: .unwritable,
        sentence: error.isDiskFull
          ? "there is no room in \(error.directory) for what finding duplicates needs beyond --memory; nothing was left behind: \(advice)"
          : "\(error.directory) cannot be used for what finding duplicates needs beyond --memory (\(systemReason(error.code))): \(advice)")
    case .noTransliterator(.noTransliterator(let code)):
      self.init(
        status: .unreadable, sentence: "names cannot be compared: ICU has no transliterator (error \(code)); install its data (libicu)")
    }
  }

  init(_ error: RunError, source: String) {
    switch error {
    case .input(let error): self.init(error, source: source)
    case .output(let error): self.init(error)
    case .aborted(let finding):
      self.init(
        status: .limit,
        sentence:
          "\(finding.masked.message(in: source)) The rules end the run here (abort).")
    case .forbiddenText(let text):
      self.init(
        status: .limit,
        sentence: "a record of \(source) holds the text \"\(text)\", which is to separate the parts of the request: "
          + "choose another with --boundary")
    case .settling(let error): self.init(error)
    case .listChanged:
      self.init(
        status: .unreadable, sentence: "\(source) was changed while it was read, which has to be done twice: run again when it is at rest")
    case .tooManyRejects(let limit):
      self.init(
        status: .limit,
        sentence: "more than \(limit) records were rejected, which the rules do not allow (max_rejects); "
          + "see what is wrong with: muster check \(source)")
    }
  }
}

/// Names in quotes, as many and as much of each as a sentence can hold.
func listed(_ names: [String]) -> String {
  let shown = names.prefix(30).map { $0.count > 60 ? "\"\($0.prefix(60))…\"" : "\"\($0)\"" }
  let rest = names.count - shown.count
  return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
}

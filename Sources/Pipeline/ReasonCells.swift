internal import Bytes
internal import CSV

/// The cells that say why a record is listed, its code and its sentence, as they are written. Those of the commonest reasons are made once
/// and kept; a row number is put between their halves.
struct ReasonCells {
  /// The cells of all reasons that differ in a row number alone.
  private struct Frame {
    /// The detail's text, where that is in the sentence.
    let text: String
    /// Where the cells up to the row number are; all of them where none is in them.
    let before: Range<Int>
    let after: Range<Int>
  }

  private static let mostFrames = 512
  /// Of reasons that differ in their texts alone so many are kept: about as many as a list has countries. A look through them has to cost
  /// less than a sentence.
  private static let mostTexts = 64

  private var frames: [Frame] = []
  /// The cells of all frames, one after the other: an array for each would be counted in and out for each record.
  private var cells: [UInt8] = []
  /// By frame what reasons have to agree in, but for the text.
  private var forms: [UInt32] = []
  private let delimiter: UInt8
  private let phrase: @Sendable (Finding) -> FindingPhrase

  init(delimiter: UInt8, phrase: @escaping @Sendable (Finding) -> FindingPhrase) {
    self.delimiter = delimiter
    self.phrase = phrase
  }

  /// Which of the frames is a reason's; nil where none is kept for it.
  mutating func frame(for reason: Finding) -> Int? {
    if isOfOne(reason) { return nil }
    let form = UInt32(reason.code.rawValue) << 16 | UInt32(reason.detail.form) << 8 | (reason.value.isEmpty ? 0 : 1)
    var texts = 0
    for index in forms.indices where forms[index] == form {
      guard case .text(let text) = reason.detail else { return index }
      if frames[index].text == text { return index }
      texts += 1
    }
    guard texts < Self.mostTexts, frames.count < Self.mostFrames, let frame = makeFrame(for: reason) else { return nil }
    frames.append(frame)
    forms.append(form)
    return frames.count - 1
  }

  /// Appends the cells of a frame, with a row number where there is one in them.
  func append(_ frame: Int, record: Int?, to buffer: inout [UInt8]) {
    buffer.append(copying: cells.span.extracting(frames[frame].before))
    guard let record else { return }
    buffer.append(decimal: record)
    buffer.append(copying: cells.span.extracting(frames[frame].after))
  }

  /// Whether the reason names a contact that the target has, and so is met once.
  private func isOfOne(_ reason: Finding) -> Bool {
    guard case .text = reason.detail else { return false }
    return reason.code == .alreadyThere || reason.code == .sharedNumber
  }

  /// Appends the cells of a reason whatever it is.
  func append(_ reason: Finding, by writer: inout GuardingWriter, to buffer: inout [UInt8]) {
    writer.append(reason.code.name, to: &buffer)
    writer.append(phrase(reason).text, to: &buffer)
  }

  private mutating func makeFrame(for reason: Finding) -> Frame? {
    // Where a digit parts cells, numbers stand in quotes.
    if (0x30...0x39).contains(delimiter) { return nil }
    let phrase = phrase(reason)
    guard phrase.isShared, phrase.record == reason.detail.record else { return nil }
    var writer = GuardingWriter(RecordWriter(delimiter: delimiter, isInside: true))
    let first = cells.count
    cells.append(delimiter)
    writer.append(reason.code.name, to: &cells)
    let start = cells.count + 1
    writer.append(phrase.text, to: &cells)
    var split = cells.count
    if let row = phrase.record {
      let quote = UInt8(ascii: "\"")
      split -= phrase.after.utf8.count + String(row).utf8.count
      if cells[start] == quote { split -= 1 + phrase.after.utf8.count { $0 == quote } }
    }
    let behind = split + (phrase.record.map { String($0).utf8.count } ?? 0)
    let text = if case .text(let text) = reason.detail { text } else { "" }
    return Frame(text: text, before: first..<split, after: behind..<cells.count)
  }
}

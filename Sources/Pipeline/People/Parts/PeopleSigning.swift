internal import Duplicates

/// The first step of finding people across the parts of a list: says for each record what is counted in the list, and with which records it
/// is compared.
///
/// Takes the lines of `KeyedSettling` and hands out a line for each record that goes out: its number, its line, what tells it apart, the
/// values that it counts for and those that it asks about (16 hexadecimal digits each, between commas), and its blocks (`key:hash:name`,
/// between commas).
public struct PeopleSigning: ~Copyable {
  private var signer: ContactSigner

  public init() throws(PersonSearchError) {
    do { signer = try ContactSigner() } catch { throw PersonSearchError(error) }
  }

  /// Takes a line without its line feed and appends to `output`.
  ///
  /// - Returns: false for what is no line of a `KeyedSettling` that had what tells people apart.
  public mutating func add(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) throws(PersonSearchError) -> Bool {
    let line = MatchingLine(line)
    guard line.cells.count >= 6, line.number(0) != nil, line.number(1) != nil else { return false }
    if !line.cells[2].isEmpty { return true }
    guard let person = PersonCell(line.cells[5]) else { return false }
    let signature: ContactSignature
    do { signature = try signer.sign(person.record) } catch { throw PersonSearchError(error) }
    var signed = RecordLine()
    signed.append(cells: line.cells[0], to: &output)
    signed.append(cells: line.cells[1], to: &output)
    signed.append(cells: line.cells[5], to: &output)
    for hashes in [signature.counted, signature.asked] { signed.append(hashes.map(\.hex).joined(separator: ","), to: &output) }
    signed.append(signature.blocks.map { "\($0.key.name):\($0.hash.hex):\($0.name.hex)" }.joined(separator: ","), to: &output)
    signed.end(in: &output)
    return true
  }
}

extension PersonSearchError {
  init(_ failure: PossibleDuplicates.Failure) {
    switch failure {
    case .noTransliterator(let code): self.init(code: code)
    }
  }
}

import CSV
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct FileSourceTests {
  private func contents(of path: String) throws(ReadError) -> [UInt8] {
    var source = try FileSource(path: path)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes, upTo: 1000) > 0 {}
    return bytes
  }

  @Test func readsAFile() throws {
    let bytes = try contents(of: #filePath)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("import CSV"))
  }

  @Test func refusesWhatIsNoFile() {
    let folder = String(#filePath.dropLast("FileSourceTests.swift".count))
    #expect(throws: ReadError.cannotOpen(path: folder, code: EISDIR)) { try contents(of: folder) }
    #expect(throws: ReadError.cannotOpen(path: folder + "none.csv", code: ENOENT)) { try contents(of: folder + "none.csv") }
  }

  @Test func sampleIsReadAgain() throws {
    var source = try SampledSource(MemorySource(Array("abcdef".utf8), pieceSize: 2), sampleSize: 3)
    let (sample, isWhole) = (source.sample, source.isWhole)
    #expect(sample == Array("abc".utf8))
    #expect(!isWhole)
    var bytes: [UInt8] = []
    while try source.read(into: &bytes, upTo: 2) > 0 {}
    #expect(bytes == Array("abcdef".utf8))
    let short = try SampledSource(MemorySource([1, 2]), sampleSize: 3)
    let isShortWhole = short.isWhole
    #expect(isShortWhole)
  }
}

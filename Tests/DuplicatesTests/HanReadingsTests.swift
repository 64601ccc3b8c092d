import ICU
import TestSupport
import Testing

@testable import Duplicates

/// What Han letters are read as, against ICU, of whose readings the table is made.
@Suite struct HanReadingsTests {
  /// A text as matching folds it, once with the table and once by ICU alone.
  private func folded(_ text: String, _ folder: inout TextFolder, _ icu: inout Transliterator) throws -> (table: String, icu: String) {
    let bytes = Array(text.utf8)
    folder.fold(bytes.span, 0..<bytes.count)
    let table = String(decoding: folder.folded, as: UTF8.self)
    let latin = try icu.transliterated(bytes)
    folder.fold(latin.span, 0..<latin.count)
    return (table, String(decoding: folder.folded, as: UTF8.self))
  }

  private func isHan(_ code: UInt32) -> Bool { (0x3400..<0x4DC0).contains(code) || (0x4E00..<0xA000).contains(code) }

  @Test("Every letter of the two blocks is read as ICU reads it, but for what another version of ICU may say")
  func lettersAreReadAsICUReadsThem() throws {
    let readings = HanReadings()
    var folder = try TextFolder()
    var icu = try Transliterator(TextFolder.identifier)
    var (read, others) = (0, [] as [String])
    for code in UInt32(0x3400)..<0xA000 where isHan(code) {
      let letter = String(try #require(Unicode.Scalar(code)))
      guard readings.reading(of: Array(letter.utf8)) != nil else { continue }
      read += 1
      let (table, icu) = try folded(letter, &folder, &icu)
      if table != icu { others.append("\(letter): \(table), and not \(icu)") }
    }
    #expect(read > 26_000)
    #expect(others.count <= read / 100, "\(others.prefix(20))")
  }

  @Test("Names in Han letters, with anything of ASCII about them, fold as ICU folds them", arguments: [1, 2, 3] as [UInt64])
  func namesFoldAsByICU(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    // Surnames and given names that are in use; in these all versions of ICU agree.
    let letters = Array("王李張刘陈楊黃趙吳周徐孫馬朱胡林郭何高罗鄭梁謝宋唐許韓冯鄧曹彭曾田董袁潘蔡蒋余杜鈴木佐藤渡辺伊山中小加斎太郎花子一美恵健大明秀英志強麗")
    let ascii = (0x20..<0x7F).map { Character(Unicode.Scalar($0)) }
    var folder = try TextFolder()
    var icu = try Transliterator(TextFolder.identifier)
    for _ in 0..<3_000 {
      let text = String((0...random.below(6)).map { _ in random.below(3) > 0 ? random.pick(letters) : random.pick(ascii) })
      let (table, icu) = try folded(text, &folder, &icu)
      #expect(table == icu, "seed \(seed): \(text)")
    }
  }

  @Test("What is not ASCII or a letter with a reading is left to ICU", arguments: ["鈴ー木", "木ノ下", "鈴木é", "한鈴", "\u{2E80}"])
  func otherLettersAreLeftToICU(text: String) throws {
    #expect(HanReadings().reading(of: Array(text.utf8)) == nil)
    var folder = try TextFolder()
    var icu = try Transliterator(TextFolder.identifier)
    let (table, other) = try folded(text, &folder, &icu)
    #expect(table == other)
  }
}

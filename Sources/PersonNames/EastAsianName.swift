/// Chinese, Japanese and Korean names, whose family name stands in front and has no space behind it.
enum EastAsianName {
  /// The families of two characters that Chinese has in use.
  private static let chinesePairs: Set<Substring> = [
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "夏侯", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "慕容", "令狐", "长孙",
    "長孫", "宇文", "独孤", "獨孤", "南宫", "南宮", "端木", "轩辕", "軒轅", "百里", "呼延", "东郭", "東郭", "范姜", "張簡",
  ]

  /// The families of two syllables that Korean has in use.
  private static let koreanPairs: Set<Substring> = ["남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "망절"]

  /// Romanized family names that are common in China, Taiwan, Hong Kong, Korea and Japan.
  private static let romanized: Set<String> = [
    "wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu", "hu", "guo", "he", "gao",
    "lin", "luo", "zheng", "liang", "xie", "song", "tang", "deng", "han", "feng", "cao", "peng", "zeng", "xiao", "tian", "dong", "pan",
    "yuan", "cai", "jiang", "yu", "du", "ye", "cheng", "wei", "su", "lu", "ding", "ren", "shen", "yao", "lv", "chan", "cheung", "wong",
    "leung", "lau", "ng", "ho", "lam", "chow", "tsai", "chang", "hsu", "kuo", "cheng", "kim", "lee", "park", "choi", "jung", "jeong",
    "kang", "cho", "yoon", "jang", "lim", "oh", "seo", "shin", "kwon", "hwang", "ahn", "hong", "moon", "bae", "baek", "sato", "suzuki",
    "takahashi", "tanaka", "watanabe", "ito", "yamamoto", "nakamura", "kobayashi", "kato", "yoshida", "yamada", "sasaki", "yamaguchi",
    "matsumoto", "inoue", "kimura", "hayashi", "shimizu", "saito", "mori", "abe", "ikeda", "hashimoto", "ishikawa", "ogawa",
  ]

  static func isFamily(_ word: Substring) -> Bool { romanized.contains(word.lowercased()) }

  private enum Script { case han, hangul, kana }

  /// The script of a word that has one of these only.
  private static func script(of word: Substring) -> Script? {
    var result: Script?
    for scalar in word.unicodeScalars {
      switch scalar.value {
      case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3005, 0x3007:
        result = result ?? .han
      case 0xAC00...0xD7A3: result = .hangul
      case 0x3041...0x30FF: result = .kana
      case 0xE0100...0xE01EF, 0xFE00...0xFE0F: continue
      default: return nil
      }
    }
    return result
  }

  static func isWritten(in word: Substring) -> Bool { script(of: word) != nil }

  /// How many characters of a whole name are the family's; nil when the word is of another script, or too short or long.
  ///
  /// Certain for Korean and, outside Japan, for Chinese. A Japanese name without a space can only be guessed: two characters,
  /// which is the commonest, or the first of two.
  static func familyLength(of word: Substring, region: NameRegion?) -> (count: Int, isCertain: Bool)? {
    let count = word.count
    guard let script = script(of: word), (2...6).contains(count) else { return nil }
    switch script {
    case .hangul:
      guard count <= 4 else { return nil }
      return (count > 2 && koreanPairs.contains(word.prefix(2)) ? 2 : 1, true)
    case .kana: return nil
    case .han:
      if region == NameRegion("JP") { return (min(2, count - 1), false) }
      guard count <= 4 else { return nil }
      if count > 2, chinesePairs.contains(word.prefix(2)) { return (2, true) }
      // Four characters of an unknown place are a Japanese name, most likely.
      return (count == 4 && region == nil ? 2 : 1, count < 4)
    }
  }
}

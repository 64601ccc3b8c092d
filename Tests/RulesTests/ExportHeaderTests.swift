import Foundation
import Rules
import Testing

/// One list of `Fixtures/export-headers.txt`.
struct ExportHeader: Sendable, CustomTestStringConvertible {
  struct Column: Sendable {
    let header: String
    let role: Role?
    let phone: PhoneKind?
    /// The name alone does not say it, so that a finding must.
    let isDoubtful: Bool
  }

  let name: String
  var columns: [Column] = []
  var testDescription: String { name }

  static let all: [ExportHeader] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/export-headers.txt")
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
    var lists: [ExportHeader] = []
    var isNew = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !line.hasPrefix("#") {
      if line.isEmpty {
        isNew = true
      } else if isNew {
        lists.append(ExportHeader(name: String(line)))
        isNew = false
      } else if let cut = line.range(of: " = ") {
        let isDoubtful = line.hasSuffix("?")
        let path = line[cut.upperBound...].trimmingCharacters(in: ["?"]).split(separator: "/")
        lists[lists.count - 1].columns.append(
          Column(
            header: String(line[..<cut.lowerBound]), role: Role(rawValue: String(path[0])),
            phone: path.count > 1 ? PhoneKind(rawValue: String(path[1])) : nil, isDoubtful: isDoubtful))
      }
    }
    return lists
  }()
}

@Test("Headers of real exports are understood: 99 of 100 right, and none wrong in silence")
func exportHeaders() throws {
  let matcher = HeaderMatcher(rules: try RulesFile.builtIn("kore-agentassist"))
  var right = 0
  var silentlyWrong: [String] = []
  var wrong: [String] = []
  for list in ExportHeader.all {
    let match = try matcher.match(header: list.columns.map(\.header))
    for (index, column) in list.columns.enumerated() {
      let source = match.sources[index]
      let found = source.role == .other ? nil : source.role
      let isRight = found == column.role && (column.phone == nil || source.phone == column.phone)
      let hasFinding = match.doubts.contains { $0.column == index } || match.ambiguities.contains { $0.columns.contains(index) }
      if isRight { right += 1 }
      let said =
        "\(list.name): \(column.header) is \(found.map(\.rawValue) ?? "nothing")/\(source.phone?.rawValue ?? "") \(source.evidence.map { "\($0)" } ?? "")"
      if !isRight { wrong.append(said) }
      // A column that was left alone is in nobody's result: that is seen. One that was taken for something else is not.
      if !isRight, found != nil, !hasFinding { silentlyWrong.append(said) }
      if column.isDoubtful { #expect(hasFinding, "\(said)") }
    }
  }
  let columns = ExportHeader.all.reduce(0) { $0 + $1.columns.count }
  let languages = Set(ExportHeader.all.compactMap { $0.name.split(separator: ",").last })
  print("export headers: \(right) of \(columns) columns right in \(ExportHeader.all.count) lists")
  #expect(ExportHeader.all.count >= 60)
  #expect(languages.count >= 25)
  #expect(right * 100 >= columns * 99, "\(wrong)")
  #expect(silentlyWrong.isEmpty, "\(silentlyWrong)")
}

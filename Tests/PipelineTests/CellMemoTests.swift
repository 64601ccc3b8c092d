import Testing

@testable import Pipeline

@Test("A cell means what it means, whoever had its place before")
func remembersWhatCellsMean() {
  var memo = CellMemo<Int>(empty: -1)
  var asked = 0
  let cells = (0..<2000).map { "cell \($0 % 700)" } + ["", "a", "a\0", "\0a", "fifteen letters", "sixteen letters!", "sixteen letters?"]
  for index in Array(cells.indices) + cells.indices.reversed() {
    let bytes = Array(cells[index].utf8)
    let value = memo.value(of: bytes.span) { _ in
      asked += 1
      return index
    }
    #expect(bytes.isEmpty ? value == -1 : cells[value] == cells[index])
  }
  #expect(asked < 2 * cells.count, "nothing was remembered")
}

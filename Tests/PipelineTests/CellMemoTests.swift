import Testing

@testable import Pipeline

@Test("A cell means what it means, whoever had its place before")
func remembersWhatCellsMean() {
  var memo = CellMemo<String>()
  var asked = 0
  let cells = (0..<2000).map { "cell \($0 % 700)" } + ["", "a", "a\0", "\0a", "fifteen letters", "sixteen letters!", "sixteen letters?"]
  for cell in cells + cells.reversed() {
    let bytes = Array(cell.utf8)
    let value = memo.value(of: bytes.span) { _ in
      asked += 1
      return cell
    }
    #expect(value == cell)
  }
  #expect(asked < 2 * cells.count, "nothing was remembered")
}

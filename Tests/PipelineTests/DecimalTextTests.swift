import TestSupport
import Testing

@testable import Pipeline

@Suite struct DecimalTextTests {
  @Test("A whole number is appended as Swift writes it")
  func likeAString() {
    var random = TestSupport.SplitMix(seed: 5)
    var numbers = [0, -1, Int.max, Int.min]
    for power in 0..<12 {
      let ten = (0..<power).reduce(1) { product, _ in product * 10 }
      numbers += [ten - 1, ten, ten + 1]
      for _ in 0..<500 { numbers.append(Int.random(in: 0..<10 * ten, using: &random)) }
    }
    for number in numbers {
      var bytes = Array("row ".utf8)
      bytes.append(decimal: number)
      #expect(String(decoding: bytes, as: UTF8.self) == "row \(number)")
    }
  }
}

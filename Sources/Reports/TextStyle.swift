/// How text for a terminal is set: plain, or with the colours that terminals agree on (ECMA-48, SGR).
public struct TextStyle: Sendable, Equatable {
  public static let plain = TextStyle(isColoured: false)
  public static let coloured = TextStyle(isColoured: true)

  private let isColoured: Bool

  func strong(_ text: String) -> String { set("1", text) }
  func faint(_ text: String) -> String { set("2", text) }
  func bad(_ text: String) -> String { set("31", text) }
  func good(_ text: String) -> String { set("32", text) }
  func doubtful(_ text: String) -> String { set("33", text) }

  private func set(_ parameter: String, _ text: String) -> String { isColoured ? "\u{1B}[\(parameter)m\(text)\u{1B}[0m" : text }
}

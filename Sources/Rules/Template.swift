/// A text with columns in it: "{firstName} {lastName}"; `{{` and `}}` are braces.
public struct Template: Sendable, Equatable {
  public enum Part: Sendable, Equatable {
    case text(String)
    case column(String)
  }

  public let parts: [Part]

  /// Fails on a brace that is not closed, not opened, or holds nothing.
  public init?(_ text: String) {
    var parts: [Part] = []
    var piece = ""
    var isColumn = false
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      let isDoubled = next < text.endIndex && text[next] == character && !isColumn
      switch character {
      case "{" where isDoubled, "}" where isDoubled:
        piece.append(character)
        index = next
      case "{":
        guard !isColumn else { return nil }
        if !piece.isEmpty { parts.append(.text(piece)) }
        piece = ""
        isColumn = true
      case "}":
        guard isColumn, !piece.isEmpty else { return nil }
        parts.append(.column(piece))
        piece = ""
        isColumn = false
      default: piece.append(character)
      }
      index = text.index(after: index)
    }
    guard !isColumn else { return nil }
    if !piece.isEmpty { parts.append(.text(piece)) }
    self.parts = parts
  }

  /// The names of the columns in it, in order.
  public var columns: [String] {
    parts.compactMap { part in
      if case .column(let name) = part { name } else { nil }
    }
  }

  /// As a rules file writes it.
  public var text: String {
    parts.map { part in
      switch part {
      case .text(let text): text.map { $0 == "{" ? "{{" : $0 == "}" ? "}}" : String($0) }.joined()
      case .column(let name): "{\(name)}"
      }
    }.joined()
  }
}

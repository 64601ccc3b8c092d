/// A regular expression of the few kinds that numbering plans use: literals, classes, `\d`, groups, alternatives, greedy repeats and
/// `$`. Matched by backtracking, in Perl's order: of several ways to match, the first in reading order counts.
struct Pattern: Sendable {
  enum Step: Sendable {
    case one(ScalarSet)
    case either(Int, Int)
    case jump(Int)
    case save(Int)
    case end
    case matched
  }

  struct Match {
    let range: Range<Int>
    /// Where each capturing group matched; `nil` for one that took no part.
    let groups: [Range<Int>?]
  }

  private(set) var steps: [Step] = []
  private(set) var groupCount = 0

  init(_ source: String, ignoringCase: Bool = false) {
    var reader = Reader(source: source.unicodeScalars.map(\.value), ignoringCase: ignoringCase)
    let tree = reader.alternatives()
    groupCount = reader.groupCount
    emit(tree)
    steps.append(.matched)
  }

  /// Matches at `start`; with `whole`, only up to the very end.
  func match(_ text: some RandomAccessCollection<UInt32>, at start: Int, whole: Bool = false) -> Match? {
    var pending: [(step: Int, position: Int, saved: [Int])] = [(0, start, Array(repeating: -1, count: groupCount * 2))]
    func scalar(_ position: Int) -> UInt32 { text[text.index(text.startIndex, offsetBy: position)] }
    let count = text.count
    while var (step, position, saved) = pending.popLast() {
      thread: while true {
        switch steps[step] {
        case .one(let set):
          guard position < count, set.contains(scalar(position)) else { break thread }
          position += 1
          step += 1
        case .either(let first, let second):
          pending.append((second, position, saved))
          step = first
        case .jump(let target):
          step = target
        case .save(let slot):
          saved[slot] = position
          step += 1
        case .end:
          guard position == count else { break thread }
          step += 1
        case .matched:
          if whole, position < count { break thread }
          let groups = (0..<groupCount).map { saved[2 * $0] < 0 || saved[2 * $0 + 1] < 0 ? nil : saved[2 * $0]..<saved[2 * $0 + 1] }
          return Match(range: start..<position, groups: groups)
        }
      }
    }
    return nil
  }

  func matchesWhole(_ text: some RandomAccessCollection<UInt32>) -> Bool {
    match(text, at: 0, whole: true) != nil
  }

  /// The leftmost match anywhere in the text.
  func search(_ text: [UInt32]) -> Match? {
    for start in 0...text.count {
      if let match = match(text, at: start) { return match }
    }
    return nil
  }

  indirect enum Tree {
    case one(ScalarSet)
    case end
    case sequence([Tree])
    case alternatives([Tree])
    case group(Int, Tree)
    /// `most` is `nil` where there is no limit.
    case `repeat`(Tree, least: Int, most: Int?)
  }

  private mutating func emit(_ tree: Tree) {
    switch tree {
    case .one(let set): steps.append(.one(set))
    case .end: steps.append(.end)
    case .sequence(let parts): for part in parts { emit(part) }
    case .group(let number, let inner):
      steps.append(.save(2 * number))
      emit(inner)
      steps.append(.save(2 * number + 1))
    case .alternatives(let branches):
      var exits: [Int] = []
      for (index, branch) in branches.enumerated() {
        guard index + 1 < branches.count else {
          emit(branch)
          break
        }
        let fork = steps.count
        steps.append(.matched)
        emit(branch)
        exits.append(steps.count)
        steps.append(.matched)
        steps[fork] = .either(fork + 1, steps.count)
      }
      for exit in exits { steps[exit] = .jump(steps.count) }
    case .repeat(let inner, let least, let most):
      for _ in 0..<least { emit(inner) }
      guard let most else {
        let fork = steps.count
        steps.append(.matched)
        emit(inner)
        steps.append(.jump(fork))
        steps[fork] = .either(fork + 1, steps.count)
        return
      }
      var forks: [Int] = []
      for _ in least..<max(least, most) {
        forks.append(steps.count)
        steps.append(.matched)
        emit(inner)
      }
      for fork in forks { steps[fork] = .either(fork + 1, steps.count) }
    }
  }
}

extension Pattern {
  private struct Reader {
    let source: [UInt32]
    let ignoringCase: Bool
    var position = 0
    var groupCount = 0

    init(source: [UInt32], ignoringCase: Bool) {
      self.source = source
      self.ignoringCase = ignoringCase
    }

    private func at(_ character: Unicode.Scalar) -> Bool {
      position < source.count && source[position] == character.value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard at(character) else { return false }
      position += 1
      return true
    }

    private func cased(_ set: ScalarSet) -> Tree {
      .one(ignoringCase ? set.ignoringCase() : set)
    }

    mutating func alternatives() -> Tree {
      var branches = [sequence()]
      while take("|") { branches.append(sequence()) }
      return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() -> Tree {
      var parts: [Tree] = []
      while position < source.count, !at("|"), !at(")") { parts.append(repeated(atom())) }
      return .sequence(parts)
    }

    private mutating func atom() -> Tree {
      if take("$") { return .end }
      if take("(") {
        if take("?") {
          _ = take(":")
          let inner = alternatives()
          _ = take(")")
          return inner
        }
        let number = groupCount
        groupCount += 1
        let inner = alternatives()
        _ = take(")")
        return .group(number, inner)
      }
      var set = ScalarSet()
      if take("[") {
        while position < source.count, !take("]") { member(of: &set) }
      } else {
        single(into: &set)
      }
      return cased(set)
    }

    /// One character, or `\d`, outside a class or as a member of one. Returns the character.
    @discardableResult
    private mutating func single(into set: inout ScalarSet, insert: Bool = true) -> UInt32? {
      var value = source[position]
      position += 1
      if value == 0x5C, position < source.count {
        value = source[position]
        position += 1
        if value == Unicode.Scalar("d").value {
          set.insertDigits()
          return nil
        }
        if value == Unicode.Scalar("t").value { value = 9 }
      }
      if insert { set.insert(value...value) }
      return value
    }

    private mutating func member(of set: inout ScalarSet) {
      guard let first = single(into: &set, insert: false) else { return }
      guard at("-"), position + 1 < source.count, source[position + 1] != Unicode.Scalar("]").value else {
        set.insert(first...first)
        return
      }
      position += 1
      let last = single(into: &set, insert: false) ?? first
      set.insert(min(first, last)...max(first, last))
    }

    private mutating func number() -> Int? {
      var value: Int?
      while position < source.count, (0x30...0x39).contains(source[position]) {
        value = (value ?? 0) * 10 + Int(source[position] - 0x30)
        position += 1
      }
      return value
    }

    private mutating func repeated(_ tree: Tree) -> Tree {
      if take("?") { return .repeat(tree, least: 0, most: 1) }
      if take("*") { return .repeat(tree, least: 0, most: nil) }
      if take("+") { return .repeat(tree, least: 1, most: nil) }
      guard take("{") else { return tree }
      let least = number() ?? 0
      let most: Int? = take(",") ? number() : least
      _ = take("}")
      return .repeat(tree, least: least, most: most)
    }
  }
}

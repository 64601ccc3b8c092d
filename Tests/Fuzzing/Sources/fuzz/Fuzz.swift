import CFuzzer

/// What one target does with one input.
struct FuzzTarget: Sendable {
  /// The name of its corpus's folder.
  let name: String
  /// Tries an input; returns what is wrong, nil when everything holds.
  let run: @Sendable ([UInt8]) throws -> String?
}

private let targets = [
  FuzzTarget.csvReader, .csvWriter, .csvDetector, .phones, .repair, .names, .salutations, .rules, .cleaning,
]

/// `fuzz CORPUS [libFuzzer's options]`: the target is the one that a folder of the first path is named after, so that the path of a
/// failing input alone runs it again.
@main enum Fuzz {
  /// The target of this process; set once, before the loop begins, since libFuzzer's callback takes no context.
  nonisolated(unsafe) static var target: FuzzTarget?

  static func main() {
    let path = CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") } ?? ""
    let folders = path.split(separator: "/").map(String.init)
    target = folders.reversed().lazy.compactMap { folder in targets.first { $0.name == folder } }.first
    guard target != nil else {
      print("fuzz: \"\(path)\" lies in no target's folder; the targets: \(targets.map(\.name).joined(separator: ", "))")
      return
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = LLVMFuzzerRunDriver(&count, &arguments) { data, size in
      let input = Array(UnsafeBufferPointer(start: data, count: size))
      do {
        if let wrong = try Fuzz.target?.run(input) { fatalError(wrong) }
      } catch {
        fatalError("\(error)")
      }
      return 0
    }
  }
}

/// Reads choices off an input's beginning; what is left of it is text.
struct Choices {
  private var rest: ArraySlice<UInt8>

  init(_ input: [UInt8]) { rest = input[...] }

  /// A number below `bound`; 0 when the input is used up.
  mutating func number(below bound: Int) -> Int { Int(rest.popFirst() ?? 0) % bound }
  mutating func one<Element>(of all: [Element]) -> Element { all[number(below: all.count)] }
  var text: [UInt8] { Array(rest) }
}

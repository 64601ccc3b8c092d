import Foundation

/// What one target does with one input.
struct FuzzTarget: Sendable {
  /// The name of its corpus's folder.
  let name: String
  /// Tries an input; returns what is wrong, nil when everything holds.
  let run: @Sendable ([UInt8]) throws -> String?
}

private let targets = [
  FuzzTarget.csvReader, .csvWriter, .csvDetector, .phones, .repair, .names, .salutations, .rules, .cleaning, .serverAnswers, .tokens,
]

/// The target of this process; set once, before the loop begins, since libFuzzer's callback takes no context.
nonisolated(unsafe) private var chosen: FuzzTarget?

/// `fuzz CORPUS [libFuzzer's options]`: the target is the one that a folder of the first path is named after, so that the path of a
/// failing input alone runs it again. libFuzzer, which has the program's main, calls this first.
@_cdecl("LLVMFuzzerInitialize")
public func chooseTarget(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>>>
) -> CInt {
  let paths = (1..<max(1, Int(count.pointee))).map { String(cString: arguments.pointee[$0]) }.filter { !$0.hasPrefix("-") }
  let folders = (paths.first ?? "").split(separator: "/").map(String.init)
  chosen = folders.reversed().lazy.compactMap { folder in targets.first { $0.name == folder } }.first
  guard chosen == nil else { return 0 }
  print("fuzz: the first path lies in no target's folder; the targets are \(targets.map(\.name).joined(separator: ", "))")
  exit(2)
}

/// Tries one input, and traps with a sentence when something is wrong.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  do {
    if let wrong = try chosen?.run(input) { fatalError(wrong) }
  } catch {
    fatalError("\(error)")
  }
  return 0
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

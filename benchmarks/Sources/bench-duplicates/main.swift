import Duplicates
import Foundation

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "match":
  // match LIST.csv PREDICTION.csv: the clusters in the form that the labelled sets' score.py reads.
  let list = LabelledList(csv: try String(contentsOfFile: arguments[2], encoding: .utf8))
  var duplicates = try PossibleDuplicates()
  for (index, record) in list.records.enumerated() { duplicates.append(record, rowNumber: index + 1) }
  let matches = duplicates.matches()
  var text = "record_id,cluster_id\n"
  for (number, cluster) in matches.clusters.enumerated() {
    for row in cluster.rowNumbers { text += "\(list.identifiers[row - 1]),c\(number)\n" }
  }
  if arguments.count > 4 {
    var clusterOf: [Int: Int] = [:]
    for (number, cluster) in matches.clusters.enumerated() { for row in cluster.rowNumbers { clusterOf[row] = number } }
    for pair in matches.pairs
    where clusterOf[pair.rowNumbers.first] == nil || clusterOf[pair.rowNumbers.first] != clusterOf[pair.rowNumbers.second] {
      print(
        list.identifiers[pair.rowNumbers.first - 1], list.identifiers[pair.rowNumbers.second - 1],
        pair.isAmbiguous ? "ambiguous" : "disagrees", pair.score, pair.evidence)
    }
  }
  try text.write(toFile: arguments[3], atomically: true, encoding: .utf8)
  FileHandle.standardError.write(
    Data(
      "pairs \(matches.pairs.count) of \(matches.comparedPairs) compared, households \(matches.households.count), capped \(matches.cappedBlocks.count)\n"
        .utf8))
case "why":
  // why LIST.csv ID ID …: what speaks for and against each pair of the records.
  let list = LabelledList(csv: try String(contentsOfFile: arguments[2], encoding: .utf8))
  var duplicates = try PossibleDuplicates()
  for (index, record) in list.records.enumerated() { duplicates.append(record, rowNumber: index + 1) }
  let rows = arguments.dropFirst(3).compactMap { list.identifiers.firstIndex(of: $0).map { $0 + 1 } }
  for a in rows {
    for b in rows where b > a {
      if let why = duplicates.explain(a, b) { print("\(why.veto.map { "\($0)" } ?? "-") [\(why.evidence)] score: \(why.score)") }
    }
  }
case "scored":
  // scored COUNT [TRUTH.csv PREDICTION.csv LIST.csv]: generated contacts, matched; processor time and memory.
  try benchmarkScored(Int(arguments[2]) ?? 100_000, Array(arguments.dropFirst(3)))
case "exact":
  // exact [RECORDS]: keys entered in batches of a chunk's records, against a Dictionary, alternating.
  benchmarkExact(Int(arguments.dropFirst(2).first ?? "") ?? 10_000_000)
case "spill":
  // spill RECORDS MEMORY-MB: keys made on the fly, past the limit.
  try benchmarkSpill(Int(arguments[2]) ?? 100_000_000, megabytes: Int(arguments[3]) ?? 256)
case "list":
  // list RECORDS: a CSV of contacts for the peers, one in ten with an earlier record's number.
  writeList(Int(arguments[2]) ?? 1_000_000)
default:
  print("usage: bench-duplicates match|why|scored|exact|spill|list …")
}

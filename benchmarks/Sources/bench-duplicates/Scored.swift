import Duplicates
import Foundation

/// Processor seconds of this process so far.
func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

/// The most memory that this process has had, in MB.
func peakMegabytes() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss / 1024
}

func benchmarkScored(_ count: Int, _ files: [String]) throws {
  var generator = ContactGenerator(seed: UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "") ?? 20_260)
  var duplicates = try PossibleDuplicates()
  var record = ContactRecord()
  var labels: [(entity: Int, kind: ContactGenerator.Kind, of: Int?)] = []
  var list = "record_id,first_name,last_name,phone,email,number,street,city,postcode,company\n"
  var chunk: [ContactGenerator.Contact] = []
  var appending = 0.0
  var rowNumber = 0
  while rowNumber < count {
    chunk.removeAll(keepingCapacity: true)
    generator.make(min(10_000, count - rowNumber)) { chunk.append($0) }
    let base = rowNumber
    let start = processorSeconds()
    for contact in chunk {
      rowNumber += 1
      contact.fill(&record)
      duplicates.append(record, rowNumber: rowNumber)
    }
    appending += processorSeconds() - start
    guard files.count > 1 else { continue }
    for contact in chunk {
      labels.append((contact.entity, contact.kind, contact.of.map { $0 + base }))
      let fields = [
        contact.given, contact.surname, contact.phone, contact.email, contact.number, contact.street, contact.city,
        contact.postcode, contact.company,
      ]
      if files.count > 2 { list += "\(labels.count)," + fields.joined(separator: ",") + "\n" }
    }
  }
  let start = processorSeconds()
  let matches = duplicates.matches()
  let matching = processorSeconds() - start
  let total = ((appending + matching) * 100).rounded() / 100
  print("\(rowNumber) contacts: \(total) s of processor time (reading \(appending), matching \(matching)), peak \(peakMegabytes()) MB")
  print(
    "compared \(matches.comparedPairs), accepted \(matches.pairs.count), clusters \(matches.clusters.count), households \(matches.households.count), capped blocks \(matches.cappedBlocks.count)"
  )
  guard files.count > 1 else { return }
  var truth = "record_id,entity_id,kind,of_record\n"
  for (index, label) in labels.enumerated() {
    truth += "\(index + 1),\(label.entity),\(label.kind.scoreName),\(label.of.map { "\($0 + 1)" } ?? "")\n"
  }
  try truth.write(toFile: files[0], atomically: true, encoding: .utf8)
  var prediction = "record_id,cluster_id\n"
  for (number, cluster) in matches.clusters.enumerated() {
    for row in cluster.rowNumbers { prediction += "\(row),c\(number)\n" }
  }
  try prediction.write(toFile: files[1], atomically: true, encoding: .utf8)
  if files.count > 2 { try list.write(toFile: files[2], atomically: true, encoding: .utf8) }
}

extension ContactGenerator.Kind {
  /// The name that score.py has for a trap.
  var scoreName: String {
    switch self {
    case .householdSameInitial: "household_same_initial"
    case .siblingOneEdit: "sibling_1edit"
    case .sharedEmail: "shared_email"
    case .namesakeSameCity: "namesake_same_city"
    default: rawValue
    }
  }
}

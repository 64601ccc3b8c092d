import CSV

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// bench-csv FILE [ROUNDS [NAME]]: what the reader and the writer cost on a file, in processor time of this thread, medians of alternating rounds.

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

struct Figure {
  var name: String
  var body: () throws -> String
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  print("usage: bench-csv FILE [ROUNDS [NAME]]")
  exit(2)
}
let path = arguments[1]
let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 5 : 5

/// Only the reading: what nothing that looks at the bytes can do without.
func readOnly() throws -> String {
  var source = try FileSource(path: path)
  var buffer: [UInt8] = []
  var total = 0
  while true {
    buffer.removeAll(keepingCapacity: true)
    let count = try source.read(into: &buffer, upTo: 1 << 18)
    if count == 0 { return "\(total) bytes" }
    total += count
  }
}

/// Bounds of every field, in batches as a consumer gets them.
func index(checkingText: Bool) throws -> String {
  var reader = RecordReader(source: try FileSource(path: path), dialect: .rfc4180, checksText: checkingText)
  var batch = RecordBatch()
  var records = 0
  var fields = 0
  while try reader.read(into: &batch) {
    records += batch.count
    for record in 0..<batch.count { fields += batch.fieldCount(ofRecord: record) }
  }
  return "\(records) records, \(fields) fields"
}

/// The cutting that happens under the workers' lock.
func split() throws -> String {
  var reader = ChunkReader(source: try FileSource(path: path), dialect: .rfc4180)
  var chunk = Chunk()
  var chunks = 0
  while try reader.read(into: &chunk) { chunks += 1 }
  return "\(chunks) chunks"
}

/// Every field read and written again with as few quotes as it needs.
func rewrite(byField: Bool) throws -> String {
  var reader = RecordReader(source: try FileSource(path: path), dialect: .rfc4180, checksText: false)
  var batch = RecordBatch()
  var writer = RecordWriter(lineEnd: .lf)
  var output: [UInt8] = []
  var total = 0
  let sink = open("/dev/null", O_WRONLY)
  defer { close(sink) }
  while try reader.read(into: &batch) {
    output.removeAll(keepingCapacity: true)
    if byField {
      let bytes = batch.bytes.span
      for record in 0..<batch.count {
        for field in 0..<batch.fieldCount(ofRecord: record) {
          writer.append(field: bytes.extracting(batch.range(ofField: field, inRecord: record)), to: &output)
        }
        writer.endRecord(in: &output)
      }
    } else {
      for record in 0..<batch.count { writer.append(record: record, of: batch, to: &output) }
    }
    total += output.withUnsafeBytes { write(sink, $0.baseAddress, $0.count) }
  }
  return "\(total) bytes"
}

let all = [
  Figure(name: "read only", body: readOnly),
  Figure(name: "split into chunks", body: split),
  Figure(name: "index of every field", body: { try index(checkingText: false) }),
  Figure(name: "index, text checked", body: { try index(checkingText: true) }),
  Figure(name: "parse and rewrite, by record", body: { try rewrite(byField: false) }),
  Figure(name: "parse and rewrite, by field", body: { try rewrite(byField: true) }),
]
// A third argument picks the figures whose name holds it.
let figures = arguments.count > 3 ? all.filter { $0.name.contains(arguments[3]) } : all
var times = [[Double]](repeating: [], count: figures.count)
var results = [String](repeating: "", count: figures.count)
for _ in 0..<rounds {
  for (index, figure) in figures.enumerated() {
    let start = seconds()
    results[index] = try figure.body()
    times[index].append(seconds() - start)
  }
}
for (index, figure) in figures.enumerated() {
  let sorted = times[index].sorted()
  let median = sorted[sorted.count / 2]
  print("\(figure.name): \(Int(median * 1000)) ms (\(Int(sorted[0] * 1000))-\(Int(sorted[sorted.count - 1] * 1000))), \(results[index])")
}
var usage = rusage()
#if canImport(Glibc)
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
#else
  getrusage(RUSAGE_SELF, &usage)
#endif
print("peak memory: \(usage.ru_maxrss / 1024) MiB")

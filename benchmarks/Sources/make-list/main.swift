// make-list RECORDS [SEED]: a contact list on standard output, always the same for a seed.
//
// Six columns, as the default rules take them under other names. Names of twenty languages (upper, lower and proper case), a third of
// the records with a quoted field, numbers of thirty countries in the ways people write them, one record in twelve with the number of
// an earlier one, one in a hundred without a usable number.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

let arguments = CommandLine.arguments
guard arguments.count >= 2, let recordCount = Int(arguments[1]) else {
  print("usage: make-list RECORDS [SEED]")
  exit(2)
}
var random = SplitMix(state: arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1)
var maker = ContactMaker()
var output: [UInt8] = Array("First Name,Last Name,Title,Mobile Phone,Country,Company\n".utf8)
for number in 0..<recordCount {
  maker.append(number: number, to: &output, random: &random)
  if output.count >= 1 << 20 {
    flush(&output)
  }
}
flush(&output)

func flush(_ output: inout [UInt8]) {
  var written = 0
  while written < output.count {
    let count = output.withUnsafeBytes { write(1, $0.baseAddress! + written, $0.count - written) }
    guard count > 0 else { exit(1) }
    written += count
  }
  output.removeAll(keepingCapacity: true)
}

import CSV
import Testing

@Test("The tutorial of CSV: from bytes of unknown origin to clean records")
func csvTutorial() throws {
  let text = "Name;Città;Nato\r\nRossi, Ada;\"Forlì\r\nCesena\";1985-02-11\r\nBianchi;Bologna;1990-07-30\r\n"

  let sample = Array(text.utf8)
  let detection = DialectDetector().detect(sample, isWhole: true)
  #expect(detection.dialect.delimiter == UInt8(ascii: ";"))
  #expect(detection.hasHeader == true)

  var reader = RecordReader(
    source: MemorySource(sample), dialect: detection.dialect, skippingLines: detection.preambleLines)
  var batch = RecordBatch()
  var cities: [String] = []
  while try reader.read(into: &batch) {
    for record in 0..<batch.count {
      cities.append(batch.string(ofField: 1, inRecord: record))
    }
  }
  #expect(cities == ["Città", "Forlì\r\nCesena", "Bologna"])

  var writer = RecordWriter()
  var output: [UInt8] = []
  for field in ["Rossi, Ada", "Forlì"] {
    writer.append(field: Array(field.utf8).span, to: &output)
  }
  writer.endRecord(in: &output)
  #expect(String(decoding: output, as: UTF8.self) == "\"Rossi, Ada\",Forlì\r\n")
}

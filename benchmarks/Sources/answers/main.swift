import Foundation
import PhoneNumbers
let metadata = PhoneMetadata.current
while let line = readLine(strippingNewline: true) {
  print(ParityLine(Array(line.utf8).span).answers(metadata))
}

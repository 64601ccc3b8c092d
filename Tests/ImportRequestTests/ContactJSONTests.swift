import ImportRequest
import Pipeline
import Testing

@Test("A contact is written as the create call takes it, whatever stands in its name")
func contactJSON() {
  let encoder = ContactJSONEncoder(
    columns: ["firstName", "lastName", "salutation", "cellPhoneNumber", "cellPhoneCountryCode", "cellPhoneExtension"])
  var fields = FieldBuffer()
  for value in ["An\"n", "O\\Neil\u{1}", "", "+14155552671", "+1", "+"] { fields.append(value.utf8) }
  var output: [UInt8] = []
  encoder.append(fields, to: &output)
  #expect(
    String(decoding: output, as: UTF8.self) == #"{"firstName":"An\"n","lastName":"O\\Neil\u0001","salutation":"","#
      + #""cellPhone":{"phoneNumber":"+14155552671","countryCode":"+1","extension":"+"}}"#)
}

import Testing

@testable import StandIn

private struct FormCase: Sendable, CustomTestStringConvertible {
  var type = "multipart/form-data; boundary=b"
  let body: String
  var content: String?
  var flaw = ""
  let reason: String
  var testDescription: String { reason }
}

private let head = "Content-Disposition: form-data; name=\"result_file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n"

@Test(
  "The stand-in reads a body to the letter",
  arguments: [
    FormCase(body: "--b\r\n\(head)x,y\n\r\n--b--\r\n", content: "x,y\n", reason: "as curl writes it"),
    FormCase(body: "--b\r\n\(head)\r\n--b--", content: "", reason: "an empty file"),
    FormCase(body: "--b\r\n\(head)x--b\n-b\r\n-\r\n--b--\r\n", content: "x--b\n-b\r\n-", reason: "near misses of the boundary"),
    FormCase(
      type: "multipart/form-data; boundary=\"b\"", body: "--b\r\n\(head)x\r\n--b--\r\n", content: "x", reason: "a boundary in quotes"),
    FormCase(
      type: "application/json; boundary=b", body: "--b\r\n\(head)x\r\n--b--\r\n",
      flaw: "Content-Type is application/json; boundary=b, expected multipart/form-data", reason: "the vendor's sample as it stands"),
    FormCase(type: "multipart/form-data", body: "", flaw: "Content-Type has no boundary", reason: "no boundary"),
    FormCase(body: "x,y\n", flaw: "the body does not begin with its boundary", reason: "the bare CSV"),
    FormCase(body: "--b\r\n\(head)x\n", flaw: "the body ends without its last boundary", reason: "cut short"),
    FormCase(body: "--b\n\(head)x\n--b--\n", flaw: "the body ends without its last boundary", reason: "bare line feeds"),
    FormCase(
      body: "--b\r\nContent-Type: text/csv\r\n\r\nx\r\n--b--\r\n", flaw: "a part has no Content-Disposition with a name",
      reason: "a part without a name"),
  ])
private func forms(form: FormCase) {
  do throws(MultipartForm.Flaw) {
    let parts = try MultipartForm(contentType: form.type, body: Array(form.body.utf8)).parts
    #expect(parts == form.content.map { [.init(name: "result_file", fileName: "a.csv", content: Array($0.utf8))] })
  } catch {
    #expect(error.sentence == form.flaw)
  }
}

private struct ImportCase: Sendable, CustomTestStringConvertible {
  let csv: String
  var made = 0
  var sentence = ""
  let reason: String
  var testDescription: String { reason }
}

private let header = "firstName,lastName,salutation,cellPhoneNumber,cellPhoneCountryCode,cellPhoneExtension\n"

@Test(
  "The stand-in refuses what the vendor's page forbids, and stores all of a file or nothing",
  arguments: [
    ImportCase(csv: header + "Asha,Rao,Mrs,+919876543210,+91,+\n", made: 1, reason: "a contact"),
    ImportCase(csv: header, made: 0, reason: "nobody"),
    ImportCase(csv: "", sentence: "the file is empty", reason: "nothing"),
    ImportCase(csv: "firstName,lastName\nAsha,Rao\n", sentence: "the column salutation is missing", reason: "columns missing"),
    ImportCase(csv: header + "Asha,Rao\n", sentence: "a row has 2 fields, and the header 6", reason: "a short row"),
    ImportCase(csv: header + "Asha,Rao,Mrs,98765,+91,+\n", sentence: "cellPhoneNumber \"98765\" is no number", reason: "no number"),
    ImportCase(
      csv: header + "Asha,Rao,Mrs,+919876543210,+91,+\nBen,Rao,Mr,+919876543210,+91,+\n",
      sentence: "+919876543210 is associated with a contact already", reason: "one number, two names"),
    ImportCase(
      csv: header + "Asha,Rao,Mrs,+919876543210,+91,\n", sentence: "+919876543210 lacks its cellPhoneCountryCode or its cellPhoneExtension",
      reason: "a required field is empty"),
  ])
private func imports(file: ImportCase) {
  var book = ContactBook(skipsDuplicates: false)
  do throws(ContactBook.Refusal) {
    #expect(try book.add(ContactBook.contacts(inCSV: Array(file.csv.utf8)), account: "").count == file.made)
  } catch {
    #expect(error.sentence == file.sentence)
    #expect(book.contacts.isEmpty)
  }
}

@Test("Pages of the listing are the contacts, each once")
private func pages() throws {
  var book = ContactBook(skipsDuplicates: true)
  let contacts = (0..<25).map { index in
    NewContact(
      firstName: "A", lastName: "B", salutation: "",
      cellPhone: .init(phoneNumber: "+9198765432\(10 + index)", countryCode: "+91", extension: "+"))
  }
  #expect(try book.add(contacts + contacts, account: "a").count == 25, "a number that comes twice is made once")
  var numbers: [String] = []
  var page = book.page(skip: 0, limit: 10)
  numbers += page.results.map(\.cellPhone.phoneNumber)
  while page.hasMore {
    page = book.page(skip: numbers.count, limit: 10)
    numbers += page.results.map(\.cellPhone.phoneNumber)
  }
  #expect(numbers == contacts.map(\.cellPhone.phoneNumber))
  #expect(page.totalPages == 3 && page.totalResults == 25)
}

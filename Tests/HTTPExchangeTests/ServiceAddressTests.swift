import Testing

@testable import HTTPExchange

private struct AddressCase: Sendable, CustomTestStringConvertible {
  let text: String
  var origin: String?
  var error: ServiceAddressError?
  let reason: String
  var testDescription: String { reason }
}

@Test(
  "An address is encrypted, or this machine's",
  arguments: [
    AddressCase(text: "smartassist.kore.ai", origin: "https://smartassist.kore.ai:443", reason: "a host alone"),
    AddressCase(text: "https://Service.Example:8443/", origin: "https://service.example:8443", reason: "an address as it is copied"),
    AddressCase(text: "[2001:db8::1]:8443", origin: "https://[2001:db8::1]:8443", reason: "an IPv6 address"),
    AddressCase(text: "[2001:db8::1]", origin: "https://[2001:db8::1]:443", reason: "an IPv6 address without a port"),
    AddressCase(text: "http://127.0.0.1:8080", origin: "http://127.0.0.1:8080", reason: "this machine"),
    AddressCase(text: "http://localhost", origin: "http://localhost:80", reason: "this machine by name"),
    AddressCase(text: "http://[::1]:1", origin: "http://[::1]:1", reason: "this machine in IPv6"),
    AddressCase(
      text: "http://127.0.0.1.example", error: .notEncrypted("http://127.0.0.1.example"), reason: "a name like this machine's address"),
    AddressCase(text: "http://127.1.1", error: .notEncrypted("http://127.1.1"), reason: "half an address"),
    AddressCase(text: "http://service.example", error: .notEncrypted("http://service.example"), reason: "another machine, unencrypted"),
    AddressCase(text: "ftp://service.example", error: .scheme("ftp://service.example"), reason: "another protocol"),
    AddressCase(text: "service.example:0", error: .notAnAddress("service.example:0"), reason: "no port"),
    AddressCase(text: "service.example/path", error: .notAnAddress("service.example/path"), reason: "a path"),
    AddressCase(text: "user@service.example", error: .notAnAddress("user@service.example"), reason: "a user in front"),
    AddressCase(text: "", error: .notAnAddress(""), reason: "nothing"),
  ])
private func addresses(address: AddressCase) {
  do throws(ServiceAddressError) {
    #expect(try ServiceAddress(address.text).origin == address.origin)
  } catch {
    #expect(error == address.error)
  }
}

@Test("A redirect is followed on the same host alone")
private func redirects() throws {
  let address = try ServiceAddress("service.example")
  #expect(address.path(ofRedirect: "/a?b=c") == "/a?b=c")
  #expect(address.path(ofRedirect: "https://SERVICE.example/a") == "/a")
  #expect(address.path(ofRedirect: "https://service.example:443") == "/")
  for elsewhere in [
    "//other.example/a", "https://other.example/a", "http://service.example/a", "https://service.example:444/a",
    "https://service.example@other.example/a", "https://service.example.other.example/", "a",
  ] {
    #expect(address.path(ofRedirect: elsewhere) == nil, "\(elsewhere)")
  }
}

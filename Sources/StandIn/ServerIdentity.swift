internal import Crypto
internal import SwiftASN1
internal import X509

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A key and a certificate that says of itself that it is this machine's: good for practising, and for a day.
public struct ServerIdentity: Sendable {
  public let certificatePEM: String
  let keyPEM: String

  /// - Parameter now: seconds since 1970.
  public init(now: Int) throws {
    let key = P256.Signing.PrivateKey()
    let name = try DistinguishedName { CommonName("muster stand-in") }
    let start = Date(timeIntervalSince1970: Double(now))
    let certificate = try Certificate(
      version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey), notValidBefore: start - 3600,
      notValidAfter: start + 86_400, issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
      extensions: try Certificate.Extensions {
        Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
        SubjectAlternativeNames([.dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1]))])
      },
      issuerPrivateKey: .init(key))
    certificatePEM = try certificate.serializeAsPEM().pemString + "\n"
    keyPEM = key.pemRepresentation
  }
}

/// How alike two numbers are.
public enum NumberMatch: Sendable, Hashable, Comparable {
  /// One of them is no number.
  case notANumber
  case none
  /// One could be the other written shorter, or without its extension.
  case shortNational
  /// The same, as far as is said: one does not name its calling code.
  case national
  /// The same number.
  case exact

  /// Compares two numbers.
  public init(_ left: PhoneNumber, _ right: PhoneNumber) {
    guard left.extension.isEmpty || right.extension.isEmpty || left.extension == right.extension else {
      self = .none
      return
    }
    let bothNamed = left.callingCode != 0 && right.callingCode != 0
    if !bothNamed || left.callingCode == right.callingCode {
      let other = PhoneNumber(
        callingCode: left.callingCode, nationalNumber: right.nationalNumber, numberOfLeadingZeros: right.numberOfLeadingZeros,
        extension: right.extension)
      if left == other {
        self = bothNamed ? .exact : .national
        return
      }
      let (long, short) = (String(left.nationalNumber), String(right.nationalNumber))
      if long.hasSuffix(short) || short.hasSuffix(long) {
        self = .shortNational
        return
      }
    }
    self = .none
  }

  /// Compares a number with a text, which is read as being of the same region if it does not name its calling code.
  public init(_ number: PhoneNumber, _ text: String, metadata: PhoneMetadata) {
    do {
      self.init(number, try PhoneNumber(parsing: text, region: nil, metadata: metadata))
    } catch .invalidCountryCode {
      do {
        if let region = metadata.mainRegion(ofCallingCode: number.callingCode) {
          let match = NumberMatch(number, try PhoneNumber(parsing: text, region: region, metadata: metadata))
          self = match == .exact ? .national : match
        } else {
          self.init(number, try PhoneNumber(national: text, metadata: metadata))
        }
      } catch {
        self = .notANumber
      }
    } catch {
      self = .notANumber
    }
  }

  /// Compares two texts, neither of which need name its calling code.
  public init(_ left: String, _ right: String, metadata: PhoneMetadata) {
    do {
      self.init(try PhoneNumber(parsing: left, region: nil, metadata: metadata), right, metadata: metadata)
    } catch .invalidCountryCode {
      do {
        self.init(try PhoneNumber(parsing: right, region: nil, metadata: metadata), left, metadata: metadata)
      } catch .invalidCountryCode {
        do {
          self.init(try PhoneNumber(national: left, metadata: metadata), try PhoneNumber(national: right, metadata: metadata))
        } catch {
          self = .notANumber
        }
      } catch {
        self = .notANumber
      }
    } catch {
      self = .notANumber
    }
  }
}

extension PhoneNumber {
  /// Reads the digits of a text without asking any plan; the calling code is 0. For comparing only.
  init(national text: String, metadata: PhoneMetadata) throws(ParseError) {
    let scalars = text.unicodeScalars.map(\.value)
    guard scalars.count <= ScalarBuffer.capacity else { throw .tooLong }
    var digits = NationalDigits()
    let read = try NumberText(scalars.span, tables: metadata.tables, digits: &digits)
    // Texts come here that name no known calling code: a plus promised one.
    guard !read.hasPlus else { throw .invalidCountryCode }
    guard digits.count >= 2 else { throw .tooShortNSN }
    guard digits.count <= 17 else { throw .tooLong }
    self.init(callingCode: 0, digits: &digits, extension: read.extension)
  }
}

internal import Foundation
@testable import PhoneNumbers

/// Upstream's functions by their Python names, on JSON values: what the recorded vectors call.
struct UpstreamFunctions {
  let metadata: PhoneMetadata

  struct UnknownFunction: Error {
    let name: String
  }

  private static let types: [NumberType] = [
    .fixedLine, .mobile, .fixedLineOrMobile, .tollFree, .premiumRate, .sharedCost, .voip, .personalNumber, .pager, .uan, .voicemail,
  ]

  private func type(_ value: Any) -> NumberType {
    let code = value as? Int ?? 99
    return Self.types.indices.contains(code) ? Self.types[code] : .unknown
  }

  private func code(_ type: NumberType) -> Int { Self.types.firstIndex(of: type) ?? 99 }

  private func code(_ possibility: Possibility) -> Int {
    switch possibility {
    case .possible: 0
    case .invalidCountryCode: 1
    case .tooShort: 2
    case .tooLong: 3
    case .possibleLocalOnly: 4
    case .invalidLength: 5
    }
  }

  private func number(_ value: Any) -> PhoneNumber? {
    guard let fields = value as? [String: Any] else { return nil }
    let zeros = fields["ilz"] as? Bool == true ? fields["nlz"] as? Int ?? 1 : 0
    return PhoneNumber(
      callingCode: fields["cc"] as? Int ?? 0, nationalNumber: (fields["nn"] as? NSNumber)?.uint64Value ?? 0, numberOfLeadingZeros: zeros,
      extension: (fields["ext"] as? String).flatMap { PhoneExtension($0) } ?? PhoneExtension())
  }

  private func json(_ number: PhoneNumber?) -> Any {
    guard let number else { return NSNull() }
    var fields: [String: Any] = ["cc": number.callingCode, "nn": NSNumber(value: number.nationalNumber)]
    if number.italianLeadingZero { fields["ilz"] = true }
    if number.numberOfLeadingZeros > 1 { fields["nlz"] = number.numberOfLeadingZeros }
    if !number.extension.isEmpty { fields["ext"] = number.extension.digits }
    return fields
  }

  private func region(_ value: Any?) -> Region? { (value as? String).flatMap { Region($0) } }

  func call(_ function: String, _ arguments: [Any]) throws -> Any {
    let subject = arguments.first.flatMap(number) ?? PhoneNumber(callingCode: 0, nationalNumber: 0)
    let text = arguments.first as? String
    switch function {
    case "can_be_internationally_dialled": return subject.canBeDialledFromAbroad(metadata)
    case "convert_alpha_characters_in_number": return Keypad.digits(for: text ?? "")
    case "format_number": return formatted(subject, arguments[1] as? Int ?? 0)
    case "number_type": return code(subject.type(metadata))
    case "is_valid_number": return subject.isValid(metadata)
    case "format_out_of_country_calling_number":
      return region(arguments[1]).map { subject.dialled(from: $0, metadata) } ?? subject.international(metadata)
    case "parse": return parse(text, arguments)
    case "_extract_possible_number", "_normalize", "normalize_digits_only", "_is_viable_phone_number":
      return grammar(function, text ?? "")
    case "format_national_number_with_carrier_code": return subject.national(metadata, carrierCode: arguments[1] as? String ?? "")
    case "country_code_for_region": return region(text).flatMap { metadata.callingCode(of: $0) } ?? 0
    case "example_number": return json(region(text).flatMap { metadata.exampleNumber(of: $0) })
    case "example_number_for_type": return json(region(text).flatMap { metadata.exampleNumber(of: $0, type: type(arguments[1])) })
    case "example_number_for_code":
      return json(metadata.exampleNumber(ofCallingCode: arguments[0] as? Int ?? 0, type: type(arguments[1])))
    case "invalid_example_number": return json(region(text).flatMap { metadata.invalidExampleNumber(of: $0) })
    case "length_of_geographical_area_code": return subject.areaCodeLength(metadata)
    case "length_of_national_destination_code": return subject.nationalDestinationCodeLength(metadata)
    case "ndd_prefix_for_region":
      guard let prefix = region(text).flatMap({ metadata.nationalPrefix(of: $0) }), !prefix.isEmpty else { return NSNull() }
      return arguments[1] as? Bool == true ? prefix.filter { $0 != "~" } : prefix
    case "national_significant_number": return subject.nationalSignificantNumber
    case "region_code_for_country_code": return metadata.mainRegion(ofCallingCode: arguments[0] as? Int ?? 0)?.code ?? "ZZ"
    case "region_codes_for_country_code": return metadata.regions(ofCallingCode: arguments[0] as? Int ?? 0).map(\.code)
    case "region_code_for_number": return subject.region(metadata).map { $0.code as Any } ?? NSNull()
    case "is_alpha_number": return Keypad.isVanityNumber(text ?? "")
    case "is_nanpa_country": return region(text).map { metadata.regions(ofCallingCode: 1).contains($0) } ?? false
    case "is_possible_number": return subject.possibility(metadata).isPossible
    case "is_possible_number_with_reason": return code(subject.possibility(metadata))
    case "is_possible_number_for_type_with_reason": return code(subject.possibility(as: type(arguments[1]), metadata))
    case "is_possible_number_string":
      let parsed = try? PhoneNumber(parsing: text ?? "", region: region(arguments[1]), metadata: metadata)
      return parsed?.possibility(metadata).isPossible ?? false
    case "is_number_geographical": return subject.isGeographical(metadata)
    case "is_valid_number_for_region": return region(arguments[1]).map { subject.isValid(in: $0, metadata) } ?? false
    case "is_number_match": return match(arguments[0], arguments[1])
    case "truncate_too_long_number": return subject.truncated(metadata) != nil
    default: throw UnknownFunction(name: function)
    }
  }

  private func formatted(_ number: PhoneNumber, _ format: Int) -> String {
    switch format {
    case 0: number.e164
    case 1: number.international(metadata)
    case 2: number.national(metadata)
    default: number.rfc3966(metadata)
    }
  }

  private func parse(_ text: String?, _ arguments: [Any]) -> Any {
    guard let text else { return ["error": "NOT_A_NUMBER"] }
    let keywords = (arguments.last as? [String: Any])?["kw"] as? [String: Any]
    do {
      if keywords?["_check_region"] as? Bool == false { return json(try PhoneNumber(national: text, metadata: metadata)) }
      return json(try PhoneNumber(parsing: text, region: region(arguments[1]), metadata: metadata))
    } catch {
      return ["error": error.name]
    }
  }

  private func grammar(_ function: String, _ text: String) -> Any {
    let scalars = text.unicodeScalars.map(\.value)
    switch function {
    case "_extract_possible_number":
      return PhoneNumbersTests.text(Array(scalars[NumberText.possible(scalars.span, metadata.tables)]))
    case "_is_viable_phone_number": return NumberText.isViable(scalars.span)
    default:
      var digits = NationalDigits()
      NumberText.normalize(scalars.span, &digits)
      return (0..<digits.kept).map { String(digits[$0]) }.joined()
    }
  }

  private func match(_ left: Any, _ right: Any) -> Int {
    let match: NumberMatch =
      switch (number(left), number(right)) {
      case (let left?, let right?): NumberMatch(left, right)
      case (let left?, nil): NumberMatch(left, right as? String ?? "", metadata: metadata)
      case (nil, let right?): NumberMatch(right, left as? String ?? "", metadata: metadata)
      case (nil, nil): NumberMatch(left as? String ?? "", right as? String ?? "", metadata: metadata)
      }
    switch match {
    case .notANumber: return 0
    case .none: return 1
    case .shortNational: return 2
    case .national: return 3
    case .exact: return 4
    }
  }
}

extension PhoneNumber {
  /// Appends `+`, the calling code and the national number (ITU-T E.164), without the extension, in ASCII.
  public func appendE164(to bytes: inout [UInt8]) {
    let upper = nationalNumber / 100_000_000
    guard upper < 100_000_000, numberOfLeadingZeros == 0, 1...999 ~= callingCode else {
      var text = E164Text()
      text.write(self)
      return unsafe text.span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }
    // Eight digits at a time, written whole where they belong: what is too much is written over, or is not counted.
    bytes.append(addingCapacity: 32) { output in
      unsafe output.withUnsafeMutableBufferPointer { room, count in
        let target = UnsafeMutableRawBufferPointer(room)
        unsafe target[count] = UInt8(ascii: "+")
        count += 1
        let code = UInt64(callingCode).eightDigits
        count += unsafe code.store(to: target, at: count, from: code.trailingZeroBitCount / 8)
        let lower = (nationalNumber % 100_000_000).eightDigits
        if upper > 0 {
          let digits = upper.eightDigits
          count += unsafe digits.store(to: target, at: count, from: digits.trailingZeroBitCount / 8)
          count += unsafe lower.store(to: target, at: count, from: 0)
        } else {
          count += unsafe lower.store(to: target, at: count, from: min(lower.trailingZeroBitCount / 8, 7))
        }
      }
    }
  }

  private func appendNational(to bytes: inout [UInt8]) {
    let digits = NationalDigits(self)
    for index in 0..<digits.kept { bytes.append(0x30 + digits[index]) }
  }

  /// `+41446681800`: for storing and comparing; without the extension.
  public var e164: String {
    var bytes: [UInt8] = []
    appendE164(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The national significant number: all digits behind the calling code, leading zeros and all.
  public var nationalSignificantNumber: String {
    var bytes: [UInt8] = []
    appendNational(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `+41 44 668 1800`: for people anywhere (ITU-T E.123), with the extension.
  public func international(_ metadata: PhoneMetadata) -> String {
    let tables = metadata.tables
    guard let plan = tables.mainPlan(callingCode) else { return nationalSignificantNumber }
    return "+\(callingCode) " + grouped(by: internationalFormats(plan), \.template, tables) + suffix(plan, tables)
  }

  /// `044 668 1800`: for people in the same country, with the extension.
  public func national(_ metadata: PhoneMetadata) -> String {
    national(\.nationalTemplate, metadata)
  }

  /// The national format with a carrier's code where the plan has a place for it, as `02234 14 65-4321`.
  public func national(_ metadata: PhoneMetadata, carrierCode: String) -> String {
    guard !carrierCode.isEmpty else { return national(metadata) }
    return national(\.carrierTemplate, metadata, carrierCode: carrierCode)
  }

  private func national(
    _ template: KeyPath<Tables.FormatRecord, UInt16>, _ metadata: PhoneMetadata, carrierCode: String = ""
  ) -> String {
    let tables = metadata.tables
    guard let plan = tables.mainPlan(callingCode) else { return nationalSignificantNumber }
    return grouped(by: plan.formats, template, tables, carrierCode: carrierCode) + suffix(plan, tables)
  }

  /// `tel:+41-44-668-1800`: a link (RFC 3966), with `;ext=`.
  public func rfc3966(_ metadata: PhoneMetadata) -> String {
    let tables = metadata.tables
    guard let plan = tables.mainPlan(callingCode) else { return nationalSignificantNumber }
    let groups = grouped(by: internationalFormats(plan), \.template, tables).unicodeScalars
      .split { NumberText.isPunctuation($0.value) }
      .map(String.init)
    return "tel:+\(callingCode)-" + groups.joined(separator: "-") + (`extension`.isEmpty ? "" : ";ext=" + `extension`.digits)
  }

  /// How to dial the number from `region`: without the calling code where it need not be dialled, else behind the region's
  /// international prefix, or in the international format where there are several and none is preferred.
  public func dialled(from region: Region, _ metadata: PhoneMetadata) -> String {
    let tables = metadata.tables
    guard let from = tables.planIndex(of: region).map(tables.plan) else { return international(metadata) }
    guard let plan = tables.mainPlan(callingCode) else { return nationalSignificantNumber }
    if Int(from.callingCode) == callingCode {
      return (callingCode == 1 ? "1 " : "") + national(metadata)
    }
    let prefix = tables.text(from.dialledPrefix)
    return (prefix.isEmpty ? "+" : prefix + " ") + "\(callingCode) " + grouped(by: internationalFormats(plan), \.template, tables)
      + suffix(plan, tables)
  }

  private func internationalFormats(_ plan: Tables.PlanRecord) -> UInt16 {
    plan.internationalFormats == 0 ? plan.formats : plan.internationalFormats
  }

  private func suffix(_ plan: Tables.PlanRecord, _ tables: Tables) -> String {
    if `extension`.isEmpty { return "" }
    return (plan.extensionPrefix == 0 ? " ext. " : tables.text(plan.extensionPrefix)) + `extension`.digits
  }

  /// The digits as the first format that fits writes them; all in one if none does.
  private func grouped(
    by list: UInt16, _ template: KeyPath<Tables.FormatRecord, UInt16>, _ tables: Tables, carrierCode: String = ""
  ) -> String {
    let digits = NationalDigits(self)
    for index in tables.formatIndices(list) {
      let format = tables.format(index)
      guard Int(format.leastDigits)...Int(max(format.leastDigits, format.mostDigits)) ~= digits.count,
        tables.begins(digits, format.leadingDigitsRoot)
      else { continue }
      let chosen = format[keyPath: template]
      return tables.expanded(chosen == 0 ? format.nationalTemplate : chosen, groups: format.groups, of: digits, carrierCode: carrierCode)
    }
    return nationalSignificantNumber
  }
}

extension Tables {
  /// Whether the digits begin as an automaton of leading digits wants; 0 wants nothing.
  fileprivate func begins(_ digits: NationalDigits, _ root: UInt16) -> Bool {
    var state = Int(root)
    if state == 0 { return true }
    for index in 0..<digits.kept where state != 0 && label(state) == 0 { state = step(state, digits[index]) }
    return label(state) != 0
  }

  /// Writes a template. Each group takes as many digits as it may and the groups behind it can spare, as a greedy matcher would.
  fileprivate func expanded(_ template: UInt16, groups: UInt16, of digits: NationalDigits, carrierCode: String) -> String {
    let bounds = string(groups)
    var starts = [0]
    for group in 0..<bounds.count / 2 {
      let reserved = (group + 1..<bounds.count / 2).reduce(0) { $0 + Int(bounds[2 * $1]) }
      let most = digits.count - (starts.last ?? 0) - reserved
      starts.append((starts.last ?? 0) + min(max(most, 0), Int(bounds[2 * group + 1])))
    }
    var bytes: [UInt8] = []
    let template = string(template)
    for index in template.indices {
      let byte = template[index]
      if byte == 1 {
        bytes.append(contentsOf: carrierCode.utf8)
      } else if byte < 0x80 {
        bytes.append(byte)
      } else if Int(byte & 0x7F) + 1 < starts.count {
        for position in starts[Int(byte & 0x7F)]..<starts[Int(byte & 0x7F) + 1] where position < digits.kept {
          bytes.append(0x30 + digits[position])
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension TablesMemory {
  /// Copies tables and checks that no index in them leads outside. `nil` if one does, or if the form is another.
  convenience init?(checking bytes: Span<UInt8>) {
    let head = 8 + 8 * Tables.Section.allCases.count
    guard bytes.count >= head, bytes.count < 1 << 24 else { return nil }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 64)
    for index in bytes.indices { unsafe memory.storeBytes(of: bytes[index], toByteOffset: index, as: UInt8.self) }
    guard unsafe Tables.areSectionsInside(UnsafeRawPointer(memory), count: bytes.count, head: head) else {
      unsafe memory.deallocate()
      return nil
    }
    unsafe self.init(bytes: memory)
    guard tables.isSound else { return nil }
  }
}

extension Tables {
  fileprivate var isSound: Bool { arePrefixesSound && areRecordsSound && areStringsSound }

  fileprivate static func areSectionsInside(_ base: UnsafeRawPointer, count: Int, head: Int) -> Bool {
    func word(_ offset: Int) -> Int { Int(unsafe base.load(fromByteOffset: offset, as: UInt32.self)) }
    guard word(0) == 0x314E_504D, word(4) == count else { return false }
    for section in Section.allCases {
      let offset = word(8 + 8 * section.rawValue)
      let entries = word(12 + 8 * section.rawValue)
      guard offset >= head, offset % 4 == 0, offset <= count, entries <= (count - offset) / section.stride else { return false }
    }
    return word(12 + 8 * Section.regions.rawValue) == Region.count && word(12 + 8 * Section.codes.rawValue) == 1000
  }

  /// Every target is a state or a tail, every label of a state means something to each kind of automaton that may come upon it.
  private var arePrefixesSound: Bool {
    let states = count(.transitions)
    guard states > 0, count(.labels) == states, count(.reports) > 0, count(.kinds) > 0, count(.lengths) > 0 else { return false }
    for state in 0..<states {
      for digit in UInt8(0)...9 where !isInside(step(state, digit)) { return false }
    }
    for label in 0..<count(.reports) {
      let report = report(label)
      guard Int(max(report.now, report.atEnd)) < count(.cuts) else { return false }
    }
    return (0..<count(.cuts)).allSatisfy { index in
      let cut = cut(UInt8(truncatingIfNeeded: index))
      return cut.copyStart <= cut.copyEnd && cut.copyEnd <= cut.cut && cut.literalCount <= 4 && cut.cut <= 20
    }
  }

  private func isInside(_ target: Int) -> Bool { Self.isTail(target) ? target & 0x7FFF < count(.tails) : target < count(.transitions) }

  private var areRecordsSound: Bool {
    let states = count(.transitions)
    let strings = count(.strings)
    let plans = count(.plans)
    for index in 0..<Region.count {
      if let plan = planIndex(of: Region(index: UInt16(index))), plan >= plans { return false }
    }
    for code in 0..<1000 where codeEntry(code) > count(.codeRecords) { return false }
    for code in 0..<1000 {
      guard let record = codeRecord(code) else { continue }
      guard record.planCount > 0, Int(record.firstPlan) + Int(record.planCount) <= plans, isInside(Int(record.typesRoot)) else {
        return false
      }
      guard labels(from: Int(record.typesRoot)).allSatisfy({ isKindSound($0, plans: Int(record.planCount)) }) else { return false }
    }
    for index in 0..<plans {
      let plan = plan(index)
      guard Int(plan.region) < Region.count, plan.callingCode < 1000, Int(plan.codeRecord) < count(.codeRecords),
        Int(max(plan.generalRoot, plan.internationalPrefixRoot, plan.nationalPrefixRoot, plan.domesticRoot)) < states,
        Int(plan.lengths) < count(.lengths), Int(plan.firstDescription) + Int(plan.descriptionCount) <= count(.descriptions),
        [plan.formats, plan.internationalFormats, plan.extensionPrefix, plan.nationalPrefix, plan.dialledPrefix].allSatisfy({
          Int($0) < strings
        }),
        [plan.internationalPrefixRoot, plan.nationalPrefixRoot].allSatisfy({ root in
          labels(from: Int(root)).allSatisfy { $0 < count(.reports) }
        }),
        [plan.generalRoot, plan.internationalPrefixRoot, plan.nationalPrefixRoot, plan.domesticRoot].allSatisfy({
          !meetsTail(from: Int($0))
        })
      else { return false }
    }
    return true
  }

  /// The labels that can be met from a state or a tail.
  private func labels(from root: Int) -> Set<Int> {
    targets(from: root).reduce(into: []) { labels, target in
      labels.formUnion(Self.isTail(target) ? tail(target).labels : [label(target)])
    }
  }

  /// Whether an automaton comes upon a tail, which only one of types knows what to do with.
  private func meetsTail(from root: Int) -> Bool { targets(from: root).contains(where: Self.isTail) }

  private func targets(from root: Int) -> Set<Int> {
    var seen: Set<Int> = [root]
    var pending = [root]
    while let target = pending.popLast() {
      if Self.isTail(target) { continue }
      for digit in UInt8(0)...9 where seen.insert(step(target, digit)).inserted { pending.append(step(target, digit)) }
    }
    return seen
  }

  private func isKindSound(_ label: Int, plans: Int) -> Bool {
    guard label < count(.kinds) else { return false }
    let kind = kind(label)
    return (Int(kind.rank) < plans || kind.rank == .max) && NumberType(rawValue: kind.type) != nil && Int(kind.validBy) < count(.strings)
  }

  private var areStringsSound: Bool {
    let bytes = count(.strings)
    func isInside(_ offset: UInt16) -> Bool { Int(offset) < bytes && Int(offset) + Int(string(offset).count) < bytes }
    for index in 0..<count(.plans) {
      let plan = plan(index)
      let all = [plan.formats, plan.internationalFormats, plan.extensionPrefix, plan.nationalPrefix, plan.dialledPrefix]
      guard all.allSatisfy(isInside) else { return false }
      guard (formatIndices(plan.formats) + formatIndices(plan.internationalFormats)).allSatisfy({ $0 < count(.formats) }) else {
        return false
      }
      for type in UInt8(0)...255 {
        if let description = description(plan, type), !isInside(description.example) || Int(description.lengths) >= count(.lengths) {
          return false
        }
      }
    }
    for index in 0..<count(.kinds) where !isInside(kind(index).validBy) { return false }
    return (0..<count(.formats)).allSatisfy { index in
      let format = format(index)
      return Int(format.leadingDigitsRoot) < count(.transitions) && !meetsTail(from: Int(format.leadingDigitsRoot))
        && [format.groups, format.template, format.nationalTemplate, format.carrierTemplate].allSatisfy(isInside)
    }
  }
}

internal import CTables

/// What the regions of the world do with particles and letters, from `rules/tables/name-habits.tsv`.
struct NameHabits: Sendable {
  /// The habits of one region, or of none: particles as bits of their number.
  struct Region: Sendable {
    var lowerInside: UInt64 = 0
    var lowerAtHead: UInt64 = 0
    var lowerAfterParticle: UInt64 = 0
    var traits: Traits = []
  }

  struct Traits: OptionSet, Sendable {
    let rawValue: UInt16
    static let turkicI = Traits(rawValue: 1 << 0)
    static let ij = Traits(rawValue: 1 << 1)
    static let macCapital = Traits(rawValue: 1 << 2)
    static let hyphenLower = Traits(rawValue: 1 << 3)
    static let articleLower = Traits(rawValue: 1 << 4)
    static let mixedInitials = Traits(rawValue: 1 << 5)
    static let apostropheCapital = Traits(rawValue: 1 << 6)
    static let apostropheLower = Traits(rawValue: 1 << 7)
    static let familyFirst = Traits(rawValue: 1 << 8)
    static let doubleSurname = Traits(rawValue: 1 << 9)
    /// A family name alone begins with a capital whatever it has behind a first name.
    static let capitalAlone = Traits(rawValue: 1 << 10)
    /// Many names begin with Mc that are no son's: Mchunu, Mcebisi, Mchedlishvili.
    static let mcSmall = Traits(rawValue: 1 << 11)

    fileprivate static let names: [String: Traits] = [
      "turkic-i": .turkicI, "ij": .ij, "mac-capital": .macCapital, "hyphen-lower": .hyphenLower,
      "article-lower": .articleLower, "mixed-initials": .mixedInitials, "apostrophe-capital": .apostropheCapital,
      "apostrophe-lower": .apostropheLower, "family-first": .familyFirst, "double-surname": .doubleSurname,
      "capital-alone": .capitalAlone, "mc-small": .mcSmall,
    ]
  }

  /// Who has a habit, as the table writes it: terms from left to right, the last that fits decides.
  private struct Extent: Sendable {
    enum Who: Sendable { case everyone, unknown, regions(Set<NameRegion>) }
    var terms: [(who: Who, has: Bool)] = []

    func includes(_ region: NameRegion?) -> Bool {
      var answer = false
      for term in terms {
        switch (term.who, region) {
        case (.everyone, _), (.unknown, nil): answer = term.has
        case (.regions(let regions), let region?) where regions.contains(region): answer = term.has
        default: break
        }
      }
      return answer
    }
  }

  /// The particles in the order of their numbers; at most 64.
  private(set) var particles: [String] = []
  private var rows: [(inside: Extent, head: Extent, after: Extent)] = []
  private var traits: [(Traits, Extent)] = []

  static let standard: NameHabits = {
    let bytes = unsafe UnsafeBufferPointer(start: ctables_name_habits, count: ctables_name_habits_size)
    return unsafe NameHabits(tsv: String(decoding: bytes, as: UTF8.self))
  }()

  init(tsv: String) {
    var groups: [Substring: Set<NameRegion>] = [:]
    for columns in tsv.tableRows {
      guard columns.count >= 3 else { continue }
      func extent(_ index: Int) -> Extent {
        index < columns.count ? NameHabits.extent(columns[index], groups: groups) : Extent()
      }
      switch columns[0] {
      case "group":
        groups[columns[1]] = Set(columns[2].spaced.compactMap { NameRegion(alpha2: $0) })
      case "habit":
        if let trait = Traits.names[String(columns[1])] { traits.append((trait, extent(2))) }
      default:
        particles.append(String(columns[1]))
        rows.append((extent(2), extent(3), extent(4)))
      }
    }
    precondition(particles.count <= 64, "a particle is a bit of 64")
  }

  private static func extent(_ text: Substring, groups: [Substring: Set<NameRegion>]) -> Extent {
    var extent = Extent()
    for term in text.spaced {
      let taken = term.hasPrefix("-")
      let name = taken ? term.dropFirst() : term
      let who: Extent.Who =
        switch name {
        case "*": .everyone
        case "?": .unknown
        default: .regions(groups[name] ?? Set(NameRegion(alpha2: name).map { [$0] } ?? []))
        }
      extent.terms.append((who, !taken))
    }
    return extent
  }

  /// The habits of a region. Costs microseconds: kept by the caller.
  func habits(of region: NameRegion?) -> Region {
    var result = Region()
    for (number, row) in rows.enumerated() {
      let bit = UInt64(1) << UInt64(number)
      if row.inside.includes(region) { result.lowerInside |= bit }
      if row.head.includes(region) { result.lowerAtHead |= bit }
      if row.after.includes(region) { result.lowerAfterParticle |= bit }
    }
    for (trait, extent) in traits where extent.includes(region) { result.traits.insert(trait) }
    return result
  }
}

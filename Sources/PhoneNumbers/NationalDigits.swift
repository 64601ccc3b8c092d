internal import CDigits

/// The digits of a number while it is read, as values 0 to 9.
///
/// Keeps the first ``capacity`` and counts the rest: an international prefix, a calling code and the longest national number have fewer,
/// so what lies behind never decides. Taking digits off the front moves ``start``; room before it takes what a transform rule puts there.
struct NationalDigits {
  static let capacity = 32
  private static let room = 16
  private var storage = InlineArray<64, UInt8>(repeating: 0)
  private var start = NationalDigits.room
  private(set) var count = 0

  init() {}

  @inline(__always)
  mutating func append(_ digit: UInt8) {
    if count < NationalDigits.capacity { unsafe storage[unchecked: NationalDigits.room &+ count] = min(digit, 9) }
    count &+= 1
  }

  /// Takes those bytes of a text for which there is a bit, which are digits; there are none yet. What stands behind digits may be written
  /// along behind the last one.
  ///
  /// - Parameter text: has `cdigits_readable` bytes.
  @inline(__always)
  mutating func take(_ digits: UInt32, of text: UnsafePointer<UInt8>) {
    // Sound: behind the room there are 48 bytes of storage, and no bit is above the 31st.
    count = unsafe withUnsafeMutableBytes(of: &storage) { storage in
      guard let target = storage.baseAddress else { return 0 }
      return unsafe cdigits_gather(digits, text, (target + NationalDigits.room).assumingMemoryBound(to: UInt8.self))
    }
  }

  @inline(__always)
  subscript(index: Int) -> UInt8 {
    // Masked to the size of the storage, so that no index leads outside.
    unsafe storage[unchecked: (start &+ index) & 63]
  }

  /// How many are kept.
  @inline(__always)
  var kept: Int { min(count, NationalDigits.room &+ NationalDigits.capacity &- start) }

  @inline(__always)
  mutating func removeFirst(_ number: Int) {
    start &+= number
    count &-= number
  }

  /// Goes through the digits that are kept from the front on, as long as a function wants more of them.
  ///
  /// A loop over `self[index]` would copy all of them for each. Mutating, as what follows, though it changes nothing: digits that are only
  /// lent are copied to be read, and to read across what has just been stored in pieces is to wait for it.
  @inline(__always)
  mutating func forEach(_ body: (_ digit: UInt8) -> Bool) {
    let (start, kept) = (start, kept)
    unsafe withUnsafeMutableBytes(of: &storage) { storage in
      for index in 0..<kept {
        // Masked to the size of the storage, so that no index leads outside.
        guard body(unsafe storage[(start &+ index) & 63]) else { return }
      }
    }
  }

  /// The numbers that the first digit, the first two and the first three are: all that a calling code may be. Of no meaning where there
  /// are fewer.
  @inline(__always)
  var front: (one: Int, two: Int, three: Int) {
    mutating get {
      // Sound: no place is above 60.
      let place = min(start & 63, 60)
      let word = unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.loadUnaligned(fromByteOffset: place, as: UInt32.self) }
        .littleEndian
      let one = Int(word & 0xFF)
      let two = one &* 10 &+ Int(word >> 8 & 0xFF)
      return (one, two, two &* 10 &+ Int(word >> 16 & 0xFF))
    }
  }

  /// With a prefix taken off.
  @inline(__always)
  func applying(_ cut: Tables.Cut) -> NationalDigits {
    var result = self
    result.removeFirst(Int(cut.cut))
    if cut.literalCount != 0 || cut.copyEnd != 0 { result.prepend(cut, from: self) }
    return result
  }

  @inline(never)
  private mutating func prepend(_ cut: Tables.Cut, from original: NationalDigits) {
    // What is copied lies inside of what was cut, so it fits before; a literal has four digits at most, and the room is twice that.
    for index in (Int(cut.copyStart)..<Int(cut.copyEnd)).reversed() { prepend(original[index]) }
    if cut.literalCount > 3 { prepend(cut.literal.3) }
    if cut.literalCount > 2 { prepend(cut.literal.2) }
    if cut.literalCount > 1 { prepend(cut.literal.1) }
    if cut.literalCount > 0 { prepend(cut.literal.0) }
  }

  private mutating func prepend(_ digit: UInt8) {
    guard start > 0 else { return }
    start -= 1
    count += 1
    storage[start] = min(digit, 9)
  }
}

extension NationalDigits {
  /// The digits of a number as it is stored, 20 at most, and its leading zeros, as many as fit before them: a number
  /// that was parsed has 17 digits together.
  @inline(__always)
  init(_ number: PhoneNumber) {
    let lower = number.nationalNumber % 100_000_000
    let upper = number.nationalNumber / 100_000_000
    write(lower, at: 40)
    var digits = 8 - lower.leadingZeroDigits
    if upper > 0 {
      write(upper % 100_000_000, at: 32)
      write(upper / 100_000_000, at: 24)
      digits = upper < 100_000_000 ? 16 - upper.leadingZeroDigits : 24 - (upper / 100_000_000).leadingZeroDigits
    }
    // The bytes before are zeros already.
    digits = max(digits, 1)
    count = digits + min(max(number.numberOfLeadingZeros, 0), NationalDigits.capacity - digits)
    start = 48 - count
  }

  /// Eight digits, as a value below 10⁸.
  @inline(__always)
  private mutating func write(_ value: UInt64, at place: Int) {
    // Eight bytes from `place` on lie inside: the callers say 24, 32 and 40.
    let digits = value.eightDigits.littleEndian
    unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: digits, toByteOffset: place, as: UInt64.self) }
  }

  /// The number that the digits are, read from the first 24 of them.
  @inline(__always)
  var value: UInt64 {
    mutating get {
      let end = start &+ min(kept, 24)
      let count = end &- start
      return unsafe withUnsafeMutableBytes(of: &storage) { bytes in
        let storage = UnsafeRawBufferPointer(bytes)
        let last = unsafe Self.word(endingAt: end, digits: min(count, 8), of: storage)
        guard count > 8 else { return last }
        let middle = unsafe Self.word(endingAt: end &- 8, digits: min(count &- 8, 8), of: storage)
        guard count > 16 else { return middle &* 100_000_000 &+ last }
        let first = unsafe Self.word(endingAt: end &- 16, digits: count &- 16, of: storage)
        return (first &* 100_000_000 &+ middle) &* 100_000_000 &+ last
      }
    }
  }

  /// The number that up to eight digits before `end` are. Reads eight bytes, and blanks those that are not wanted: the room before the
  /// first digit makes sure that they are there.
  @inline(__always)
  private static func word(endingAt end: Int, digits: Int, of storage: UnsafeRawBufferPointer) -> UInt64 {
    let bytes = unsafe storage.loadUnaligned(fromByteOffset: max(end &- 8, 0), as: UInt64.self)
    var value = UInt64(littleEndian: bytes)
    let unwanted = UInt64(8 &* (8 &- digits))
    value = unwanted >= 64 ? 0 : (value >> unwanted) << unwanted
    // Pairs, then fours, then all eight, by multiplying lanes.
    value = value &* 10 &+ value >> 8
    let mask: UInt64 = 0x0000_00FF_0000_00FF
    let upper = (value & mask) &* (100 &+ 1_000_000 << 32)
    let lower = (value >> 16 & mask) &* (1 &+ 10_000 << 32)
    return (upper &+ lower) >> 32
  }

  /// How many zeros stand before the others; the last digit is not among them.
  @inline(__always)
  var leadingZeros: Int {
    mutating get {
      if front.one != 0 { return 0 }
      var zeros = 0
      while zeros < count - 1, self[zeros] == 0 { zeros += 1 }
      return zeros
    }
  }
}

extension NationalDigits {
  /// Writes the digits that are kept in ASCII, and bytes that mean nothing behind them: 32 in all.
  @inline(__always)
  mutating func writeASCII(to target: UnsafeMutableRawBufferPointer, at place: Int) {
    let start = start
    unsafe withUnsafeMutableBytes(of: &storage) { storage in
      for word in 0..<4 {
        // Held back, so that every load lies inside: what is kept ends sixteen bytes before the storage does.
        let from = min((start & 63) &+ 8 &* word, 56)
        let digits = unsafe storage.loadUnaligned(fromByteOffset: from, as: UInt64.self)
        unsafe target.storeBytes(of: digits | 0x3030_3030_3030_3030, toByteOffset: place &+ 8 &* word, as: UInt64.self)
      }
    }
  }
}

extension UInt64 {
  /// The digits of a value below 10⁸, the first in the lowest byte. Splits in halves three times, all lanes of a step at once.
  @inline(__always)
  var eightDigits: UInt64 {
    let fours = self / 10_000 | (self % 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x7F_0000_007F
    let twos = (fours &- hundreds &* 100) << 16 | hundreds
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    return (twos &- tens &* 10) << 8 | tens
  }

  /// Writes eight digits from one of them on in ASCII, and the bytes that are left of eight with zeros. Returns how many digits that is.
  @inline(__always)
  func store(to target: UnsafeMutableRawBufferPointer, at place: Int, from first: Int) -> Int {
    let text = self >> UInt64(8 * first) | 0x3030_3030_3030_3030
    unsafe target.storeBytes(of: text.littleEndian, toByteOffset: place, as: UInt64.self)
    return 8 - first
  }

  /// How many of eight digits are zeros in front.
  @inline(__always)
  fileprivate var leadingZeroDigits: Int {
    let digits = eightDigits
    return digits == 0 ? 8 : digits.trailingZeroBitCount / 8
  }
}

import StrictJSON

/// Makes task ids that look like an example: digits stay digits, letters stay letters, the rest
/// stands as it is. A UUID stays one. No id comes twice before all of that form have come.
///
/// Ids are numbers below some m, each the one before plus a step that is prime to m: such a walk
/// visits every number once before it returns, so uniqueness needs no memory of what was given out.
/// The step is added digit by digit, in the symbols of the id itself: without a division.
struct TaskIDSequence: Sendable {
  /// One place of the form: how many symbols may stand there, and the first of them.
  private struct Place: Sendable {
    var index = 0
    var radix: UInt8
    let firstSymbol: UInt8
    /// The digit of the step there.
    var step: UInt8 = 0
  }

  /// The places that change, the last first.
  private var places: [Place] = []
  /// The latest id. Its fixed characters, and the leading symbols beyond m, are the example's.
  private var text: [UInt8]

  /// - Parameter example: an id as the page shows it, e.g. `4596183399426`; ASCII. Where it has no
  ///   letter or digit at all, 13 digits are made instead.
  init(example: String, seed: UInt64?) {
    let usable = example.utf8.contains { Self.place(for: $0) != nil } ? example : "1000000000000"
    text = Array(usable.utf8)
    var modulus: UInt64 = 1
    // Beyond 2^48 forms the leading symbols stay those of the example.
    let isUUID = Self.isUUID(text)
    for (index, byte) in text.enumerated().reversed() where modulus < 1 << 48 {
      guard var place = Self.place(for: byte) else { continue }
      place.index = index
      if isUUID {
        // Its version and variant (RFC 9562 §4) stay.
        guard index != 14, index != 19 else { continue }
        if !byte.isDigit { place.radix = 6 }
      }
      if index == 0, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
        place = Place(radix: 9, firstSymbol: UInt8(ascii: "1"))
      }
      places.append(place)
      modulus *= UInt64(place.radix)
    }
    var generator = SeededGenerator(seed: seed)
    var step = Self.step(for: modulus, using: &generator)
    var value = UInt64.random(in: 0..<modulus, using: &generator)
    for position in places.indices {
      let radix = UInt64(places[position].radix)
      places[position].step = UInt8(step % radix)
      text[places[position].index] = places[position].firstSymbol + UInt8(value % radix)
      (step, value) = (step / radix, value / radix)
    }
  }

  mutating func next() -> String {
    text.withUnsafeMutableBufferPointer { text in
      places.withUnsafeBufferPointer { places in
        var carry: UInt8 = 0
        for place in places {
          // Below 52, so that nothing overflows.
          var digit = text[place.index] &- place.firstSymbol &+ place.step &+ carry
          carry = digit >= place.radix ? 1 : 0
          digit &-= carry &* place.radix
          text[place.index] = place.firstSymbol &+ digit
        }
      }
    }
    // Up to 15 bytes need no allocation.
    return text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  private static func isUUID(_ bytes: [UInt8]) -> Bool {
    bytes.count == 36
      && bytes.enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : byte.isHexDigit
      }
  }

  private static func place(for byte: UInt8) -> Place? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Place(radix: 10, firstSymbol: UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Place(radix: 26, firstSymbol: UInt8(ascii: "a"))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Place(radix: 26, firstSymbol: UInt8(ascii: "A"))
    default: nil
    }
  }

  /// A step through the numbers below `modulus` that visits them all: one prime to it, near the
  /// golden section, so that neighbours look unrelated.
  private static func step(
    for modulus: UInt64, using generator: inout SeededGenerator
  ) -> UInt64 {
    guard modulus > 2 else { return 1 }
    let golden = UInt64(Double(modulus) * 0.618_033_988_749_895)
    var candidate = max(
      1, golden - golden / 8 + UInt64.random(in: 0...(golden / 4), using: &generator))
    while greatestCommonDivisor(candidate, modulus) != 1 { candidate += 1 }
    return candidate % modulus
  }

  private static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (first, second) = (first, second)
    while second != 0 { (first, second) = (second, first % second) }
    return first
  }
}

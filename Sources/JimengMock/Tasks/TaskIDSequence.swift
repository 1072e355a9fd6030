import StrictJSON

/// Makes task ids that look like an example: digits stay digits, letters stay letters, the rest
/// stands as it is. A UUID stays one. No id comes twice before all of that form have come.
///
/// Ids are numbers below some m, each the one before plus a step that is prime to m: such a walk
/// visits every number once before it returns, so uniqueness needs no memory of what was given out.
struct TaskIDSequence: Sendable {
  /// One place of the form: how many symbols may stand there, and the first of them.
  private struct Place: Sendable {
    let radix: UInt64
    let firstSymbol: UInt8
  }

  /// The characters that change, with their positions, the last first.
  private let places: [(index: Int, place: Place)]
  /// The example, whose fixed characters and leading symbols beyond `modulus` every id shares.
  private let example: [UInt8]
  private let modulus: UInt64
  private let step: UInt64
  private var value: UInt64

  /// - Parameter example: an id as the page shows it, e.g. `4596183399426`; ASCII. Where it has no
  ///   letter or digit at all, 13 digits are made instead.
  init(example: String, seed: UInt64?) {
    let usable = example.utf8.contains { Self.place(for: $0) != nil } ? example : "1000000000000"
    self.example = Array(usable.utf8)
    var places: [(index: Int, place: Place)] = []
    var modulus: UInt64 = 1
    // Beyond 2^48 forms the leading symbols stay those of the example.
    let isUUID = Self.isUUID(self.example)
    for (index, byte) in self.example.enumerated().reversed() where modulus < 1 << 48 {
      guard var place = Self.place(for: byte) else { continue }
      if isUUID {
        // Its version and variant (RFC 9562 §4) stay.
        guard index != 14, index != 19 else { continue }
        if !byte.isDigit { place = Place(radix: 6, firstSymbol: place.firstSymbol) }
      }
      if index == 0, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
        place = Place(radix: 9, firstSymbol: UInt8(ascii: "1"))
      }
      places.append((index, place))
      modulus *= place.radix
    }
    var generator = SeededGenerator(seed: seed)
    self.places = places
    self.modulus = modulus
    step = Self.step(for: modulus, using: &generator)
    value = UInt64.random(in: 0..<modulus, using: &generator)
  }

  mutating func next() -> String {
    // Both are below `modulus`, which is below 2^53.
    value += step
    if value >= modulus { value -= modulus }
    var rest = value
    // Ids of up to 15 bytes need no allocation.
    return String(unsafeUninitializedCapacity: example.count) { bytes in
      _ = bytes.initialize(from: example)
      for (index, place) in places {
        // By a constant where it can be: dividing by a variable takes ten times as long.
        let quotient = place.radix == 10 ? rest / 10 : rest / place.radix
        let digit = rest - quotient * place.radix
        bytes[index] = place.firstSymbol + UInt8(truncatingIfNeeded: digit)
        rest = quotient
      }
      return example.count
    }
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

/// SplitMix64: small, fast, and the same sequence for the same seed everywhere. Not for secrets.
struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// - Parameter seed: nil for a sequence that no other run repeats.
  init(seed: UInt64?) {
    state = seed ?? UInt64.random(in: .min ... .max)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 256 bytes that are no HTTP: the first has its top bit set, which no status line begins with.
  static func noise(seed: UInt64) -> ContiguousArray<UInt8> {
    var generator = SeededGenerator(seed: seed)
    var bytes = ContiguousArray<UInt8>()
    for _ in 0..<32 {
      withUnsafeBytes(of: generator.next().littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes[0] |= 0x80
    return bytes
  }
}

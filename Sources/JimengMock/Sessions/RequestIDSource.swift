import HTTPTransport

/// Makes the ids of `X-Oneapi-Request-Id`: `yyyyMMddHHmmss`, the nanoseconds of the second without
/// leading zeros, and 8 alphanumerics (EVIDENCE.md, section 2). UTC here.
struct RequestIDSource: Sendable {
  private static let alphabet: StaticString =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

  private var generator: SeededGenerator
  private var formattedSecond = Int64.min
  private var secondText = SecondText()

  init(seed: UInt64?) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func next(at now: ServerTime) -> RequestID {
    if now.unixSeconds != formattedSecond {
      formattedSecond = now.unixSeconds
      secondText = Self.format(CivilTime(unixSeconds: now.unixSeconds))
    }
    return RequestID(
      second: secondText, nanoseconds: now.unixNanoseconds, random: generator.next())
  }

  /// `yyyyMMddHHmmss` in the first 14 bytes: held by value, for every request's id has a copy.
  fileprivate typealias SecondText = SIMD16<UInt8>

  private static func format(_ time: CivilTime) -> SecondText {
    var text = ContiguousArray<UInt8>()
    time.appendDigits(to: &text)
    var second = SecondText()
    for index in 0..<min(text.count, secondCount) { second[index] = text[index] }
    return second
  }

  private static let secondCount = 14

  /// One id, spelled out where it is written.
  struct RequestID: Sendable {
    fileprivate let second: SecondText
    fileprivate let nanoseconds: Int
    fileprivate let random: UInt64

    func append(to output: inout ByteBlock) {
      withUnsafeBytes(of: second) { second in
        output.append(second.assumingMemoryBound(to: UInt8.self)[..<secondCount])
      }
      output.append(decimal: nanoseconds)
      output.append(count: 8) { symbols in
        var rest = random
        for index in symbols.indices {
          symbols[index] = RequestIDSource.alphabet.utf8Start[Int(rest % 62)]
          rest /= 62
        }
      }
    }

    var text: String {
      var bytes = ByteBlock()
      append(to: &bytes)
      return bytes.text
    }
  }
}

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

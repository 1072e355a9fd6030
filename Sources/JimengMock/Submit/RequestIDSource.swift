import HTTPTransport

/// Makes the ids of `X-Oneapi-Request-Id`: `yyyyMMddHHmmss`, the nanoseconds of the second without
/// leading zeros, and 8 alphanumerics (the gateway's source; evidence section 2). UTC here.
struct RequestIDSource: Sendable {
  private static let alphabet: StaticString =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

  private var generator: SeededGenerator
  private var formattedSecond = Int64.min
  private var secondText = ContiguousArray<UInt8>()

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

  private static func format(_ time: CivilTime) -> ContiguousArray<UInt8> {
    var text = ContiguousArray<UInt8>()
    text.append(decimal: time.year, width: 4)
    for part in [time.month, time.day, time.hour, time.minute, time.second] {
      text.append(decimal: part, width: 2)
    }
    return text
  }

  /// One id, spelled out where it is written.
  struct RequestID: Sendable {
    fileprivate let second: ContiguousArray<UInt8>
    fileprivate let nanoseconds: Int
    fileprivate let random: UInt64

    func append(to output: inout ContiguousArray<UInt8>) {
      output.append(contentsOf: second)
      output.append(decimal: nanoseconds)
      var rest = random
      withUnsafeTemporaryAllocation(byteCount: 8, alignment: 1) { symbols in
        RequestIDSource.alphabet.withUTF8Buffer { alphabet in
          for index in 0..<8 {
            symbols[index] = alphabet[Int(rest % 62)]
            rest /= 62
          }
        }
        output.append(contentsOf: UnsafeRawBufferPointer(symbols))
      }
    }

    var text: String {
      var bytes = ContiguousArray<UInt8>()
      append(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}

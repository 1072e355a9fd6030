#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How long an answer is held back: WireMock's three distributions, drawn from the session's seed.
enum ScenarioDelay: Equatable, Sendable {
  case fixed(milliseconds: Double)
  case uniform(lowerMilliseconds: Double, upperMilliseconds: Double)
  /// The logarithm of the delay is normal: half of the delays are below the median, a few are long.
  case lognormal(medianMilliseconds: Double, sigma: Double)

  /// Ten minutes: nobody waits longer, and a connection held for ever is a fault's work.
  static let millisecondsMax = 600_000.0
  /// At this spread one delay in six is already 22,000 times the median.
  static let sigmaMax = 10.0

  /// A delay within 0 and ten minutes, to the microsecond.
  func duration(using generator: inout SeededGenerator) -> Duration {
    let milliseconds =
      switch self {
      case .fixed(let milliseconds): milliseconds
      case .uniform(let lower, let upper): lower + (upper - lower) * generator.nextFraction()
      case .lognormal(let median, let sigma): median * exp(sigma * generator.nextNormal())
      }
    return .microseconds(Int64(min(max(milliseconds, 0), Self.millisecondsMax) * 1000))
  }
}

extension SeededGenerator {
  /// Evenly spread over 0 ..< 1. Not `Double.random`, whose sequence may change with the library.
  mutating func nextFraction() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Standard normal, by Box and Muller (1958).
  fileprivate mutating func nextNormal() -> Double {
    let radius = (-2 * log(1 - nextFraction())).squareRoot()
    return radius * cos(2 * .pi * nextFraction())
  }
}

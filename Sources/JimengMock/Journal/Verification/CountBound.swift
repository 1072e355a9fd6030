/// How many requests there must be.
public enum CountBound: Sendable, Equatable {
  /// So many, no more and no less; `.exactly(0)` for none at all.
  case exactly(Int)
  /// So many or more.
  case atLeast(Int)
  /// So many or fewer.
  case atMost(Int)
  /// From the first number to the second, both included.
  case between(Int, Int)

  /// - Parameter range: the fewest and the most that there can have been.
  /// - Returns: nil when that range holds right and wrong counts.
  func isMet(by range: ClosedRange<Int>) -> Bool? {
    let wanted = self.range
    if wanted.contains(range.lowerBound), wanted.contains(range.upperBound) { return true }
    return wanted.overlaps(range) ? nil : false
  }

  /// How many of so many are too many.
  func surplus(of count: Int) -> Int { max(0, count - range.upperBound) }

  /// A lower bound above the upper one stands for neither.
  private var range: ClosedRange<Int> {
    switch self {
    case .exactly(let count): count...count
    case .atLeast(let least): least...Int.max
    case .atMost(let most): min(0, most)...most
    case .between(let least, let most): least...max(least, most)
    }
  }
}

extension CountBound: CustomStringConvertible {
  /// `exactly 1`
  public var description: String {
    switch self {
    case .exactly(let count): "exactly \(count)"
    case .atLeast(let least): "at least \(least)"
    case .atMost(let most): "at most \(most)"
    case .between(let least, let most): "\(least) to \(most)"
    }
  }
}

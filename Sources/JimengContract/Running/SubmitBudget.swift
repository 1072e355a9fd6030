/// How many submits may be billed. Every call that may cost one reserves it before it is sent.
struct SubmitBudget: Sendable {
  /// Still to be spent.
  private(set) var left: Int
  /// Billed so far, as far as the answers tell, also what was not foreseen.
  private(set) var spent = 0

  init(_ submits: Int) {
    left = submits
  }

  /// Takes the price away; false, and nothing is taken, when there is less left.
  @discardableResult
  mutating func reserve(_ price: Int) -> Bool {
    guard price <= left else { return false }
    left -= price
    return true
  }

  /// Gives back what a refusal does not cost.
  /// - Parameter isBilled: true also when no answer came: then nobody knows.
  mutating func settle(_ price: Int, isBilled: Bool) {
    if isBilled {
      spent += max(price, 1)
    } else {
      left += price
    }
  }
}

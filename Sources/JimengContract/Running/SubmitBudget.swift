/// How many submits may be billed. A request that could make a task is counted before it is sent,
/// and taken off again only when its answer proves a refusal.
struct SubmitBudget: Sendable {
  private let submitCountMax: Int
  /// Sent, and not proved to be refused.
  private(set) var spent = 0

  init(_ submitCountMax: Int) {
    self.submitCountMax = submitCountMax
  }

  /// False, and nothing is counted, when the budget is used up.
  mutating func reserve() -> Bool {
    guard spent < submitCountMax else { return false }
    spent += 1
    return true
  }

  /// Gives back what was reserved for a request that certainly made no task.
  mutating func giveBack() { spent -= 1 }
}

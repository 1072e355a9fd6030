import Testing

@testable import JimengContract

@Suite struct SubmitBudgetTests {
  @Test("reserves what is left and no more")
  func reserves() {
    var budget = SubmitBudget(1)
    let answers = [budget.reserve(0), budget.reserve(1), budget.reserve(1), budget.reserve(0)]
    #expect(answers == [true, true, false, true])
    #expect(budget.left == 0)
  }

  @Test("a refusal gives back, a success is spent")
  func settles() {
    var budget = SubmitBudget(2)
    budget.reserve(1)
    budget.settle(1, isBilled: false)
    #expect(budget.left == 2 && budget.spent == 0)
    budget.reserve(1)
    budget.settle(1, isBilled: true)
    #expect(budget.left == 1 && budget.spent == 1)
  }

  @Test("what was to cost nothing and was billed counts as spent")
  func unforeseen() {
    var budget = SubmitBudget(0)
    budget.reserve(0)
    budget.settle(0, isBilled: true)
    #expect(budget.spent == 1 && budget.left == 0)
  }
}

import Testing

@testable import JimengContract

@Suite struct SubmitBudgetTests {
  @Test("reserves what is left and no more")
  func reserves() {
    var budget = SubmitBudget(1)
    let answers = [budget.reserve(), budget.reserve(), budget.reserve()]
    #expect(answers == [true, false, false])
    #expect(budget.spent == 1)
  }

  @Test("with nothing to spend, nothing is reserved")
  func nothing() {
    var budget = SubmitBudget(0)
    let isReserved = budget.reserve()
    #expect(!isReserved && budget.spent == 0)
  }

  @Test("a proved refusal gives back, anything else is spent")
  func givesBack() {
    var budget = SubmitBudget(2)
    _ = budget.reserve()
    budget.giveBack()
    #expect(budget.spent == 0)
    let answers = [budget.reserve(), budget.reserve(), budget.reserve()]
    #expect(answers == [true, true, false] && budget.spent == 2)
  }
}

import OpenAPIContract
import Testing

@testable import JimengMock

@Suite struct ContractUsageTests {
  private func number(_ id: Int, session: String? = nil) -> ContractUsage.RequestNumber {
    ContractUsage.RequestNumber(session: session, id: id)
  }

  @Test("requests of one kind share an entry, and each is counted")
  func kinds() throws {
    var usage = ContractUsage()
    let broken = JournalSample.validation(try JournalSample.violation())
    for (id, validation) in [ValidationResult(), broken, ValidationResult(), broken].enumerated() {
      usage.record(method: "POST", path: "/a", validation: validation, number: number(id + 1))
    }
    usage.record(method: "POST", path: "/b", validation: broken, number: number(1, session: "mine"))
    usage.record(method: "PUT", path: "/a", validation: broken, number: number(5))
    #expect(usage.requestCount == 6 && usage.brokenCount == 4 && usage.unlistedCount == 0)
    #expect(usage.entries.map(\.count) == [2, 2, 1, 1])
    #expect(usage.entries.map(\.isValid) == [true, false, false, false])
    #expect(usage.entries[1].numbers.map(\.description) == ["#2", "#4"])
    #expect(usage.entries[2].numbers.map(\.description) == ["mine#1"])
  }

  @Test("other words, and another number of violations that were not kept, are another kind")
  func differs() throws {
    var usage = ContractUsage()
    var more = JournalSample.validation(try JournalSample.violation())
    more.violationsDropped = 1
    let validations = [
      JournalSample.validation(try JournalSample.violation(actual: "7")),
      JournalSample.validation(try JournalSample.violation(actual: "8")), more,
    ]
    for validation in validations {
      usage.record(method: "POST", path: "/a", validation: validation, number: number(1))
    }
    #expect(usage.entries.map(\.count) == [1, 1, 1])
  }

  @Test("it is bounded, and good requests have their entry all the same")
  func bounds() throws {
    var usage = ContractUsage()
    for id in 1...150 {
      let violation = try JournalSample.violation(actual: "\(id)")
      usage.record(
        method: "POST", path: "/a", validation: JournalSample.validation(violation),
        number: number(id))
    }
    for id in 151...200 {
      usage.record(method: "POST", path: "/a", validation: ValidationResult(), number: number(id))
    }
    #expect(usage.requestCount == 200 && usage.brokenCount == 150)
    #expect(usage.entries.count == 101 && usage.unlistedCount == 50)
    let last = try #require(usage.entries.last)
    #expect(last.isValid && last.count == 50)
    #expect(last.numbers.map(\.id) == Array(151...160))
  }
}

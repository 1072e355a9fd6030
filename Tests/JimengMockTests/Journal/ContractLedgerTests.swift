import OpenAPIContract
import Testing

@testable import JimengMock

@Suite struct ContractLedgerTests {
  private func place(_ id: Int, session: String? = nil) -> LedgerEntry.Place {
    LedgerEntry.Place(session: session, id: id)
  }

  @Test("requests of one kind share an entry, and each is counted")
  func kinds() throws {
    var ledger = ContractLedger()
    let broken = JournalSample.judgement(try JournalSample.violation())
    for (id, judgement) in [ValidationResult(), broken, ValidationResult(), broken].enumerated() {
      ledger.note(method: "POST", path: "/a", judgement: judgement, at: place(id + 1))
    }
    ledger.note(method: "POST", path: "/b", judgement: broken, at: place(1, session: "mine"))
    ledger.note(method: "PUT", path: "/a", judgement: broken, at: place(5))
    #expect(ledger.requestCount == 6 && ledger.brokenCount == 4 && ledger.unlistedCount == 0)
    #expect(ledger.entries.map(\.count) == [2, 2, 1, 1])
    #expect(ledger.entries.map(\.isFine) == [true, false, false, false])
    #expect(ledger.entries[1].places.map(\.description) == ["#2", "#4"])
    #expect(ledger.entries[2].places.map(\.description) == ["mine#1"])
  }

  @Test("other words, and another number of violations that were not kept, are another kind")
  func differs() throws {
    var ledger = ContractLedger()
    var more = JournalSample.judgement(try JournalSample.violation())
    more.violationsDropped = 1
    let judgements = [
      JournalSample.judgement(try JournalSample.violation(actual: "7")),
      JournalSample.judgement(try JournalSample.violation(actual: "8")), more,
    ]
    for judgement in judgements {
      ledger.note(method: "POST", path: "/a", judgement: judgement, at: place(1))
    }
    #expect(ledger.entries.map(\.count) == [1, 1, 1])
  }

  @Test("it is bounded, and good requests have their entry all the same")
  func bounds() throws {
    var ledger = ContractLedger()
    for number in 1...150 {
      let violation = try JournalSample.violation(actual: "\(number)")
      ledger.note(
        method: "POST", path: "/a", judgement: JournalSample.judgement(violation),
        at: place(number))
    }
    for id in 151...200 {
      ledger.note(method: "POST", path: "/a", judgement: ValidationResult(), at: place(id))
    }
    #expect(ledger.requestCount == 200 && ledger.brokenCount == 150)
    #expect(ledger.entries.count == 101 && ledger.unlistedCount == 50)
    let last = try #require(ledger.entries.last)
    #expect(last.isFine && last.count == 50)
    #expect(last.places.map(\.id) == Array(151...160))
  }
}

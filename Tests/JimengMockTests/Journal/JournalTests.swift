import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct JournalTests {
  @Test("numbers its entries from 1, oldest first")
  func order() throws {
    var journal = Journal(session: "s")
    for index in 0..<40 { try journal.submit("\(index)") }
    #expect(journal.map(\.id) == Array(1...40))
    #expect(journal.map(\.body.json) == (0..<40).map { JSONValue.number($0) })
    #expect(journal.evictedCount == 0)
  }

  @Test("lets the oldest go at its bound, and says how many", arguments: [1, 3, 16, 17, 40])
  func countBound(limit: Int) throws {
    var journal = Journal(session: "s", limits: JournalLimits(entryCountMax: limit))
    for index in 1...100 { try journal.submit("\(index)") }
    #expect(journal.map(\.id) == Array((101 - limit)...100))
    #expect(journal.map(\.body.json) == ((101 - limit)...100).map { JSONValue.number($0) })
    #expect(journal.evictedCount == 100 - limit)
  }

  @Test("lets the oldest go when the bytes are too many, and keeps growing afterwards")
  func byteBound() throws {
    var journal = Journal(session: "s", limits: JournalLimits(byteCountMax: 20_000))
    for _ in 0..<12 { try journal.submit() }
    try journal.submit("\"" + String(repeating: "x", count: 15_000) + "\"")
    #expect(journal.byteCount <= 20_000)
    #expect(journal.evictedCount > 0)
    for _ in 0..<50 { try journal.submit() }
    #expect(journal.byteCount <= 20_000)
    #expect(journal.count + journal.evictedCount == 63)
    #expect(journal.last?.id == 63)
    #expect(journal.byteCount == journal.reduce(0) { $0 + $1.byteCost })
  }

  @Test("keeps the newest entry, however large it is")
  func newestStays() throws {
    var journal = Journal(session: "s", limits: JournalLimits(byteCountMax: 10))
    try journal.submit()
    try journal.submit()
    #expect(journal.map(\.id) == [2])
  }

  @Test("keeps nothing when its bound is nothing, and still numbers and counts")
  func nothing() throws {
    var journal = Journal(session: "s", limits: JournalLimits(entryCountMax: 0))
    let validation = JournalSample.validation(try JournalSample.violation())
    #expect(try journal.submit(validation: validation).id == 1)
    #expect(try journal.submit().id == 2)
    #expect(journal.isEmpty)
    #expect(journal.evictedCount == 2)
    #expect(journal.evictedWithViolationsCount == 1)
  }

  @Test("keeps the beginning of a long body, and its whole length")
  func longBody() throws {
    let limits = JournalLimits(bodyBytesMax: 10, answerBytesMax: 5)
    var journal = Journal(session: "s", limits: limits)
    try journal.submit("\"0123456789\"")
    let entry = try #require(journal.first)
    #expect(entry.json["body"] == "\"012345678")
    #expect(entry.json["bodyKind"] == "text")
    #expect(entry.json["bodyBytes"] == 12)
    #expect(entry.json["bodyTruncated"] == true)
    #expect(entry.json["responseTruncated"] == true)
    #expect(entry.json["response"] == "{\"cod")
  }

  @Test("keeps a copy as it was when the journal goes on")
  func copy() throws {
    var journal = Journal(session: "s", limits: JournalLimits(entryCountMax: 1))
    try journal.submit("\"old\"")
    let copy = journal
    try journal.submit("\"new\"")
    #expect(copy.first?.body.json == "old")
    #expect(journal.first?.body.json == "new")
  }

  @Test("learns how an answer ended")
  func conclude() throws {
    var journal = Journal(session: "s")
    let ticket = try journal.submit()
    journal.conclude(ticket, .clientGone, bytesWritten: 17, at: 1_500_000)
    let json = try #require(journal.first).json
    #expect(json["outcome"] == "client-gone")
    #expect(json["bytesWritten"] == 17)
    #expect(json["durationMilliseconds"]?.number?.text == "1.500")
  }

  @Test("does not mistake a new entry for one that was forgotten")
  func staleTicket() throws {
    var journal = Journal(session: "s", limits: JournalLimits(entryCountMax: 1))
    let evicted = try journal.submit()
    try journal.submit()
    journal.conclude(evicted, .reset, bytesWritten: 1, at: 1)
    #expect(journal.first?.outcome == .answered)
    journal.removeAll(at: 0)
    try journal.submit()
    #expect(journal.first?.id == 1)
    journal.conclude(evicted, .reset, bytesWritten: 1, at: 1)
    #expect(journal.first?.outcome == .answered)
  }

  @Test("starts anew when it is reset")
  func reset() throws {
    var journal = Journal(session: "s", limits: JournalLimits(entryCountMax: 1))
    try journal.submit()
    try journal.submit()
    journal.removeAll(at: 0)
    #expect(journal.isEmpty)
    #expect(journal.evictedCount == 0)
    #expect(journal.byteCount == 0)
    #expect(journal.nextID == 1)
  }

  @Test("finds an entry by its number, while it has it")
  func find() throws {
    var journal = Journal(session: "s", limits: JournalLimits(entryCountMax: 2))
    for _ in 0..<3 { try journal.submit() }
    #expect(journal.entry(1)?.id == nil)
    #expect(journal.entry(2)?.id == 2)
    #expect(journal.entry(4)?.id == nil)
    #expect(journal.entry(-1)?.id == nil)
  }
}

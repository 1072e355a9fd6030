import Testing

@testable import JimengMock

@Suite struct JournalSnapshotTests {
  @Test("reads as a line for each request, and one for each thing that is wrong with it")
  func reads() throws {
    #expect(
      try JournalSnapshot(VerificationTests.journal()).description == """
        #1 POST /jimeng/submit/videos → 400
           violation: /duration: 7 is not 5, 10
        #2 POST /jimeng/submit/videos → 200
        #3 POST /jimeng/submit/videos → 200
        #4 GET /jimeng/fetch/1 → 200
        #5 GET /jimeng/fetch/2 → 200
        """)
    #expect(JournalSnapshot().description == "no requests")
  }

  @Test("of many requests it shows the newest, and how many were before")
  func bounded() throws {
    var limits = JournalLimits.default
    limits.entryCountMax = 25
    var journal = Journal(session: "s", limits: limits)
    for number in 1...30 { try journal.fetch("\(number)") }
    let lines = JournalSnapshot(journal).description.split(separator: "\n")
    #expect(lines.count == 21 && lines.first == "… and 10 before")
    #expect(lines.last == "#30 GET /jimeng/fetch/30 → 200")
  }
}

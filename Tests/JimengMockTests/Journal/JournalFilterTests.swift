import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct JournalFilterTests {
  /// 1 submit refused · 2 submit · 3 fetch · 4 fetch of another · 5 submit by scenario
  static func journal() throws -> Journal {
    var journal = Journal(session: "s")
    let validation = JournalSample.validation(try JournalSample.violation())
    try journal.submit(validation: validation, status: 400)
    try journal.submit()
    try journal.fetch("1")
    try journal.fetch("2")
    journal.append(
      JournalExchange(
        connection: 1, time: 0, scenario: AppliedScenario(name: "slow", source: .queue)),
      request: try JournalSample.request(), answer: JournalSample.answer())
    return journal
  }

  static let queries: [(String, [Int])] = [
    ("", [1, 2, 3, 4, 5]), ("method=GET", [3, 4]), ("method=get", [3, 4]), ("method=PUT", []),
    ("path=/jimeng/submit/videos", [1, 2, 5]), ("path=/jimeng", []),
    ("path=%2Fjimeng%2Ffetch%2F1", [3]), ("pathPrefix=/jimeng/fetch/", [3, 4]),
    ("status=400", [1]), ("violations=true", [1]), ("violations=false", [2, 3, 4, 5]),
    ("scenario=slow", [5]), ("since=3", [4, 5]), ("since=0&limit=2", [1, 2]), ("limit=2", [4, 5]),
    ("since=9223372036854775807", []), ("method=POST&violations=false&limit=1", [5]),
  ]

  @Test("admits what the query asks for", arguments: queries)
  func filters(query: String, ids: [Int]) throws {
    let journal = try Self.journal()
    #expect(journal.matches(try JournalFilter(query: query)) == ids)
  }

  @Test("knows a path by what it was served as, however needlessly it was encoded")
  func encodedPath() throws {
    var journal = Journal(session: "s")
    journal.append(
      JournalExchange(connection: 1, time: 0, pathPrefixCount: "/session/a".utf8.count),
      request: try JournalSample.request("POST", "/session/a/jimeng/submit/%76ide%6Fs?a=%76"),
      answer: JournalSample.answer())
    journal.append(
      JournalExchange(connection: 1, time: 0),
      request: try JournalSample.request("GET", "/a%2Fb%zz%7"), answer: JournalSample.answer())
    for query in ["path=/jimeng/submit/videos", "path=/jimeng/submit/%2576ideos"] {
      #expect(journal.matches(try JournalFilter(query: query)) == [1])
    }
    #expect(journal.matches(try JournalFilter(query: "pathPrefix=/jimeng/submit/v")) == [1])
    #expect(journal.matches(try JournalFilter(query: "path=/a%252Fb%25zz%257")) == [2])
    for path in ["/jimeng/submit/videos", "/jimeng/submit/v%69deos", "/jimeng/{a}/videos"] {
      #expect(try VerificationTests.check(#"{"path":"\#(path)","exactly":1}"#, journal).isMet)
    }
    let json = try #require(journal.first).json
    #expect(json["path"] == "/jimeng/submit/videos")
    #expect(json["target"] == "/session/a/jimeng/submit/%76ide%6Fs?a=%76")
  }

  static let refusals: [(String, JournalFilterError)] = [
    ("methods=GET", .unknownParameter("methods")),
    (
      "status=1&status=2",
      .badValue(parameter: "status", expected: "a whole number from 100 to 599")
    ),
    ("limit=1&limit=2", .repeatedParameter("limit")),
    ("limit=0", .badValue(parameter: "limit", expected: "a whole number from 1")),
    ("since=%2B1", .badValue(parameter: "since", expected: "a whole number from 0")),
    (
      "since=99999999999999999999", .badValue(parameter: "since", expected: "a whole number from 0")
    ),
    ("violations=yes", .badValue(parameter: "violations", expected: "true or false")),
    (
      "path=/a&pathPrefix=/a",
      .badValue(parameter: "pathPrefix", expected: "left out when there is a path")
    ),
  ]

  @Test("refuses a query that would silently ask for something else", arguments: refusals)
  func refuses(query: String, error: JournalFilterError) {
    #expect(throws: error) { try JournalFilter(query: query) }
  }

  @Test("lists requests and how many have gone")
  func list() throws {
    var journal = Journal(session: "s", limits: JournalLimits(entryCountMax: 1))
    try journal.submit()
    try journal.submit()
    let json = journal.json()
    #expect(json["requests"]?.array?.count == 1)
    #expect(json["requests"]?.array?.first?["id"] == 2)
    #expect(json["evicted"] == 1)
  }
}

import StrictJSON
import Testing

@testable import JimengMock

/// Which request a failed verification shows, and how it says what is wrong with it.
@Suite struct ClosestRequestTests {
  struct Vector: CustomTestStringConvertible {
    let what: String
    let expected: String
    /// The bodies of the requests, oldest first.
    let sent: [String]
    let closest: Int
    let differences: [String]
    var testDescription: String { what }
  }

  static let bodies = [
    Vector(
      what: "a list that is nearly right before none",
      expected: #"{"extra":{"a":[1,2,{"x":1}]}}"#,
      sent: [#"{"extra":{"a":[1,2,{"x":9,"y":2}]}}"#, #"{"prompt":"a"}"#], closest: 1,
      differences: ["/body/extra/a/2/x: expected 1, was 9"]),
    Vector(
      what: "a list that is all wrong before none", expected: #"{"a":[1,2]}"#,
      sent: [#"{"a":[3,4]}"#, "{}"], closest: 1,
      differences: ["/body/a/0: expected 1, was 3", "/body/a/1: expected 2, was 4"]),
    Vector(
      what: "an empty object before none", expected: #"{"a":{"b":1,"c":2}}"#,
      sent: [#"{"a":{}}"#, "{}"], closest: 1,
      differences: [
        "/body/a/b: expected 1, was missing", "/body/a/c: expected 2, was missing",
      ]),
    Vector(
      what: "a wrong value before none", expected: #"{"a":1}"#, sent: [#"{"a":2}"#, "{}"],
      closest: 1, differences: ["/body/a: expected 1, was 2"]),
    Vector(
      what: "of two that lack as much, the later", expected: #"{"a":1,"b":2}"#,
      sent: [#"{"a":1}"#, #"{"b":2}"#], closest: 2,
      differences: ["/body/a: expected 1, was missing"]),
    Vector(
      what: "a list that is too long", expected: #"{"a":[1,{"x":1}]}"#,
      sent: [#"{"a":[1,{"x":2},3]}"#], closest: 1,
      differences: [
        "/body/a/length: expected 2, was 3", "/body/a/1/x: expected 1, was 2",
      ]),
    Vector(
      what: "a list that is too short", expected: #"{"a":[1,2]}"#, sent: [#"{"a":[5]}"#],
      closest: 1,
      differences: [
        "/body/a/length: expected 2, was 1", "/body/a/0: expected 1, was 5",
        "/body/a/1: expected 2, was missing",
      ]),
    Vector(
      what: "the shorter of two surpluses", expected: #"{"a":[1]}"#,
      sent: [#"{"a":[1,2]}"#, #"{"a":[1,2,3]}"#], closest: 1,
      differences: ["/body/a/length: expected 1, was 2"]),
    Vector(
      what: "no list at all", expected: #"{"a":[1]}"#, sent: [#"{"a":"1"}"#], closest: 1,
      differences: [#"/body/a: expected [1], was "1""#]),
    Vector(
      what: "lists in lists", expected: #"{"a":[[1,2],[]]}"#, sent: [#"{"a":[[1,3],[4]]}"#],
      closest: 1,
      differences: [
        "/body/a/0/1: expected 2, was 3", "/body/a/1/length: expected 0, was 1",
      ]),
  ]

  @Test(
    "shows the request that lacks least, and every place in which it differs", arguments: bodies)
  func body(vector: Vector) throws {
    var journal = Journal(session: "s")
    for body in vector.sent { try journal.submit(body) }
    let result = try VerificationTests.check(#"{"body":\#(vector.expected)}"#, journal)
    #expect(result.verdict == .unmet)
    #expect(result.closest?.id == vector.closest)
    #expect(result.differences.map(\.description) == vector.differences)
  }

  @Test("an object in a list may have more members, and the list has its length")
  func listItems() throws {
    var journal = Journal(session: "s")
    try journal.submit(#"{"a":[1,{"x":1,"y":2}]}"#)
    #expect(try VerificationTests.check(#"{"body":{"a":[1,{"x":1}]}}"#, journal).isMet)
    #expect(try VerificationTests.check(#"{"body":{"a":[1.0,{}]}}"#, journal).isMet)
    #expect(try !VerificationTests.check(#"{"body":{"a":[1]}}"#, journal).isMet)
  }

  @Test(
    "of requests that are too many none differs: those beyond the count are shown",
    arguments: [
      (#""exactly":2"#, [3]), (#""atMost":1"#, [2, 3]), (#""atMost":0"#, [1, 2, 3]),
      (#""atLeast":1,"atMost":2"#, [3]),
    ])
  func surplus(count: String, surplus: [Int]) throws {
    let result = try VerificationTests.check(
      #"{"method":"POST",\#(count)}"#, VerificationTests.journal())
    #expect(result.verdict == .unmet)
    #expect(result.json["matched"] == [1, 2, 3])
    #expect(result.json["closest"] == .null)
    #expect(result.json["differences"] == [])
    #expect(result.json["surplus"]?.array?.compactMap { $0["id"]?.number?.int } == surplus)
    let lines = surplus.map {
      "one too many: request \($0), POST /jimeng/submit/videos → \($0 == 1 ? 400 : 200)"
    }
    #expect("\(result)".split(separator: "\n").dropFirst().map(String.init) == lines)
  }

  @Test("shows so many of too many, and counts the rest")
  func boundedSurplus() throws {
    var journal = Journal(session: "s")
    for _ in 0..<50 { try journal.submit() }
    let result = try VerificationTests.check(#"{"exactly":0}"#, journal)
    #expect(result.json["surplus"]?.array?.count == 10)
    #expect("\(result)".hasSuffix("\nand 40 more"))
  }

  @Test("a request that would be right in another place is told as that")
  func order() throws {
    var journal = Journal(session: "s")
    try journal.submit(#"{"duration":5}"#)
    try journal.submit(#"{"duration":10}"#)
    try journal.fetch()
    let result = try VerificationTests.check(
      #"{"order":[{"body":{"duration":10}},{"body":{"duration":5}}]}"#, journal)
    #expect(result.closest?.id == 1)
    #expect(
      "\(result)" == """
        order: no request after request 2 is number 2, any method any path with body \
        {"duration":5}; request 1 is, and came before it
        closest: request 1, POST /jimeng/submit/videos → 200
          /id: expected "greater than 2", was 1
        """)
  }

  @Test("a request that already has its place in the order is not asked to have another")
  func usedInOrder() throws {
    var journal = Journal(session: "s")
    try journal.submit(#"{"duration":5}"#)
    let twice = #"{"order":[{"body":{"duration":5}},{"body":{"duration":5}}]}"#
    #expect(try VerificationTests.check(twice, journal).closest == nil)
    try journal.submit(#"{"duration":10}"#)
    let result = try VerificationTests.check(twice, journal)
    #expect(result.closest?.id == 2)
    #expect(result.differences.map(\.description) == ["/body/duration: expected 5, was 10"])
  }
}

import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct VerificationTests {
  /// 1 refused · 2, 3 accepted · 4, 5 fetches
  static func journal(limits: JournalLimits = .default) throws -> Journal {
    var journal = Journal(session: "s", limits: limits)
    let validation = JournalSample.validation(try JournalSample.violation())
    try journal.submit(
      #"{"prompt":"a cat","duration":7}"#, validation: validation, status: 400)
    try journal.submit(#"{"prompt":"a cat","duration":5,"extra":{"a":1,"b":[1,2]}}"#)
    try journal.submit(#"{"prompt":"a dog","duration":10}"#)
    try journal.fetch("1")
    try journal.fetch("2")
    return journal
  }

  static func check(
    _ text: String, _ journal: Journal, unused: [String] = []
  ) throws -> VerificationResult {
    try VerificationReader.read(JSONNode.read(text.utf8)).check(journal, unusedScenarios: unused)
  }

  static let whole: [(String, VerificationResult.Verdict)] = [
    (#"{"method":"POST","exactly":3}"#, .met), (#"{"method":"post","exactly":3}"#, .met),
    (#"{"method":"POST","exactly":2}"#, .unmet), (#"{"exactly":5}"#, .met),
    (#"{"method":"POST","atLeast":3,"atMost":3}"#, .met), (#"{"method":"PUT","exactly":0}"#, .met),
    (#"{"method":"PUT","atMost":0}"#, .met), (#"{"method":"POST","atMost":2}"#, .unmet),
    (#"{"method":"PUT"}"#, .unmet), (#"{"path":"/jimeng/submit/videos"}"#, .met),
    (#"{"path":"/jimeng/submit"}"#, .unmet),
    (#"{"path":"/jimeng/fetch/{task_id}","exactly":2}"#, .met),
    (#"{"status":400,"exactly":1}"#, .met),
    (#"{"headers":{"content-TYPE":"application/json"},"exactly":5}"#, .met),
    (#"{"headers":{"Content-Type":"text/plain"}}"#, .unmet),
    (#"{"headers":{"Host":true,"Authorization":false},"exactly":5}"#, .met),
    (#"{"headers":{"Host":false}}"#, .unmet),
    (#"{"body":{"prompt":"a cat"},"exactly":2}"#, .met),
    (#"{"body":{"duration":5.0},"exactly":1}"#, .met),
    (#"{"body":{"extra":{"a":1}},"exactly":1}"#, .met),
    (#"{"body":{"extra":{"b":[1,2]}},"exactly":1}"#, .met),
    (#"{"body":{"extra":{"b":[1]}}}"#, .unmet), (#"{"body":{"extra":{"b":[2,1]}}}"#, .unmet),
    (#"{"body":{"duration":"5"}}"#, .unmet), (#"{"body":{},"exactly":3}"#, .met),
    (#"{"body":{"prompt":null}}"#, .unmet), (#"{"noViolations":true}"#, .unmet),
    (#"{"body":{"duration":5},"noViolations":true}"#, .met),
    (#"{"body":{"duration":7},"noViolations":true}"#, .unmet),
    (#"{"method":"PUT","noViolations":true}"#, .met),
    (#"{"order":[{"method":"POST"},{"method":"GET"}]}"#, .met),
    (#"{"order":[{"method":"GET"},{"method":"POST"}]}"#, .unmet),
    (#"{"order":[{"status":400},{"body":{"prompt":"a dog"}},{"path":"/jimeng/fetch/2"}]}"#, .met),
    (#"{"order":[{"method":"GET"},{"method":"GET"},{"method":"GET"}]}"#, .unmet),
    (#"{"queueUsed":true}"#, .met), (#"{"queueUsed":true,"exactly":4}"#, .unmet),
  ]

  @Test("judges what is recorded whole", arguments: whole)
  func verdict(text: String, verdict: VerificationResult.Verdict) throws {
    #expect(try Self.check(text, Self.journal()).verdict == verdict)
  }

  /// Of the journal above, only 4 and 5 are left, or 3, 4 and 5.
  static let afterEviction: [(Int, String, VerificationResult.Verdict)] = [
    (2, #"{"method":"GET","atLeast":2}"#, .met), (2, #"{"method":"GET","exactly":2}"#, .unknown),
    (2, #"{"method":"GET","atMost":1}"#, .unmet), (2, #"{"method":"GET","atMost":4}"#, .unknown),
    (2, #"{"method":"GET","atMost":5}"#, .met), (2, #"{"method":"POST","exactly":3}"#, .unknown),
    (2, #"{"method":"POST","exactly":0}"#, .unknown),
    (2, #"{"method":"POST","exactly":4}"#, .unmet),
    (2, #"{"method":"GET","atLeast":6}"#, .unmet), (2, #"{"noViolations":true}"#, .unmet),
    (2, #"{"method":"GET","noViolations":true}"#, .unknown),
    (2, #"{"order":[{"method":"GET"},{"method":"GET"}]}"#, .met),
    (2, #"{"order":[{"method":"POST"},{"method":"GET"}]}"#, .unknown),
    (2, #"{"order":[{"status":100},{"status":100},{"status":100},{"status":100}]}"#, .unmet),
    (3, #"{"order":[{"path":"/jimeng/fetch/2"},{"method":"POST"}]}"#, .unknown),
    (
      3, #"{"order":[{"method":"POST"},{"method":"POST"},{"method":"POST"},{"method":"POST"}]}"#,
      .unmet
    ),
    (2, #"{"queueUsed":true}"#, .met),
  ]

  @Test(
    "does not know what evicted requests would have changed, and only that",
    arguments: afterEviction)
  func evicted(limit: Int, text: String, verdict: VerificationResult.Verdict) throws {
    let journal = try Self.journal(limits: JournalLimits(entryCountMax: limit))
    #expect(try Self.check(text, journal).verdict == verdict)
  }

  @Test("agrees with the whole record whenever it is sure", arguments: 0..<200)
  func sound(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var whole = Journal(session: "s")
    var part = Journal(
      session: "s",
      limits: JournalLimits(entryCountMax: Int.random(in: 1...6, using: &generator)))
    for _ in 0..<Int.random(in: 0...8, using: &generator) {
      let status = [200, 400, 429].randomElement(using: &generator) ?? 200
      let broken = try JournalSample.violation()
      let validation = status == 400 ? JournalSample.validation(broken) : ValidationResult()
      try whole.submit(validation: validation, status: status)
      try part.submit(validation: validation, status: status)
    }
    var verification = Verification()
    verification.pattern.status = [nil, 200, 400].randomElement(using: &generator) ?? nil
    verification.hasNoViolations = Bool.random(using: &generator)
    let count = Int.random(in: 0...6, using: &generator)
    verification.count =
      [nil, .exactly(count), .atLeast(count), .atMost(count)].randomElement(using: &generator)
      ?? nil
    verification.order = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
      RequestPattern(status: [200, 400, 429].randomElement(using: &generator) ?? 200)
    }
    let told = verification.check(part).verdict
    #expect(told == .unknown || told == verification.check(whole).verdict)
    if part.evictedCount == 0 { #expect(told != .unknown) }
  }

  @Test("does not know what stood in a body that was too large to keep")
  func largeBody() throws {
    let limits = JournalLimits(bodyBytesMax: 20)
    let journal = try Self.journal(limits: limits)
    #expect(try Self.check(#"{"body":{"prompt":"a cat"}}"#, journal).verdict == .unknown)
    #expect(try Self.check(#"{"method":"PUT","body":{"prompt":1}}"#, journal).verdict == .unmet)
    #expect(try Self.check(#"{"method":"POST","exactly":3}"#, journal).verdict == .met)
    let order = #"{"order":[{"body":{"prompt":"a cat"}},{"method":"GET"}]}"#
    #expect(try Self.check(order, journal).verdict == .unknown)
  }

  @Test("names the closest request and every field in which it differs")
  func closest() throws {
    let result = try Self.check(
      #"{"method":"POST","status":200,"body":{"prompt":"a cat","duration":10,"cfg_scale":0.5}}"#,
      try Self.journal())
    #expect(result.json["result"] == "unmet")
    #expect(result.status.code == 422)
    #expect(result.json["closest"]?["id"] == 3)
    #expect(
      result.differences == [
        Difference(JSONPointer(tokens: ["body", "prompt"]), expected: "a cat", actual: "a dog"),
        Difference(
          JSONPointer(tokens: ["body", "cfg_scale"]), expected: .number(try half), actual: nil),
      ])
    #expect(
      "\(result)" == """
        expected at least 1 of POST any path with body \
        {"prompt":"a cat","duration":10,"cfg_scale":0.5} answered 200, found 0 among 5 recorded
        closest: request 3, POST /jimeng/submit/videos → 200
          /body/prompt: expected "a cat", was "a dog"
          /body/cfg_scale: expected 0.5, was missing
        """)
  }

  private var half: JSONNumber { get throws { try #require(JSONNumber("0.5")) } }

  @Test("tells of an order that is broken where it breaks")
  func orderMiss() throws {
    let result = try Self.check(
      #"{"order":[{"path":"/jimeng/fetch/2"},{"path":"/jimeng/fetch/1"}]}"#, try Self.journal())
    #expect(result.closest?.id == 4)
    #expect(
      result.differences == [
        Difference(JSONPointer(tokens: ["id"]), expected: "greater than 5", actual: 4)
      ])
  }

  @Test("names the queued scenarios that nobody used")
  func queue() throws {
    let result = try Self.check(
      #"{"queueUsed":true}"#, try Self.journal(), unused: ["slow", "panic"])
    #expect(result.verdict == .unmet)
    #expect(result.json["message"] == "queued and not used: slow, panic")
  }

  @Test("tells every check that failed, and the doubt of none")
  func several() throws {
    let result = try Self.check(
      #"{"method":"POST","exactly":3,"order":[{"method":"GET"}],"queueUsed":true}"#,
      try Self.journal(limits: JournalLimits(entryCountMax: 2)), unused: ["slow"])
    #expect(result.json["result"] == "unmet")
    #expect(result.json["message"] == "queued and not used: slow")
  }

  @Test("finds no request closest where there is none")
  func emptyJournal() throws {
    let result = try Self.check(#"{"method":"POST"}"#, Journal(session: "s"))
    #expect(result.json["closest"] == .null)
    #expect(result.json["differences"] == [])
    #expect(try Self.check(#"{"exactly":0}"#, Journal(session: "s")).json["result"] == "met")
  }

  @Test("compares names by code point, and large objects by a table")
  func objects() {
    var comparison = SubsetComparison()
    comparison.compare(["\u{E9}": 1], ["e\u{301}": 1], at: .root)
    #expect(comparison.differences.count == 1)
    let large = JSONObject(
      members: (0..<50).map { JSONObject.Member(name: "\($0)", value: .number($0)) })
    comparison = SubsetComparison()
    comparison.compare(
      .object(large), .object(JSONObject(members: large.members.reversed())), at: .root)
    #expect(comparison.differences.isEmpty)
    comparison.compare(
      .object(large), .object(JSONObject(members: large.members.dropLast())), at: .root)
    #expect(comparison.differences.map(\.pointer) == [JSONPointer(tokens: ["49"])])
  }

  @Test("tells a huge value by its beginning")
  func bounded() {
    let text = JSONValue.string(String(repeating: "x", count: 100_000))
    let difference = Difference(.root, expected: 1, actual: text)
    #expect(JSONWriter.string(difference.json).utf8.count < 2000)
  }
}

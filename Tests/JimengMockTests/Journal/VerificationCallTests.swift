import StrictJSON
import Testing

@testable import JimengMock

/// Verifications that are asked for in Swift, of the same journal as those in JSON.
@Suite struct VerificationCallTests {
  private static let submit = "/jimeng/submit/videos"

  private static func check(
    _ method: String = "POST", _ path: String = submit, body: [String: any Encodable]? = nil,
    status: Int? = nil, count: CountBound = .atLeast(1)
  ) throws -> VerificationResult {
    try Verification(method: method, path: path, body: body, status: status, count: count)
      .check(VerificationTests.journal())
  }

  @Test("looks for method, path, body and status, each by itself and together")
  func parts() throws {
    #expect(try Self.check(count: .exactly(3)).matched == [1, 2, 3])
    #expect(try Self.check("post", count: .exactly(2)).verdict == .unmet)
    #expect(try Self.check("GET", "/jimeng/fetch/{task_id}", count: .exactly(2)).matched == [4, 5])
    #expect(try Self.check("GET", "/jimeng/fetch/2").matched == [5])
    #expect(try Self.check(status: 400, count: .atMost(1)).matched == [1])
    #expect(try Self.check(body: ["prompt": "a cat"], count: .between(2, 3)).matched == [1, 2])
    #expect(try Self.check(body: ["duration": 5], status: 200).matched == [2])
    #expect(try Self.check(body: ["duration": 5], status: 400).verdict == .unmet)
    #expect(try Self.check("PUT", count: .exactly(0)).isMet)
  }

  @Test("a body is what Encodable says: nested, of mixed types, of variables")
  func bodies() throws {
    let prompt = "a cat"
    let extra: [String: any Encodable] = ["prompt": prompt, "extra": ["b": [1, 2]]]
    #expect(try Self.check(body: extra).matched == [2])
    #expect(try Self.check(body: ["duration": 5.0]).matched == [2])
    #expect(try Self.check(body: ["duration": "5"]).verdict == .unmet)
    #expect(try Self.check(body: ["image_url": String?.none]).verdict == .unmet)
    #expect(try Self.check(body: [:], count: .exactly(3)).isMet)
  }

  @Test("a miss reads as the closest request and each differing field")
  func reads() throws {
    let miss = try Self.check(body: ["prompt": "a dog", "duration": 5], count: .exactly(1))
    #expect(
      miss.description == """
        expected exactly 1 of POST /jimeng/submit/videos with body \
        {"duration":5,"prompt":"a dog"}, found 0 among 5 recorded
        closest: request 3, POST /jimeng/submit/videos → 200
          /body/duration: expected 5, was 10
        """)
    #expect(try Self.check(count: .exactly(3)).description == "met")
  }

  @Test("what cannot be looked for is refused, and never met by there being none of it")
  func refusals() throws {
    let plainPath = "a path that begins with / and has no query"
    try Self.expect("path", plainPath) { try Self.check("GET", "jimeng", count: .exactly(0)) }
    try Self.expect("path", plainPath) { try Self.check("GET", "/a?b=c", count: .exactly(0)) }
    try Self.expect("method", "a method such as \"POST\"") { try Self.check("") }
    try Self.expect("status", "a status from 100 to 599") {
      try Self.check(status: 42, count: .exactly(0))
    }
    try Self.expect("exactly", "a whole number from 0") { try Self.check(count: .exactly(-1)) }
    try Self.expect("atLeast", "no more than atMost, 2") { try Self.check(count: .between(3, 2)) }
    try Self.expect("body/share", "a value that JSON can hold") {
      try Self.check(body: ["share": Double.nan])
    }
  }

  private static func expect(
    _ place: String, _ expected: String, _ judge: () throws -> VerificationResult
  ) throws {
    let error = #expect(throws: JSONNodeError.self) { try judge() }
    #expect(error?.description == "/\(place): must be \(expected)")
  }
}

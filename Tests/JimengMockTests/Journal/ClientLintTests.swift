import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct ClientLintTests {
  private static let second: Int64 = 1_000_000_000

  @Test(
    "sees a poll without an id",
    arguments: ["None", "null", "undefined", "", "NaN", "{task_id}", "[object Object]", "NULL"])
  func noID(id: String) throws {
    #expect(try kinds(.fetch(taskID: id, hadEnded: false)) == [.pollingWithoutID])
  }

  @Test(
    "takes an id for an id", arguments: ["4596183399426", "cgt-20250829165122-qkwch", "nullify"])
  func anID(id: String) throws {
    #expect(try kinds(.fetch(taskID: id, hadEnded: false)) == [])
  }

  @Test("sees a poll of a task whose end was told")
  func afterEnd() throws {
    #expect(try kinds(.fetch(taskID: "1", hadEnded: true)) == [.pollingAfterEnd])
  }

  @Test(
    "sees the page's placeholder for the key",
    arguments: [("Authorization", "Bearer {{YOUR_API_KEY}}"), ("X-Api-Key", "YOUR_API_KEY")])
  func placeholderKey(name: String, value: String) throws {
    let request = try JournalSample.request(headers: [(name, value)])
    #expect(try kinds(.other, request) == [.placeholderKey])
  }

  @Test(
    "sees the page's placeholder for the address",
    arguments: [
      ("/{{BASE_URL}}/jimeng", [ClientLint.Kind.placeholderBaseURL]),
      ("/%7B%7BBASE_URL%7D%7D/jimeng", [.placeholderBaseURL]),
      ("/%7b%7bBASE_URL", [.placeholderBaseURL]),
      ("/BASE_URL/jimeng", []), ("/xBASE_URL", []),
    ])
  func placeholderBase(path: String, found: [ClientLint.Kind]) throws {
    #expect(try kinds(.other, try JournalSample.request("POST", path)) == found)
  }

  @Test("sees a number in quotes, and tells where")
  func numberAsString() throws {
    let violation = try JournalSample.violation(
      "/duration", rule: .type, expected: "integer", actual: "\"5\"")
    let warnings = try examine(.other, violations: [violation])
    let warning = try #require(warnings.described(violations: [violation]).first)
    #expect(warning.kind == "number-as-string")
    #expect(warning.json["pointer"] == "/duration")
  }

  @Test(
    "takes other values of the wrong type for what they are",
    arguments: [
      ("integer", "\"five\""), ("string", "\"5\""), ("integer", "5.5"), ("integer", "\""),
    ])
  func noNumberAsString(expected: String, actual: String) throws {
    let violation = try JournalSample.violation(rule: .type, expected: expected, actual: actual)
    #expect(try examine(.other, violations: [violation]).isEmpty)
  }

  @Test("sees the same body twice within a second, and names the first")
  func double() throws {
    var lint = ClientLint()
    let first = try submit("a", 1, at: 0, &lint)
    #expect(first.isEmpty)
    let second = try submit("a", 2, at: Self.second - 1, &lint)
    #expect(second.kinds == [.doubleSubmit])
    #expect(second.doubledID == 1)
    let third = try submit("a", 3, at: 2 * Self.second - 1, &lint)
    #expect(third.isEmpty)
  }

  @Test("takes another body, and a retry of what was refused, for no double")
  func noDouble() throws {
    var lint = ClientLint()
    #expect(try submit("a", 1, at: 0, isAccepted: false, &lint).isEmpty)
    #expect(try submit("a", 2, at: 1, &lint).isEmpty)
    #expect(try submit("b", 3, at: 2, &lint).isEmpty)
    #expect(try submit("a", 4, at: 3, isAccepted: false, &lint).isEmpty)
  }

  @Test("survives a clock that is set back, and bodies without end")
  func clock() throws {
    var lint = ClientLint()
    #expect(try submit("a", 1, at: .max, &lint).isEmpty)
    #expect(try submit("a", 2, at: .min, &lint).isEmpty)
    for id in 3..<2000 { _ = try submit("body \(id)", id, at: 0, &lint) }
    #expect(try submit("body 1999", 2000, at: 0, &lint).doubledID == 1999)
  }

  @Test("tells bodies apart by their every byte")
  func hash() {
    var hashes: Set<UInt64> = []
    for length in 0..<40 {
      hashes.insert(SubmitMemory.hash(ContiguousArray(repeating: 0, count: length)))
    }
    for position in 0..<40 {
      var body = ContiguousArray<UInt8>(repeating: 0, count: 40)
      body[position] = 1
      hashes.insert(SubmitMemory.hash(body))
    }
    #expect(hashes.count == 80)
  }

  @Test("tells each kind in words, with a name of its own")
  func words() throws {
    var warnings = ClientLint.Warnings()
    for kind in ClientLint.Kind.allCases { warnings.insert(kind) }
    #expect(warnings.kinds == ClientLint.Kind.allCases)
    let violation = try JournalSample.violation(rule: .type, expected: "number", actual: "\"0.5\"")
    let described = warnings.described(violations: [violation])
    #expect(described.map(\.kind) == ClientLint.Kind.allCases.map(\.rawValue))
    #expect(described.allSatisfy { !$0.message.isEmpty })
  }

  private func kinds(
    _ role: ClientLint.Role, _ request: HTTPRequest? = nil
  ) throws -> [ClientLint.Kind] {
    try examine(role, request).kinds
  }

  private func examine(
    _ role: ClientLint.Role, _ request: HTTPRequest? = nil, violations: [Violation] = []
  ) throws -> ClientLint.Warnings {
    var lint = ClientLint()
    return lint.check(
      try request ?? JournalSample.request(), as: role, violations: violations, id: 1, at: 0)
  }

  private func submit(
    _ body: String, _ id: Int, at time: Int64, isAccepted: Bool = true,
    _ lint: inout ClientLint
  ) throws -> ClientLint.Warnings {
    lint.check(
      try JournalSample.request(body: body), as: .submit(isAccepted: isAccepted), violations: [],
      id: id, at: time)
  }
}

import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct DiagnosisTests {
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
      ("/{{BASE_URL}}/jimeng", [DiagnosisKind.placeholderBaseURL]),
      ("/%7B%7BBASE_URL%7D%7D/jimeng", [.placeholderBaseURL]),
      ("/%7b%7bBASE_URL", [.placeholderBaseURL]),
      ("/BASE_URL/jimeng", []), ("/xBASE_URL", []),
    ])
  func placeholderBase(path: String, found: [DiagnosisKind]) throws {
    #expect(try kinds(.other, try JournalSample.request("POST", path)) == found)
  }

  @Test("sees a number in quotes, and tells where")
  func numberAsString() throws {
    let violation = try JournalSample.violation(
      "/duration", rule: .type, expected: "integer", actual: "\"5\"")
    let findings = try examine(.other, violations: [violation])
    let warning = try #require(findings.warnings(violations: [violation]).first)
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
    var diagnosis = Diagnosis()
    let first = try submit("a", 1, at: 0, &diagnosis)
    #expect(first.isEmpty)
    let second = try submit("a", 2, at: Self.second - 1, &diagnosis)
    #expect(second.kinds == [.doubleSubmit])
    #expect(second.doubledID == 1)
    let third = try submit("a", 3, at: 2 * Self.second - 1, &diagnosis)
    #expect(third.isEmpty)
  }

  @Test("takes another body, and a retry of what was refused, for no double")
  func noDouble() throws {
    var diagnosis = Diagnosis()
    #expect(try submit("a", 1, at: 0, isAccepted: false, &diagnosis).isEmpty)
    #expect(try submit("a", 2, at: 1, &diagnosis).isEmpty)
    #expect(try submit("b", 3, at: 2, &diagnosis).isEmpty)
    #expect(try submit("a", 4, at: 3, isAccepted: false, &diagnosis).isEmpty)
  }

  @Test("survives a clock that is set back, and bodies without end")
  func clock() throws {
    var diagnosis = Diagnosis()
    #expect(try submit("a", 1, at: .max, &diagnosis).isEmpty)
    #expect(try submit("a", 2, at: .min, &diagnosis).isEmpty)
    for id in 3..<2000 { _ = try submit("body \(id)", id, at: 0, &diagnosis) }
    #expect(try submit("body 1999", 2000, at: 0, &diagnosis).doubledID == 1999)
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
    var findings = DiagnosisFindings()
    for kind in DiagnosisKind.allCases { findings.insert(kind) }
    #expect(findings.kinds == DiagnosisKind.allCases)
    let violation = try JournalSample.violation(rule: .type, expected: "number", actual: "\"0.5\"")
    let warnings = findings.warnings(violations: [violation])
    #expect(warnings.map(\.kind) == DiagnosisKind.allCases.map(\.rawValue))
    #expect(warnings.allSatisfy { !$0.message.isEmpty })
  }

  private func kinds(
    _ role: Diagnosis.Role, _ request: HTTPRequest? = nil
  ) throws -> [DiagnosisKind] {
    try examine(role, request).kinds
  }

  private func examine(
    _ role: Diagnosis.Role, _ request: HTTPRequest? = nil, violations: [Violation] = []
  ) throws -> DiagnosisFindings {
    var diagnosis = Diagnosis()
    return diagnosis.examine(
      try request ?? JournalSample.request(), as: role, violations: violations, id: 1, at: 0)
  }

  private func submit(
    _ body: String, _ id: Int, at time: Int64, isAccepted: Bool = true,
    _ diagnosis: inout Diagnosis
  ) throws -> DiagnosisFindings {
    diagnosis.examine(
      try JournalSample.request(body: body), as: .submit(isAccepted: isAccepted), violations: [],
      id: id, at: time)
  }
}

import JimengClient
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengContract

@Suite struct CaseValidatorTests {
  private let expected: CaseExpectation

  init() throws {
    let shape = try CompiledSchema.compile(bare: ["type": "object", "required": ["data"]])
    expected = CaseExpectation(
      statuses: [400, 415], contentType: "application/json",
      headers: [("Mock-Violations", "1; first=\"/duration\"")], body: shape, mentions: ["duration"])
  }

  private func answer(
    _ status: Int = 400, mark: String? = "1; first=\"/duration\"; request=7",
    body: String = #"{"message":"duration: 7","data":null}"#
  ) -> HTTPAnswer {
    let marks = mark.map { [(name: "mock-violations", value: $0)] } ?? []
    return HTTPAnswer(
      status: status, headers: marks + [("content-type", "application/json")],
      body: Array(body.utf8))
  }

  @Test("passes what is as expected, any of the statuses, names of fields in any case")
  func passes() {
    #expect(CaseValidator(isOwnMock: true).validate(answer(), by: expected) == .passed)
    #expect(CaseValidator(isOwnMock: true).validate(answer(415), by: expected) == .passed)
  }

  @Test("names every reason at once")
  func reasons() {
    let verdict = CaseValidator(isOwnMock: true).validate(
      answer(200, mark: "2; first=\"\"", body: #"{"message":"no"}"#), by: expected)
    #expect(
      verdict.reasons == [
        "status is 200, not 400 or 415",
        "Mock-Violations is 2; first=\"\" and does not begin with 1; first=\"/duration\"",
        "body: data: required, but missing", "message does not mention 'duration': no",
      ])
  }

  @Test("the mock's own fields are asked of mocks, and of others where they are present")
  func ownFields() {
    #expect(
      CaseValidator(isOwnMock: true).validate(answer(mark: nil), by: expected).name == "failed")
    #expect(CaseValidator(isOwnMock: false).validate(answer(mark: nil), by: expected) == .passed)
    #expect(
      CaseValidator(isOwnMock: false).validate(answer(mark: "9"), by: expected).name == "failed")
  }

  @Test("a service in trouble has not judged the request; a mock has no such excuse")
  func trouble() {
    let busy = answer(503)
    #expect(CaseValidator(isOwnMock: false).validate(busy, by: expected).name == "could-not-check")
    #expect(CaseValidator(isOwnMock: true).validate(busy, by: expected).name == "failed")
  }

  @Test(
    "a media type is compared as RFC 9110 §8.3.1 has it",
    arguments: [
      ("application/json;charset=UTF-8", true), ("Application/JSON ; Charset=\"utf-8\"", true),
      ("application/json; charset=utf-8;", true), ("application/json", false),
      ("application/json; charset=gbk", false), ("text/json; charset=utf-8", false),
      ("application/json; charset=utf-8; v=1", false),
    ])
  func contentType(value: String, isSame: Bool) {
    let expected = CaseExpectation(statuses: [400], contentType: "application/json; charset=utf-8")
    let answer = HTTPAnswer(status: 400, headers: [("Content-Type", value)], body: [])
    let verdict = CaseValidator(isOwnMock: true).validate(answer, by: expected)
    #expect((verdict == .passed) == isSame)
    let other = "Content-Type is \(value), not application/json; charset=utf-8"
    #expect(verdict.reasons == (isSame ? [] : [other]))
  }

  @Test("a name that stands twice in an answer leaves open which is meant")
  func duplicates() {
    let body = #"{"message":"duration: 7","data":null,"data":null}"#
    let verdict = CaseValidator(isOwnMock: true).validate(answer(body: body), by: expected)
    #expect(verdict == .failed(["body: /data: given more than once"]))
  }

  @Test("what is not JSON is not checked, whatever its status", arguments: [200, 400])
  func notJSON(status: Int) {
    let verdict = CaseValidator(isOwnMock: true).validate(
      answer(status, body: "<html>"), by: expected)
    #expect(verdict.name == "could-not-check")
    let words = "the answer is not JSON (status \(status), application/json, 6 bytes): line 1"
    #expect(verdict.reasons.first?.hasPrefix(words) == true, "\(verdict)")
  }
}

import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct SuccessAnswerTests {
  private func body(_ example: JSONValue?) throws -> JSONValue {
    var answer = SuccessAnswer(example: example, status: .ok, seed: 1)
    var response = HTTPResponse()
    answer.write(into: &response)
    return try JSONReader.read(response.body).root
  }

  @Test("puts a fresh id of the same form where the example has one")
  func envelope() throws {
    let answer = try body(["code": "success", "message": "", "data": "4596183399426"])
    #expect(answer["code"] == "success" && answer["message"] == "")
    #expect(answer["data"]?.string?.wholeMatch(of: /[1-9][0-9]{12}/) != nil)
    #expect(answer["data"] != "4596183399426")
  }

  @Test(
    "finds the id wherever such pages have it",
    arguments: [
      #"{"data":{"task_id":"abc-123"}}"#, #"{"id":"abc-123","status":"queued"}"#,
      #"{"output":{"task_id":"abc-123"},"request_id":"r"}"#,
    ])
  func places(text: String) throws {
    let answer = JSONWriter.string(try body(try JSONReader.read(text).root))
    let pattern = try Regex(
      text.replacing("{", with: "\\{").replacing("}", with: "\\}")
        .replacing("abc-123", with: "[a-z]{3}-[0-9]{3}"))
    #expect(answer.wholeMatch(of: pattern) != nil, "\(answer)")
    #expect(answer != text)
  }

  @Test("makes a number of a number")
  func numbers() throws {
    #expect(try body(["id": 123_456])["id"]?.number?.isInteger == true)
  }

  @Test("answers an example without an id as it is, and {} without an example")
  func plain() throws {
    #expect(try body(["ok": true, "data": .null]) == ["ok": true, "data": .null])
    #expect(try body(nil) == [:])
  }
}

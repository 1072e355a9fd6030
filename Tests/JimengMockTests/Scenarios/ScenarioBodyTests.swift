import Testing

@testable import JimengMock

@Suite struct ScenarioBodyTests {
  @Test(
    "puts the id wherever the placeholder stands",
    arguments: [
      ("", ""), ("a", "a"), ("{{requestId}}", "42"), ("a{{requestId}}b{{ requestId }}", "a42b42"),
      ("{{{requestId}}}", "{42}"), ("{{requestId}", "{{requestId}"), ("{{}}", "{{}}"), ("{{", "{{"),
      ("{{ }}", "{{ }}"), ("{{限}}", "{{限}}"), (#"{"a":{"b":{}}}"#, #"{"a":{"b":{}}}"#),
    ])
  func replaces(template: String, expected: String) throws {
    let body = try #require(ScenarioBody(template: Array(template.utf8)))
    #expect(String(decoding: body.bytes(requestID: "42"), as: UTF8.self) == expected)
  }

  @Test("knows no other placeholder", arguments: ["requestID", "requestid", "a.b", "x-y", "now"])
  func unknown(name: String) {
    let template = Array("a {{requestId}} {{\(name)}}".utf8)
    #expect(ScenarioBody(template: template) == nil)
    #expect(ScenarioBody.unknownPlaceholder(in: template) == name)
  }
}

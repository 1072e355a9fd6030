import HTTPTransport
import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct RefusalTests {
  @Test("counts violations in a structured field that is safe whatever the client sent")
  func violationsField() {
    var judgement = ValidationResult()
    judgement.violations.append(
      Violation(
        location: .body, pointer: JSONPointer(tokens: ["a\"b\r\nX: y", "ü"]), rule: .type,
        expected: "", actual: "", message: "", source: nil))
    judgement.violationsDropped = 2
    var response = HTTPResponse()
    ViolationReport.appendHeader(judgement, sequence: 17, to: &response)
    #expect(
      response.fieldText
        == "Mock-Violations: 3; first=\"/a%22b%0D%0AX:%20y/%C3%BC\"; request=17\r\n")
  }

  @Test(
    "problem details are for those who ask for them",
    arguments: [
      ("application/problem+json", true), ("text/html, Application/Problem+JSON;q=0.5", true),
      ("application/problem+json;q=0", false), ("*/*", false), ("application/json", false),
    ])
  func negotiation(accept: String, prefers: Bool) throws {
    let head = "GET / HTTP/1.1\r\nHost: a\r\nAccept: \(accept)\r\n\r\n"
    var parser = HTTPRequestParser()
    _ = try Array(head.utf8).withUnsafeBufferPointer { bytes throws(HTTPRefusal) in
      try parser.parse(bytes)
    }
    #expect(parser.request.prefersProblemDetails == prefers)
  }

  @Test(
    "a body that is not JSON gets the words of the gateway's decoder",
    arguments: [
      ("x", "invalid character 'x' looking for beginning of value"),
      ("{\"a\" 1}", "invalid character '1' after object key"),
      ("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair"),
      ("{,}", "invalid character ',' looking for beginning of object key string"),
      ("[1 2]", "invalid character '2' after array element"),
      ("{\"a\":", "unexpected end of JSON input"),
      ("{} x", "invalid character 'x' after top-level value"),
      ("\"a\nb\"", "invalid character '\\n' in string literal"),
    ])
  func decoderWords(body: String, message: String) throws {
    do {
      _ = try JSONReader.read(body)
      Issue.record("\(body) was read")
    } catch {
      let gateway = try #require(try Jimeng.service().gateway)
      #expect(
        gateway.refusal(contentType: "application/json", body: .failure(error)) == message)
    }
  }
}

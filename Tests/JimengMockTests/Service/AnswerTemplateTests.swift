import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct AnswerTemplateTests {
  private static let vocabulary = AnswerTemplate.Vocabulary(values: [
    "requestId": .requestID, "message": .message, "progress": .progress,
    "now": .time(.now, .seconds), "error": .error,
  ])
  private static let moment = MockInstant(unixSeconds: 1_748_191_710, nanoseconds: 143_198_999)

  private static func text(_ template: AnswerTemplate) -> String {
    var output = ContiguousArray<UInt8>()
    template.write(into: &output) { value, output in
      switch value {
      case .requestID: output.append(text: "42")
      case .message: output.appendEscaped("a \"b\"\n")
      case .progress: output.append(decimal: 30)
      case .time(_, let format): format.append(moment, to: &output)
      case .error: output.append(text: #"{"code":1}"#)
      default: break
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "puts a value wherever its placeholder stands in a text",
    arguments: [
      ("", ""), ("a", "a"), ("{{requestId}}", "42"), ("a{{requestId}}b{{ requestId }}", "a42b42"),
      ("{{{requestId}}}", "{42}"), ("{{requestId}", "{{requestId}"), ("{{}}", "{{}}"), ("{{", "{{"),
      ("{{ }}", "{{ }}"), ("{{限}}", "{{限}}"), (#"{"a":{"b":{}}}"#, #"{"a":{"b":{}}}"#),
    ])
  func inText(template: String, expected: String) throws {
    let template = try AnswerTemplate(text: template, at: .root, Self.vocabulary)
    #expect(Self.text(template) == expected)
  }

  @Test(
    "writes JSON: text escaped and in quotes, numbers bare, or digits in longer text",
    arguments: [
      (#"{"a":"{{requestId}}","b":[null,true,0.50]}"#, #"{"a":"42","b":[null,true,0.50]}"#),
      (#"{"a":"<{{message}}>"}"#, #"{"a":"<a \"b\"\n>"}"#),
      (#"{"a":"{{progress}}"}"#, #"{"a":30}"#), (#"{"a":"{{progress}}%"}"#, #"{"a":"30%"}"#),
      (#"{"a":"{{now}}"}"#, #"{"a":1748191710}"#),
      (#"{"a":"{{now:milliseconds}}"}"#, #"{"a":1748191710143}"#),
      (#"{"a":"{{now:+08:00}}"}"#, #"{"a":"2025-05-26T00:48:30.143198"}"#),
      (#"{"a":"{{now:-00:30}}"}"#, #"{"a":"2025-05-25T16:18:30.143198"}"#),
      (#"{"a":"{{error}}"}"#, #"{"a":{"code":1}}"#), (#""\"{{requestId}}\\""#, #""\"42\\""#),
    ])
  func inJSON(template: String, expected: String) throws {
    let json = try JSONReader.read(template).root
    let text = Self.text(try AnswerTemplate(json, at: .root, Self.vocabulary))
    #expect(text == expected)
    _ = try JSONReader.read(text)
  }

  @Test(
    "refuses what it does not know, with its place",
    arguments: [
      (#"{"a":["{{requestID}}"]}"#, "/a/0", "{{requestID}} is not known here"),
      (#"{"a":"{{now:never}}"}"#, "/a", "not known"), (#"{"a":"{{now:+8}}"}"#, "/a", "not known"),
      (#"{"a":"{{progress:+08:00}}"}"#, "/a", "not known"),
      (#"{"a":"x{{error}}"}"#, "/a", "must be the whole value"),
    ])
  func refuses(template: String, pointer: String, reason: String) throws {
    let json = try JSONReader.read(template).root
    let error = #expect(throws: JSONNodeError.self) {
      try AnswerTemplate(json, at: .root, Self.vocabulary)
    }
    #expect(error?.pointer.description == pointer)
    #expect(error?.description.contains(reason) == true)
  }

  @Test("expands parts, and refuses one that contains itself")
  func parts() throws {
    var vocabulary = Self.vocabulary
    vocabulary.parts["inner"] = (["id": "{{requestId}}"], .root)
    let outer: JSONValue = ["data": "{{inner}}"]
    #expect(Self.text(try AnswerTemplate(outer, at: .root, vocabulary)) == #"{"data":{"id":"42"}}"#)
    vocabulary.parts["inner"] = (["again": "{{inner}}"], .root)
    #expect(throws: JSONNodeError.self) { try AnswerTemplate(outer, at: .root, vocabulary) }
  }

  @Test(
    "takes an example of a page literally, but for the id",
    arguments: [
      (#"{"data":"1234","x":"{{requestId}}"}"#, "/data", #"{"data":"ID","x":"{{requestId}}"}"#),
      (#"{"id":123456}"#, "/id", #"{"id":ID}"#),
      (#"{"a":{"b":"c"}}"#, "/a/b", #"{"a":{"b":"ID"}}"#),
      (#"{"a":1}"#, "/b", #"{"a":1}"#),
    ])
  func literal(example: String, place: String, expected: String) throws {
    let template = AnswerTemplate(
      literal: try JSONReader.read(example).root, taskID: JSONPointer(place))
    var output = ContiguousArray<UInt8>()
    template.write(into: &output) { $1.append(contentsOf: "ID".utf8) }
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }
}

import StrictJSON
import Testing

@testable import OpenAPIContract

/// A schema, a value and the words for what is wrong with it.
struct MessageVector: Sendable, CustomTestStringConvertible {
  let schema: String
  let value: String
  let messages: [String]

  var testDescription: String { messages.joined(separator: "; ") }

  init(_ schema: String, _ value: String, _ messages: String...) {
    self.schema = schema
    self.value = value
    self.messages = messages
  }

  static let all: [MessageVector] = [
    .init(#"{"type":"object"}"#, "[]", "body: [] is an array, not an object"),
    .init(#"{"type":"string"}"#, "null", "body: null is not a string"),
    .init(#"{"type":["string","null"]}"#, "1", "body: 1 is an integer, not a string or null"),
    .init(#"{"minimum":1}"#, "0", "body: 0 is less than 1"),
    .init(#"{"minimum":0,"exclusiveMinimum":true}"#, "0", "body: 0 is not more than 0"),
    .init(#"{"maximum":1}"#, "1.5", "body: 1.5 is more than 1"),
    .init(#"{"maximum":1,"exclusiveMaximum":true}"#, "1", "body: 1 is not less than 1"),
    .init(#"{"multipleOf":5}"#, "7", "body: 7 is not a multiple of 5"),
    .init(#"{"minLength":1}"#, #""""#, "body: has 0 characters, fewer than 1"),
    .init(#"{"maxLength":1}"#, #""ab""#, "body: has 2 characters, more than 1"),
    .init(#"{"pattern":"^a$"}"#, #""b""#, #"body: "b" does not match ^a$"#),
    .init(
      #"{"format":"date"}"#, #""x""#,
      #"body: "x" is not a date (RFC 3339, such as 2025-05-26)"#),
    .init(#"{"minItems":2}"#, "[1]", "body: has 1 item, fewer than 2"),
    .init(#"{"uniqueItems":true}"#, "[1,2,1]", "body: items 0 and 2 are equal: 1"),
    .init(
      #"{"properties":{"urls":{"items":{"properties":{"url":{"type":"string"}}}}}}"#,
      #"{"urls":[{},{"url":1}]}"#, "urls[1].url: 1 is an integer, not a string"),
    .init(
      #"{"properties":{"a b":{"type":"string"}}}"#, #"{"a b":1}"#,
      #"["a b"]: 1 is an integer, not a string"#),
    .init(
      #"{"properties":{"mode":{}},"additionalProperties":false}"#, #"{"Mode":1}"#,
      "Mode: no field of the page, which allows no others; did you mean mode?"),
    .init(
      #"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, "1",
      "body: 1 fits none of 2 alternatives (body: 1 is an integer, not a string; or body: 1 is an integer, not null)"
    ),
    .init(
      #"{"oneOf":[{"minimum":1},{"minimum":2}]}"#, "3",
      "body: 3 fits 2 of 2 alternatives, not exactly one"),
    .init(#"{"not":{}}"#, "1", "body: 1 is what the page excludes"),
    .init(
      #"{"properties":{"z":{"type":"string"},"a":{"type":"string"}},"required":["z","a","q"]}"#,
      #"{"a":1}"#, "z: required, but missing", "a: 1 is an integer, not a string",
      "q: required, but missing"),
    .init(
      #"{"allOf":[{"required":["a"]},{"required":["b"]}]}"#, "{}", "a: required, but missing",
      "b: required, but missing"),
    .init(
      #"{"enum":["a"]}"#, #""\u001b[31m\u202e""#, #"body: "\u001b[31m\u202e" is not one of "a""#),
  ]
}

@Suite("Words for what is wrong")
struct ValidatorWordsTests {
  @Test("name the field, what was there and what would be right", arguments: MessageVector.all)
  func words(_ vector: MessageVector) throws {
    let schema = try CompiledSchema.compile(bare: try JSONReader.read(vector.schema).root)
    let result = schema.validate(try JSONReader.read(vector.value).root)
    #expect(result.violations.map(\.message) == vector.messages)
  }

  @Test("expected and actual stand apart from the words")
  func parts() throws {
    let schema = try CompiledSchema.compile(bare: ["enum": [5, 10]])
    let violation = try #require(schema.validate(7).violations.first)
    #expect(violation.expected == "5, 10")
    #expect(violation.actual == "7")
    #expect(violation.location == .body)
    #expect(violation.source?.words == "enum: [5,10]")
  }

  @Test("names that alternatives know are not unknown")
  func alternativesKnowNames() throws {
    let operation = try Page.operation(
      """
      allOf:
      - {type: object, properties: {a: {type: string}}}
      - {type: object, properties: {b: {type: string}}}
      """)
    #expect(try operation.validateBody(#"{"a":"x","b":"x"}"#) == ValidationResult())
    let warnings = try operation.validateBody(#"{"a":"x","c":"x"}"#).warnings
    #expect(warnings.map(\.pointer.description) == ["/c"])
  }

  @Test("a read-only field in a request is odd, not wrong")
  func readOnly() throws {
    let operation = try Page.operation("properties: {id: {type: string, readOnly: true}}")
    let result = try operation.validateBody(#"{"id":"1"}"#)
    #expect(result.violations.isEmpty)
    #expect(result.warnings.map(\.kind) == [.readOnly])
  }

  @Test("other names pass silently where the page invites them")
  func invitedNames() throws {
    let operation = try Page.operation("properties: {a: {}}\nadditionalProperties: true")
    #expect(try operation.validateBody(#"{"b":1}"#) == ValidationResult())
  }

  @Test("a name given twice is a violation, and the last value counts")
  func duplicateNames() throws {
    let operation = try Page.operation("properties: {a: {type: integer}}")
    let result = try operation.validateBody(#"{"a":1,"a":"x"}"#)
    #expect(
      result.violations.map(\.message) == [
        "a: given more than once", #"a: "x" is a string, not an integer"#,
      ])
    #expect(result.violations.map(\.rule.rawValue) == ["duplicate-name", "type"])
  }
}

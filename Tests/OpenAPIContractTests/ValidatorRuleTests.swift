import StrictJSON
import Testing

@testable import OpenAPIContract

/// One rule of schemas: a schema, what it accepts, what it refuses, and what is then told.
struct RuleVector: Sendable, CustomTestStringConvertible {
  let rule: RuleName
  let schema: String
  let valid: String
  let invalid: String
  let pointer: String
  let expected: String
  let actual: String

  var testDescription: String { "\(rule.rawValue): \(schema)" }

  init(
    _ rule: RuleName, _ schema: String, accepts valid: String, refuses invalid: String,
    at pointer: String = "/a", expected: String, actual: String
  ) {
    self.rule = rule
    self.schema = schema
    self.valid = valid
    self.invalid = invalid
    self.pointer = pointer
    self.expected = expected
    self.actual = actual
  }

  static let all: [RuleVector] = [
    .init(
      .type, "type: string", accepts: #""x""#, refuses: "1", expected: "string", actual: "1"),
    .init(
      .type, "type: integer", accepts: "1", refuses: "1.0", expected: "integer", actual: "1.0"),
    .init(
      .type, "{type: boolean, nullable: true}", accepts: "null", refuses: "0",
      expected: "boolean or null", actual: "0"),
    .init(
      .enum, "enum: [a, 5]", accepts: "5.0", refuses: #""b""#, expected: #""a", 5"#,
      actual: #""b""#),
    .init(
      .required, "required: [b]", accepts: #"{"b":null}"#, refuses: "{}", at: "/a/b",
      expected: "b", actual: ""),
    .init(
      .additionalProperties, "{properties: {b: {}}, additionalProperties: false}",
      accepts: #"{"b":1}"#, refuses: #"{"c":1}"#, at: "/a/c", expected: "b", actual: "c"),
    .init(
      .minProperties, "minProperties: 1", accepts: #"{"b":1}"#, refuses: "{}", expected: "1",
      actual: "0"),
    .init(
      .maxProperties, "maxProperties: 1", accepts: #"{"b":1}"#, refuses: #"{"b":1,"c":2}"#,
      expected: "1", actual: "2"),
    .init(
      .minItems, "minItems: 1", accepts: "[1]", refuses: "[]", expected: "1", actual: "0"),
    .init(
      .maxItems, "maxItems: 1", accepts: "[1]", refuses: "[1,2]", expected: "1", actual: "2"),
    .init(
      .uniqueItems, "uniqueItems: true", accepts: "[1,2]", refuses: "[1,2,1.0]",
      expected: "unique items", actual: "1.0"),
    .init(.minimum, "minimum: 1", accepts: "1", refuses: "0.9", expected: "1", actual: "0.9"),
    .init(
      .exclusiveMinimum, "{minimum: 1, exclusiveMinimum: true}", accepts: "1.1", refuses: "1",
      expected: "1", actual: "1"),
    .init(.maximum, "maximum: 1", accepts: "1", refuses: "1.1", expected: "1", actual: "1.1"),
    .init(
      .exclusiveMaximum, "{maximum: 1, exclusiveMaximum: true}", accepts: "0.9", refuses: "1.0",
      expected: "1", actual: "1.0"),
    .init(
      .multipleOf, "multipleOf: 0.1", accepts: "0.3", refuses: "0.35", expected: "0.1",
      actual: "0.35"),
    .init(
      .minLength, "minLength: 2", accepts: #""一二""#, refuses: #""😀""#, expected: "2",
      actual: "1"),
    .init(
      .maxLength, "maxLength: 2", accepts: #""一二""#, refuses: #""e\u0301e""#, expected: "2",
      actual: "3"),
    .init(
      .pattern, "pattern: '^[a-z]+$'", accepts: #""a""#, refuses: #""A""#, expected: "^[a-z]+$",
      actual: #""A""#),
    .init(
      .format, "format: ipv4", accepts: #""1.2.3.4""#, refuses: #""1.2.3""#, expected: "ipv4",
      actual: #""1.2.3""#),
    .init(
      .format, "{type: integer, format: int32}", accepts: "2147483647", refuses: "2147483648",
      expected: "int32", actual: "2147483648"),
    .init(
      .anyOf, "anyOf: [{type: string}, {minimum: 5}]", accepts: "5", refuses: "4",
      expected: "any of 2 alternatives", actual: "4"),
    .init(
      .oneOf, "oneOf: [{minimum: 1}, {minimum: 5}]", accepts: "4", refuses: "6",
      expected: "exactly one of 2 alternatives", actual: "6"),
    .init(
      .not, "not: {type: string}", accepts: "1", refuses: #""x""#, expected: "anything else",
      actual: #""x""#),
    .init(
      .minimum, "allOf: [{minimum: 1}, {maximum: 5}]", accepts: "5", refuses: "0", expected: "1",
      actual: "0"),
    .init(
      .type, "items: {properties: {b: {type: string}}}", accepts: #"[{"b":"x"}]"#,
      refuses: #"[{},{"b":1}]"#, at: "/a/1/b", expected: "string", actual: "1"),
    .init(
      .type, "additionalProperties: {type: string}", accepts: #"{"x/y":"z"}"#,
      refuses: #"{"x/y":1}"#, at: "/a/x~1y", expected: "string", actual: "1"),
  ]
}

@Suite("Each rule of a schema")
struct ValidatorRuleTests {
  private func operation(_ vector: RuleVector) throws -> OpenAPIContract.Operation {
    let schema = vector.schema.hasPrefix("{") ? vector.schema : "{\(vector.schema)}"
    return try Page.operation("type: object\nproperties: {a: \(schema)}")
  }

  @Test("accepts what is valid", arguments: RuleVector.all)
  func valid(_ vector: RuleVector) throws {
    let result = try operation(vector).validateBody(#"{"a":\#(vector.valid)}"#)
    #expect(result.violations == [])
  }

  @Test("says what is wrong, where, and what would be right", arguments: RuleVector.all)
  func invalid(_ vector: RuleVector) throws {
    let result = try operation(vector).validateBody(#"{"a":\#(vector.invalid)}"#)
    let violation = try #require(result.violations.first)
    #expect(result.violations.count == 1)
    #expect(violation.rule == vector.rule)
    #expect(violation.pointer.description == vector.pointer)
    #expect(violation.expected == vector.expected)
    #expect(violation.actual == vector.actual)
    #expect(violation.location == .body)
    #expect(violation.source?.line != nil, "every rule has a line on the page")
  }

  @Test("no rule is without a vector")
  func complete() {
    let ofRequests: Set<RuleName> = [.json, .duplicateName, .mediaType, .path, .method, .http]
    #expect(Set(RuleVector.all.map(\.rule)) == Set(RuleName.allCases).subtracting(ofRequests))
  }

  @Test("the verdict and the collected violations agree: 20,000 schemas and values")
  func modesAgree() throws {
    var generator = SeededGenerator(state: 0x9E37_79B9_7F4A_7C15)
    var invalidCount = 0
    for _ in 0..<1_000 {
      let schema = RandomJSON.schema(depth: 3, using: &generator)
      guard let compiled = try? CompiledSchema.compile(bare: schema) else { continue }
      for _ in 0..<20 {
        let value = RandomJSON.value(depth: 3, using: &generator)
        let result = compiled.validate(value)
        #expect(compiled.isValid(value) == result.isValid, "\(schema) \(value)")
        if !result.isValid { invalidCount += 1 }
      }
    }
    #expect(invalidCount > 2_000)
  }
}

/// Small schemas and values that meet often.
enum RandomJSON {
  static func value(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2, 3: return .number(Int.random(in: 0...4, using: &generator))
    case 4, 5: return .string(["", "a", "bb"].randomElement(using: &generator) ?? "")
    case 6:
      return .array(
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          value(depth: depth - 1, using: &generator)
        })
    default:
      var object = JSONObject()
      for name in ["a", "b", "c"] where Bool.random(using: &generator) {
        object.members.append(.init(name: name, value: value(depth: depth - 1, using: &generator)))
      }
      return .object(object)
    }
  }

  static func schema(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    var object = JSONObject()
    func inner(_ generator: inout SeededGenerator) -> JSONValue {
      schema(depth: depth - 1, using: &generator)
    }
    let types: [JSONValue] = [
      "string", "integer", ["object", "null"], ["array", "string"], "object", "array", "number",
    ]
    let scalars: [(String, JSONValue)] = [
      ("type", types.randomElement(using: &generator) ?? "object"), ("minimum", 2),
      ("maximum", 3), ("multipleOf", 2), ("minLength", 1), ("maxLength", 1), ("pattern", "^a"),
      ("minItems", 1), ("maxItems", 2), ("uniqueItems", true), ("required", ["b"]),
      ("minProperties", 1), ("maxProperties", 2), ("additionalProperties", false),
      ("enum", [1, "a", [:]]),
    ]
    for (name, value) in scalars where Int.random(in: 0..<6, using: &generator) == 0 {
      object.members.append(.init(name: name, value: value))
    }
    guard depth > 0 else { return .object(object) }
    let containers: [(String, (inout SeededGenerator) -> JSONValue)] = [
      ("properties", { ["a": inner(&$0), "b": inner(&$0)] }), ("items", inner), ("not", inner),
      ("allOf", { [inner(&$0), inner(&$0)] }), ("anyOf", { [inner(&$0), inner(&$0)] }),
      ("oneOf", { [inner(&$0), inner(&$0)] }),
    ]
    for (name, make) in containers where Int.random(in: 0..<3, using: &generator) == 0 {
      object.members.append(.init(name: name, value: make(&generator)))
    }
    return .object(object)
  }
}

/// Marsaglia's xorshift64: the same values in every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

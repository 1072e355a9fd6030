import StrictJSON
import Testing

@testable import OpenAPIContract

/// A schema, and values that it admits and refuses, all as JSON text.
struct SchemaVector: Sendable, CustomTestStringConvertible {
  let name: String
  let schema: String
  let admitted: [String]
  let refused: [String]

  var testDescription: String { name }

  init(_ name: String, _ schema: String, admits admitted: [String], refuses refused: [String]) {
    self.name = name
    self.schema = schema
    self.admitted = admitted
    self.refused = refused
  }

  static let all: [SchemaVector] = [
    .init(
      "an integer is one as written", #"{"type":"integer"}"#,
      admits: ["5", "-0", "123456789012345678901234567890"],
      refuses: ["5.0", "1e2", "5.5", #""5""#, "null", "true"]),
    .init(
      "every number is a number", #"{"type":"number"}"#, admits: ["5", "5.0", "1e400"],
      refuses: [#""5""#]),
    .init(
      "several types", #"{"type":["string","null"]}"#, admits: [#""""#, "null"],
      refuses: ["0", "[]"]),
    .init(
      "enum compares by value", #"{"enum":[5,"5",null,{"a":[1.0]}]}"#,
      admits: ["5", "5.0", #""5""#, "null", #"{"a":[1]}"#],
      refuses: ["6", #""6""#, "false", #"{"a":[]}"#]),
    .init(
      "strings compare by code point", #"{"enum":["\u00e9"]}"#, admits: [#""é""#],
      refuses: [#""e\u0301""#]),
    .init(
      "bounds", #"{"minimum":0,"maximum":1}"#, admits: ["0", "1", "0.5", "1.0", "-0", #""2""#],
      refuses: ["-0.0001", "1.0000000000000000000001", "1e1000000000"]),
    .init(
      "exclusive bounds",
      #"{"minimum":0,"exclusiveMinimum":true,"maximum":1,"exclusiveMaximum":true}"#,
      admits: ["0.5"], refuses: ["0", "1", "0.0", "1e0"]),
    .init(
      "multipleOf is exact", #"{"multipleOf":0.1}"#, admits: ["0.3", "1e5", "0"],
      refuses: ["0.35", "1e-2"]),
    .init(
      "lengths count code points", #"{"minLength":2,"maxLength":3}"#,
      admits: [#""一二""#, #""😀😀😀""#, "5"], refuses: [#""一""#, #""😀😀😀😀""#, #""""#]),
    .init(
      "a pattern matches anywhere", #"{"pattern":"a+b"}"#, admits: [#""xaab""#, "1"],
      refuses: [#""b""#]),
    .init(
      "items", #"{"items":{"type":"integer"}}"#, admits: ["[]", "[1,2]", "{}"],
      refuses: [#"[1,"a"]"#]),
    .init(
      "counts of items", #"{"minItems":1,"maxItems":2}"#, admits: ["[1]", "[1,1]", "{}"],
      refuses: ["[]", "[1,1,1]"]),
    .init(
      "unique items, by value", #"{"uniqueItems":true}"#,
      admits: ["[1,2]", "[1,true]", #"["1",1]"#, "[[1],[2]]"],
      refuses: ["[1,1.0]", #"[{"a":1,"b":2},{"b":2,"a":1}]"#, "[1,2,3,4,5,6,7,8,9,1]"]),
    .init(
      "required names", #"{"required":["a"],"properties":{"b":{}}}"#,
      admits: [#"{"a":null}"#, "[]"], refuses: ["{}", #"{"b":1}"#]),
    .init(
      "properties", #"{"properties":{"a":{"type":"integer"}}}"#,
      admits: ["{}", #"{"a":1,"b":"x"}"#], refuses: [#"{"a":"x"}"#]),
    .init(
      "a property's name is compared by code point",
      #"{"properties":{"\u00e9":{"type":"integer"}}}"#, admits: [#"{"e\u0301":"x"}"#],
      refuses: [#"{"é":"x"}"#]),
    .init(
      "of a repeated name the last counts", #"{"properties":{"a":{"type":"integer"}}}"#,
      admits: [#"{"a":"x","a":1}"#], refuses: [#"{"a":1,"a":"x"}"#]),
    .init(
      "no other names", #"{"properties":{"a":{}},"additionalProperties":false}"#,
      admits: ["{}", #"{"a":1}"#], refuses: [#"{"b":1}"#]),
    .init(
      "other names by a schema", #"{"additionalProperties":{"type":"integer"}}"#,
      admits: [#"{"b":1}"#], refuses: [#"{"b":"x"}"#]),
    .init(
      "counts of members", #"{"minProperties":1,"maxProperties":2}"#, admits: [#"{"a":1}"#],
      refuses: ["{}", #"{"a":1,"b":2,"c":3}"#]),
    .init(
      "all of", #"{"allOf":[{"minimum":1},{"maximum":3}]}"#, admits: ["2"], refuses: ["0", "4"]),
    .init(
      "any of", #"{"anyOf":[{"type":"string"},{"minimum":3}]}"#, admits: [#""x""#, "3", "null"],
      refuses: ["2"]),
    .init(
      "one of", #"{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}"#, admits: ["2", "3"],
      refuses: ["6", "1"]),
    .init("not", #"{"not":{"type":"string"}}"#, admits: ["1"], refuses: [#""x""#]),
    .init(
      "a recursive schema", ##"{"properties":{"child":{"$ref":"#"},"n":{"type":"integer"}}}"##,
      admits: [#"{"child":{"child":{"n":1}}}"#], refuses: [#"{"child":{"child":{"n":"x"}}}"#]),
    .init(
      "a percent-encoded reference",
      ##"{"$ref":"#/definitions/%E5%93%8D~1a","definitions":{"响/a":{"type":"integer"}}}"##,
      admits: ["1"], refuses: ["null"]),
    .init(
      "what stands beside a reference is ignored",
      ##"{"$ref":"#/definitions/a","type":"string","definitions":{"a":{"type":"integer"}}}"##,
      admits: ["1"], refuses: [#""x""#]),
    .init(
      "formats leave other types alone", #"{"format":"date-time"}"#,
      admits: ["1", #""2025-05-26T01:00:21Z""#], refuses: [#""yesterday""#]),
    .init(
      "32 bits", #"{"format":"int32"}"#, admits: ["2147483647", #""x""#], refuses: ["2147483648"]),
    .init(
      "names beyond 64", manyNames, admits: [#"{"n69":1,"n0":1}"#],
      refuses: [#"{"n69":"x","n0":1}"#, #"{"n69":1}"#]),
  ]

  private static let manyNames: String = {
    let properties = (0..<70).map { #""n\#($0)":{"type":"integer"}"# }.joined(separator: ",")
    return #"{"required":["n0"],"properties":{\#(properties)}}"#
  }()
}

@Suite("Schemas")
struct ValidatorTests {
  @Test("admit and refuse by draft 4", arguments: SchemaVector.all)
  func validates(_ vector: SchemaVector) throws {
    let schema = try CompiledSchema.compile(bare: try JSONReader.read(vector.schema).root)
    for text in vector.admitted {
      let value = try JSONReader.read(text).root
      #expect(schema.isValid(value), "\(text)")
      #expect(schema.validate(value).violations.map(\.message) == [], "\(text)")
    }
    for text in vector.refused {
      let value = try JSONReader.read(text).root
      #expect(!schema.isValid(value), "\(text)")
      #expect(!schema.validate(value).violations.isEmpty, "\(text)")
    }
  }

  @Test("alternatives within alternatives end, and say that they were not checked to the end")
  func exponentialAlternatives() throws {
    let schema = try CompiledSchema.compile(
      bare: try JSONReader.read(
        ##"{"anyOf":[{"items":{"$ref":"#"},"maxItems":1},{"items":{"$ref":"#"},"minItems":1},{"type":"string"}],"not":{"enum":[7]}}"##
      ).root)
    let text = String(repeating: "[", count: 60) + "7" + String(repeating: "]", count: 60)
    let result = schema.validate(try JSONReader.read(text).root)
    #expect(result.warnings.map(\.kind) == [.notChecked])
  }

  @Test("violations are bounded, and the rest are counted")
  func manyViolations() throws {
    let schema = try CompiledSchema.compile(bare: ["items": ["type": "string"]])
    let result = schema.validate(.array(Array(repeating: 1, count: 5_000)))
    #expect(result.violations.count == ValidationResult.violationsMax)
    #expect(result.violationCount == 5_000)
  }

  @Test("warnings are bounded")
  func manyWarnings() throws {
    let schema = try CompiledSchema.compile(bare: ["properties": ["known": [:]]])
    let members = (0..<50_000).map { JSONObject.Member(name: "n\($0)", value: 1) }
    let result = schema.validate(.object(JSONObject(members: members)))
    #expect(result.warnings.count == ValidationResult.warningsMax)
  }

  @Test("messages do not repeat a hostile value")
  func longValues() throws {
    let schema = try CompiledSchema.compile(bare: ["enum": ["a"]])
    let result = schema.validate(.string(String(repeating: "好", count: 1_000_000)))
    #expect(result.violations[0].actual.unicodeScalars.count == 80)
    #expect(result.violations[0].message.utf8.count < 400)
  }
}

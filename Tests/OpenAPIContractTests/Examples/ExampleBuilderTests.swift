import JimengFixtures
import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite struct ExampleBuilderTests {
  /// An example for the body of a page's only operation.
  private func body(_ schema: String, example: String = "") throws -> JSONValue? {
    let page = """
      openapi: 3.0.3
      info: {title: t, version: '1'}
      paths:
        /things:
          post:
            requestBody: {content: {application/json: {\(example)schema: \(schema)}}}
            responses: {'200': {description: ok}}
      """
    let contract = try Contract.compile(SpecLoader.load(Array(page.utf8), name: "page.yaml"))
    return ExampleBuilder(contract).body(of: try #require(contract.operations.first))
  }

  @Test("takes the values that the vendor's page itself gives, and only required fields")
  func vendorPage() throws {
    let document = try SpecLoader.load(Fixtures.vendorPage, name: Fixtures.vendorPageName)
    let contract = try Contract.compile(document)
    let operation = try #require(contract.operations.first)
    let expected = #"{"prompt":"text","duration":5,"aspect_ratio":"1:1","cfg_scale":0.5}"#
    let example = try #require(ExampleBuilder(contract).body(of: operation))
    #expect(JSONWriter.string(example) == expected)
  }

  @Test("the page's example comes first where it is valid, also as a text")
  func pageExample() throws {
    let schema = "{type: object, required: [n], properties: {n: {type: integer, maximum: 9}}}"
    #expect(try body(schema, example: "example: {n: 7}, ") == ["n": 7])
    #expect(try body(schema, example: #"example: "{\"n\": 8} // n", "#) == ["n": 8])
    #expect(try body(schema, example: "example: {n: 70}, ") == ["n": 1])
    #expect(try body(schema, example: "examples: {a: {value: {n: 6}}}, ") == ["n": 6])
  }

  @Test(
    "finds a value for every kind of schema",
    arguments: [
      "{type: string, minLength: 9}", "{type: string, maxLength: 2}", "{type: boolean}",
      "{type: string, pattern: '^[A-Z]{2}-\\d{3}(x|y)$'}", "{type: number, minimum: 7.5}",
      "{type: integer, minimum: 3, exclusiveMinimum: true, maximum: 5}", "{enum: [a, 2]}",
      "{type: number, multipleOf: 0.3, minimum: 0.1, maximum: 0.5}", "{type: array, minItems: 3}",
      "{type: array, items: {type: string}, minItems: 2, uniqueItems: true}",
      "{type: object, minProperties: 1, properties: {a: {type: integer}}}",
      "{allOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
      "{oneOf: [{type: string, maxLength: 0}, {type: integer}]}", "{type: string, format: ipv6}",
      "{not: {type: string}, type: integer}",
    ])
  func finds(schema: String) throws {
    let page = "{type: object, required: [a], properties: {a: \(schema)}}"
    let found = try #require(try body(page))
    #expect(found["a"] != nil)
  }

  @Test(
    "gives nothing rather than something wrong",
    arguments: [
      "{type: string, pattern: '^a$b'}", "{type: integer, enum: [1], not: {enum: [1]}}",
      "{allOf: [{type: string}, {type: integer}]}",
    ])
  func givesNothing(schema: String) throws {
    #expect(try body("{type: object, required: [a], properties: {a: \(schema)}}") == nil)
  }

  @Test("every format's example is of that format", arguments: Format.allCases)
  func formats(format: Format) {
    #expect(format.admits(format.example))
  }

  @Test(
    "a pattern's sample matches it",
    arguments: [
      "^a+$", "^(ab|c){2,4}$", "[0-9]{3}", "^\\w{1,3}-\\S*$", "^[^a]$", ".", "", "^中{2}$", "x?y",
    ])
  func patterns(text: String) throws {
    let pattern = try Pattern(text)
    let sample = try #require(PatternSampler.sample(pattern))
    #expect(pattern.matches(sample), "\(sample)")
  }
}

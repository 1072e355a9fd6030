import StrictJSON
import Testing

@testable import OpenAPIContract

/// A page that is wrong in one place.
struct BadPage: Sendable, CustomTestStringConvertible {
  let name: String
  let yaml: String
  let message: String
  let pointer: String
  let line: Int?

  var testDescription: String { name }

  init(
    _ name: String, schema: String, message: String, at pointer: String = "", line: Int? = nil
  ) {
    self.name = name
    yaml = Page.posting(schema)
    self.message = message
    self.pointer =
      "/paths/~1x/post/requestBody/content/application~1json/schema" + pointer
    self.line = line.map { $0 + 9 }
  }

  init(_ name: String, yaml: String, message: String, at pointer: String, line: Int? = nil) {
    self.name = name
    self.yaml = yaml
    self.message = message
    self.pointer = pointer
    self.line = line
  }

  static let schemas: [BadPage] = [
    BadPage(
      "required as a name", schema: "type: object\nrequired: prompt",
      message: #"found "prompt"; write a list of names, such as [prompt]"#, at: "/required", line: 2
    ),
    BadPage(
      "a type that is none", schema: "type: strng",
      message: #""strng" is no type; write string, number, integer, boolean, array or object"#,
      at: "/type", line: 1),
    BadPage(
      "enum as a number", schema: "enum: 5",
      message: "found 5; write a list of values, such as [5, 10]", at: "/enum", line: 1),
    BadPage(
      "an empty enum", schema: "enum: []", message: "the list of values is empty", at: "/enum"),
    BadPage(
      "minimum as a string", schema: "type: integer\nminimum: '0'",
      message: #"found "0"; write a number"#, at: "/minimum", line: 2),
    BadPage(
      "a reference to nowhere", schema: "$ref: '#/components/schemas/Missing'",
      message: "points to nothing", at: "/$ref"),
    BadPage(
      "a reference to another file", schema: "$ref: 'other.yaml#/A'",
      message: "points outside the document", at: "/$ref"),
    BadPage(
      "a reference to itself",
      schema: "$ref: '#/paths/~1x/post/requestBody/content/application~1json/schema'",
      message: "leads back to itself"),
    BadPage(
      "allOf of itself",
      schema: "allOf:\n- $ref: '#/paths/~1x/post/requestBody/content/application~1json/schema'",
      message: "leads back to itself"),
    BadPage(
      "a pattern that is none", schema: "type: string\npattern: '['",
      message: "a character class is not closed with ]", at: "/pattern", line: 2),
    BadPage(
      "bounds that cross", schema: "minimum: 5\nmaximum: 1",
      message: "minimum 5 and maximum 1 leave no value between them", at: "/minimum"),
    BadPage(
      "lengths that cross", schema: "minLength: 5\nmaxLength: 1",
      message: "leave no value", at: "/minLength"),
    BadPage(
      "an enum of another type", schema: "type: integer\nenum: ['5', '10']",
      message: "no value of the enum is of type integer", at: "/enum"),
    BadPage(
      "a name required twice", schema: "required: [a, a]",
      message: #""a" is listed twice"#, at: "/required/1"),
    BadPage(
      "properties as a list", schema: "properties: [a]",
      message: "write an object of schemas", at: "/properties"),
    BadPage(
      "a negative length", schema: "minLength: -1",
      message: "write a whole number of 0 or more", at: "/minLength"),
    BadPage(
      "multipleOf zero", schema: "multipleOf: 0",
      message: "0 divides nothing", at: "/multipleOf"),
    BadPage(
      "an exclusive bound of 3.1", schema: "exclusiveMinimum: 0",
      message: "write true or false", at: "/exclusiveMinimum"),
    BadPage(
      "an exclusive bound without a bound", schema: "exclusiveMaximum: true",
      message: "there is no maximum to exclude", at: "/exclusiveMaximum"),
    BadPage(
      "nullable as a string", schema: "type: string\nnullable: 'yes'",
      message: "write true or false", at: "/nullable"),
    BadPage(
      "items as a list", schema: "type: array\nitems: [{type: string}]",
      message: "write a schema object", at: "/items"),
    BadPage(
      "an empty allOf", schema: "allOf: []", message: "the list of schemas is empty", at: "/allOf"),
    BadPage(
      "a description that is a number", schema: "type: number\ndescription: 0.5",
      message: "write words (a string", at: "/description"),
    BadPage(
      "an empty list of types", schema: "type: []", message: "the list of types is empty",
      at: "/type", line: 1),
    BadPage(
      "a reference that is no pointer", schema: "$ref: '#x'", message: "is no JSON Pointer",
      at: "/$ref"),
    BadPage(
      "counts that cross", schema: "minItems: 2\nmaxItems: 1",
      message: "minItems 2 and maxItems 1 leave no value between them", at: "/minItems"),
    BadPage(
      "counts of fields that cross", schema: "minProperties: 2\nmaxProperties: 1",
      message: "leave no value", at: "/minProperties"),
    BadPage(
      "an empty range", schema: "minimum: 1\nexclusiveMinimum: true\nmaximum: 1",
      message: "leave no value", at: "/minimum"),
    BadPage(
      "required with a number in it", schema: "required: [5]",
      message: "write the name of a property", at: "/required/0"),
    BadPage(
      "uniqueItems as a word", schema: "uniqueItems: always", message: "write true or false",
      at: "/uniqueItems"),
    BadPage(
      "readOnly as a word", schema: "readOnly: always", message: "write true or false",
      at: "/readOnly"),
    BadPage(
      "oneOf as a schema", schema: "oneOf: {type: string}", message: "write a list of schemas",
      at: "/oneOf"),
    BadPage("a schema that is a word", schema: "string", message: "write a schema object"),
    BadPage(
      "additionalProperties as a word", schema: "additionalProperties: none",
      message: "write true, false or a schema", at: "/additionalProperties"),
  ]

  private static func getting(_ parameter: String) -> String {
    "openapi: 3.0.1\npaths:\n  /x:\n    get:\n      parameters:\n      - \(parameter)"
  }

  static let documents: [BadPage] = [
    BadPage(
      "a parameter without a place", yaml: getting("{name: a}"), message: "in is missing",
      at: "/paths/~1x/get/parameters/0", line: 6),
    BadPage(
      "a parameter of two media types",
      yaml: getting("{name: a, in: query, content: {a/b: {}, c/d: {}}}"),
      message: "content has 2 media types", at: "/paths/~1x/get/parameters/0/content", line: 6),
    BadPage(
      "a status that is none",
      yaml: "openapi: 3.0.1\npaths:\n  /x:\n    get:\n      responses: {ok: {}}",
      message: #""ok" is no status"#, at: "/paths/~1x/get/responses/ok", line: 5),
    BadPage(
      "paths as a list", yaml: "openapi: 3.0.1\npaths: []", message: "write an object of paths",
      at: "/paths", line: 2),
    BadPage(
      "a body without content",
      yaml: "openapi: 3.0.1\npaths:\n  /x:\n    post:\n      requestBody: {}",
      message: "content is missing", at: "/paths/~1x/post/requestBody", line: 5),
    BadPage(
      "swagger 2.0", yaml: "swagger: '2.0'\npaths: {}",
      message: "swagger 2.0 is not read; write an OpenAPI 3.0 document", at: "/swagger", line: 1),
    BadPage(
      "openapi 4", yaml: "openapi: 4.0.0\npaths: {}", message: "openapi 4.0.0 is not read",
      at: "/openapi", line: 1),
    BadPage(
      "a version that is a number", yaml: "openapi: 3.0\npaths: {}",
      message: "write a version in quotes", at: "/openapi", line: 1),
    BadPage("no paths", yaml: "openapi: 3.0.1", message: "paths is missing", at: ""),
    BadPage(
      "no operation", yaml: "openapi: 3.0.1\npaths: {}", message: "no path has an operation",
      at: "/paths", line: 2),
    BadPage(
      "a path without a slash", yaml: "openapi: 3.0.1\npaths:\n  x: {get: {}}",
      message: #""x" is no path"#, at: "/paths/x", line: 3),
    BadPage(
      "a path parameter that is not declared",
      yaml: "openapi: 3.0.1\npaths:\n  /x/{id}:\n    get: {}",
      message: "{id} is not declared", at: "/paths/~1x~1{id}/get", line: 4),
    BadPage(
      "a parameter in the body",
      yaml:
        "openapi: 3.0.1\npaths:\n  /x:\n    get:\n      parameters:\n      - {name: a, in: body}",
      message: "in: body is no place", at: "/paths/~1x/get/parameters/0/in", line: 6),
    BadPage(
      "a parameter twice",
      yaml:
        "openapi: 3.0.1\npaths:\n  /x:\n    get:\n      parameters:\n      - {name: A, in: header}\n      - {name: a, in: header}",
      message: "parameter a is declared twice", at: "/paths/~1x/get/parameters/1", line: 7),
    BadPage(
      "a media type that is none",
      yaml:
        "openapi: 3.0.1\npaths:\n  /x:\n    post:\n      requestBody:\n        content:\n          json: {}",
      message: #""json" is no media type"#, at: "/paths/~1x/post/requestBody/content/json", line: 7),
    BadPage(
      "two templates for the same requests",
      yaml:
        "openapi: 3.0.1\npaths:\n  /x/{a}: {}\n  /x/{b}: {}",
      message: "answers the same requests", at: "/paths/~1x~1{b}", line: 4),
  ]
}

@Suite("Pages that are wrong")
struct ContractErrorTests {
  @Test(
    "are refused with file, line, pointer and what would be right",
    arguments: BadPage.schemas + BadPage.documents)
  func refuses(_ page: BadPage) throws {
    let error = try #require(throws: ContractError.self) { try Page.compile(page.yaml) }
    #expect(error.file == "page.yaml")
    #expect(error.pointer.description == page.pointer)
    #expect("\(error.fault)".contains(page.message), "\(error)")
    #expect(error.line != nil)
    if let line = page.line { #expect(error.line == line) }
  }

  @Test("an error is one line")
  func oneLine() throws {
    let error = try #require(throws: ContractError.self) {
      try Page.compile(Page.posting("type: strng"))
    }
    #expect("\(error)".hasPrefix("page.yaml:10: /paths/~1x/post/"))
    #expect(!"\(error)".contains("\n"))
  }

  @Test("a chain of references that is too long is refused, not followed into the ground")
  func deepChain() throws {
    var schemas = "components:\n  schemas:\n"
    for index in 0..<400 {
      schemas += "    S\(index): {properties: {a: {$ref: '#/components/schemas/S\(index + 1)'}}}\n"
    }
    schemas += "    S400: {type: string}\n"
    let yaml = Page.posting("$ref: '#/components/schemas/S0'", components: schemas)
    let error = try #require(throws: ContractError.self) { try Page.compile(yaml) }
    #expect(error.fault == .nestingTooDeep(256))
  }
}

import StrictJSON
import Testing

@testable import OpenAPIContract

/// A keyword that is not checked, and a body that it alone would refuse.
struct UncheckedVector: Sendable, CustomTestStringConvertible {
  let words: String
  let schema: String
  let body: String
  let version: String
  let why: String

  var testDescription: String { words }

  init(_ words: String, _ schema: String, body: String, version: String = "3.0.1", why: String) {
    self.words = words
    self.schema = schema
    self.body = body
    self.version = version
    self.why = why
  }

  static let all: [UncheckedVector] = [
    .init(
      "patternProperties", "patternProperties: {'^x': {type: string}}", body: #"{"xa":1}"#,
      why: "this keyword is not checked"),
    .init(
      "additionalProperties: false",
      "properties: {a: {}}\npatternProperties: {'^x': {}}\nadditionalProperties: false",
      body: #"{"y":1}"#, why: "patternProperties decides which fields it is for"),
    .init(
      "dependencies", "dependencies: {a: [b]}", body: #"{"a":1}"#,
      why: "this keyword is not checked"),
    .init(
      "contains", "contains: {type: string}", body: "[1]", version: "3.1.0",
      why: "this keyword is not checked"),
    .init(
      "items", "prefixItems: [{type: string}]\nitems: {type: integer}", body: #"["x","y"]"#,
      version: "3.1.0", why: "prefixItems decides which items it is for"),
    .init(
      "const: 5", "const: 5", body: "6", why: "this keyword is not checked"),
    .init(
      "format: color", "format: color", body: #""x""#, why: "this format is not checked"),
    .init(
      "discriminator", "discriminator: {propertyName: kind}", body: "{}",
      why: "the alternatives are tried without it"),
  ]
}

@Suite("What is not checked")
struct UncheckedTests {
  @Test("is reported with its line and why, and refuses nothing", arguments: UncheckedVector.all)
  func reported(_ vector: UncheckedVector) throws {
    let page = Page.posting(vector.schema).replacing("3.0.1", with: vector.version)
    let contract = try Page.compile(page)
    let part = try #require(contract.unchecked.first { $0.words.hasPrefix(vector.words) })
    #expect(part.why == vector.why)
    #expect(part.line != nil)
    #expect(part.pointer.description.hasPrefix("/paths/~1x/post/requestBody/"))
    #expect(try contract.operations[0].messages(vector.body) == [])
  }

  @Test(
    "in a schema of our own files, an unknown keyword is an error",
    arguments: ["patternProperties", "dependencies", "const", "nullable", "minimun"])
  func ownSchemas(_ keyword: String) throws {
    let error = try #require(throws: ContractError.self) {
      try CompiledSchema.compile(bare: ["properties": ["a": [keyword: 1]]])
    }
    #expect(error.pointer.description == "/properties/a/\(keyword)")
    #expect(error.fault == .keywordUnsupported("\(keyword): 1"))
  }

  @Test("what stands beside a reference is reported in 3.0, and checked in 3.1")
  func referenceSiblings() throws {
    let page = Page.posting(
      "$ref: '#/components/schemas/A'\nmaxLength: 1",
      components: "components: {schemas: {A: {type: string}}}")
    let old = try Page.compile(page)
    #expect(old.unchecked.map(\.words) == ["maxLength: 1"])
    #expect(try old.operations[0].messages(#""ab""#) == [])
    let new = try Page.compile(page.replacing("3.0.1", with: "3.1.0"))
    #expect(new.unchecked.isEmpty)
    #expect(
      try new.operations[0].messages(#""ab""#) == ["body: has 2 characters, more than 1"])
  }

  @Test("a parameter's style that is not read is reported")
  func style() throws {
    let contract = try Page.compile(
      "openapi: 3.0.1\npaths:\n  /x:\n    get:\n      parameters:\n      - {name: a, in: query, style: deepObject, schema: {type: object}}"
    )
    #expect(contract.unchecked.map(\.words) == ["style: deepObject"])
  }
}

@Suite("Pages of OpenAPI 3.1")
struct OpenAPI31Tests {
  @Test(
    "mean what 3.0 says otherwise",
    arguments: [
      ("type: [string, 'null']", "null", "1"), ("const: 5", "5", "6"),
      ("exclusiveMinimum: 0", "0.1", "0"), ("exclusiveMaximum: 5", "4", "5"),
      ("minimum: 3\nexclusiveMinimum: 1", "3", "2"), ("minimum: 1\nexclusiveMinimum: 3", "4", "3"),
      ("properties: {a: false}", "{}", #"{"a":1}"#), ("properties: {a: true}", #"{"a":1}"#, ""),
    ])
  func means(_ schema: String, _ valid: String, _ invalid: String) throws {
    let contract = try Page.compile(Page.posting(schema).replacing("3.0.1", with: "3.1.0"))
    #expect(try contract.operations[0].messages(valid) == [])
    if !invalid.isEmpty { #expect(try contract.operations[0].messages(invalid).count == 1) }
    #expect(contract.unchecked.isEmpty)
  }
}

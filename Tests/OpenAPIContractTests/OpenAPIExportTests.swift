import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite("The contract as OpenAPI")
struct OpenAPIExportTests {
  private func schema(_ document: JSONValue) -> JSONValue? {
    document["paths"]?["/jimeng/submit/videos"]?["post"]?["requestBody"]?["content"]?[
      "application/json"]?["schema"]
  }

  @Test("has prose turned into schema, with its words")
  func proseIsSchema() throws {
    let duration = schema(try Page.vendor().openAPI())?["properties"]?["duration"]
    #expect(duration?["enum"] == [5, 10])
    #expect(
      schema(try Page.vendor().openAPI())?["properties"]?["cfg_scale"]?["example"]?.number?.text
        == "0.5")
    let source: JSONValue = ["rule": "enum", "words": "枚举值 5, 10", "line": 48, "origin": "prose"]
    #expect(duration?["x-source"]?.array?.contains(source) == true)
  }

  @Test("has what the page leaves out: ids, servers, the answer's schema")
  func isCompleted() throws {
    let document = try Page.vendor().openAPI(servers: ["http://127.0.0.1:4310"]) { _ in
      [("400", ["description": "a rule is broken"]), ("200", ["description": "not this one"])]
    }
    let operation = document["paths"]?["/jimeng/submit/videos"]?["post"]
    #expect(document["openapi"] == "3.0.3")
    #expect(document["servers"] == [["url": "http://127.0.0.1:4310"]])
    #expect(operation?["operationId"] == "postJimengSubmitVideos")
    #expect(operation?["requestBody"]?["required"] == true)
    #expect(operation?["responses"]?["400"]?["description"] == "a rule is broken")
    let answer = operation?["responses"]?["200"]?["content"]?["application/json"]
    #expect(answer?["example"]?["data"] == "4596183399426")
    #expect(answer?["schema"]?["properties"]?["data"] == ["type": "string"])
  }

  @Test("keeps parameters that tools misread where they are not read")
  func ignoredParameters() throws {
    let operation = try Page.vendor().openAPI()["paths"]?["/jimeng/submit/videos"]?["post"]
    #expect(operation?["parameters"] == nil)
    #expect(operation?["x-ignored-parameters"]?.array?.count == 2)
  }

  @Test("names the prose that was left unread")
  func unread() throws {
    let unread = try Page.vendor().openAPI()["x-unread-prose"]?.array
    #expect(unread?.compactMap { $0["words"]?.string } == ["图生视频必带"])
  }

  @Test("compiles to a contract that enforces the same")
  func roundTrip() throws {
    let text = JSONWriter.string(try Page.vendor().openAPI(), style: .pretty)
    let contract = try Page.compile(text, name: "contract.json")
    let messages = try contract.operations[0].messages(#"{"duration":7,"cfg_scale":"x"}"#)
    #expect(
      try Page.vendor().operations[0].messages(#"{"duration":7,"cfg_scale":"x"}"#) == messages)
    #expect(contract.operations[0].successExample?["code"] == "success")
  }

  @Test("says in 3.0 what a page says otherwise")
  func mended() throws {
    let document = try Page.compile(
      Page.posting(
        """
        type: object
        properties:
          a: {type: 'null'}
          b: {type: [string, 'null'], examples: {}}
          c: {type: array}
          d: {type: number, description: '取值范围：(0, 1]'}
        required: []
        """)
    ).openAPI()
    let schema = document["paths"]?["/x"]?["post"]?["requestBody"]?["content"]?[
      "application/json"]?["schema"]
    #expect(schema?["required"] == nil)
    #expect(schema?["properties"]?["a"]?["nullable"] == true)
    #expect(schema?["properties"]?["b"]?["type"] == "string")
    #expect(schema?["properties"]?["b"]?["nullable"] == true)
    #expect(schema?["properties"]?["c"]?["items"] == [:])
    #expect(schema?["properties"]?["d"]?["exclusiveMinimum"] == true)
  }
}

/// The rules of a page and those of its export, compiled again, are the same.
@Suite("Export and back")
struct ExportRoundTripTests {
  private static let prose = """
    type: object
    required: [mode]
    properties:
      mode: {type: string, description: 可选值：std、pro}
      count: {type: integer, description: 取值范围：1-9}
      share: {type: number, description: '取值范围：(0, 1]'}
      text: {type: string, description: 必填，至少2个字符，最多500个字符}
      note: {type: string, nullable: true, description: 枚举值 a, b}
    """

  private static let keywords = """
    type: object
    minProperties: 1
    maxProperties: 9
    additionalProperties: false
    properties:
      a: {type: string, minLength: 1, maxLength: 9, pattern: '^a', format: uri}
      b: {type: number, minimum: 0, exclusiveMinimum: true, maximum: 9, multipleOf: 3}
      c: {type: array, minItems: 1, maxItems: 9, uniqueItems: true, items: {type: integer}}
      d: {oneOf: [{type: string}, {type: integer}]}
      e: {anyOf: [{type: string}, {type: integer}], not: {enum: [7]}}
      f: {allOf: [{$ref: '#/components/schemas/F'}]}
    """

  private func sameRules(_ contract: Contract) throws {
    let text = JSONWriter.string(contract.openAPI(), style: .pretty)
    let again = try Page.compile(text, name: "contract.json")
    func words(_ contract: Contract) -> [String] {
      // OpenAPI has parameters of these names ignored, so an export keeps them elsewhere.
      let ignored = ["Content-Type", "Authorization"]
      return contract.rules.filter { !ignored.contains($0.field) || $0.rule == .mediaType }.map {
        "\($0.method) \($0.path) \($0.location) \($0.field): \($0.rule.rawValue) \($0.words)"
      }.sorted()
    }
    #expect(words(again) == words(contract))
    #expect(!words(contract).isEmpty)
  }

  @Test("keeps the vendor's page") func vendor() throws { try sameRules(try Page.vendor()) }

  @Test("keeps rules that stand in prose") func prose() throws {
    try sameRules(try Page.compile(Page.posting(Self.prose)))
  }

  @Test("keeps every keyword") func keywords() throws {
    let components = "components: {schemas: {F: {type: string, enum: [x]}}}"
    try sameRules(try Page.compile(Page.posting(Self.keywords, components: components)))
  }

  @Test("keeps parameters") func parameters() throws {
    try sameRules(
      try Page.compile(
        """
        openapi: 3.0.1
        paths:
          /x/{id}:
            get:
              parameters:
              - {name: id, in: path, required: true, schema: {type: string, minLength: 2}}
              - {name: mode, in: query, schema: {type: string, enum: [a, b]}}
              - {name: X-Count, in: header, required: true, schema: {type: integer}}
              responses: {'200': {description: ok}}
        """))
  }
}

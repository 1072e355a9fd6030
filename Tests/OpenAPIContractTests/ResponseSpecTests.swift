import JimengFixtures
import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite("What a page says of its responses")
struct ResponseSpecTests {
  private static let page = """
    openapi: 3.0.1
    paths:
      /tasks:
        post:
          responses:
            '202':
              description: accepted
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Task'}
            '429':
              description: slow down
              content:
                text/plain: {example: too fast}
            4XX:
              description: refused
              content:
                application/json:
                  example: '{"code": 400} // as the service writes it'
            default: {description: anything else}
      /tasks/{id}:
        get:
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          responses:
            '200':
              content:
                application/json:
                  examples: {first: {value: {state: done}}}
                  schema: {type: strng}
    components:
      schemas:
        Task:
          type: object
          required: [id]
          properties:
            id: {type: string, example: t-1}
            state: {type: string, enum: [queued, done], description: 可选值：queued、done}
            parent: {$ref: '#/components/schemas/Task'}
            urls: {type: array, items: {type: string, format: uri}}
    """

  @Test("stands in the page's order, with status, type and example")
  func order() throws {
    let responses = try Page.compile(Self.page).operations[0].responses
    #expect(responses.map(\.status) == ["202", "429", "4XX", "default"])
    #expect(
      responses.map(\.mediaType) == ["application/json", "text/plain", "application/json", nil])
    #expect(responses.map(\.example) == [nil, "too fast", ["code": 400], nil])
    #expect(responses[1].exampleText == "too fast")
    #expect(responses[2].exampleText == #"{"code": 400} // as the service writes it"#)
    #expect(responses[0].schema?.description.hasSuffix("/application~1json/schema") == true)
  }

  @Test("gives an answer: the example, else every field of the schema once")
  func examples() throws {
    let contract = try Page.compile(Self.page)
    let responses = contract.operations[0].responses
    #expect(try contract.example(of: responses[2]) == ["code": 400])
    #expect(try contract.example(of: responses[3]) == nil)
    let built = try #require(try contract.example(of: responses[0]))
    #expect(
      built == ["id": "t-1", "state": "queued", "urls": ["https://example.com/pig.png"]])
    #expect(try contract.schema(of: responses[0])?.isValid(built) == true)
  }

  @Test("has its prose read by nobody who checks requests")
  func prose() throws {
    let contract = try Page.compile(Self.page)
    #expect(contract.unread.isEmpty)
    #expect(contract.rules.map(\.field) == ["id", "id"])
  }

  @Test("is at fault only for those who ask for its schema")
  func badSchema() throws {
    let contract = try Page.compile(Self.page)
    let response = contract.operations[1].responses[0]
    #expect(try contract.example(of: response) == ["state": "done"])
    let error = try #require(throws: ContractError.self) { try contract.schema(of: response) }
    #expect(error.fault == .typeUnknown("strng"))
    #expect(error.line != nil)
  }

  @Test("each operation knows its file and its line")
  func place() throws {
    let operations = try Page.compile(Self.page, name: "tasks.yaml").operations
    #expect(operations.map(\.file) == ["tasks.yaml", "tasks.yaml"])
    #expect(operations.map(\.line) == [4, 22])
    let vendor = try Page.vendor().operations[0]
    #expect(vendor.file == Fixtures.vendorPageName)
    #expect(vendor.line != nil)
  }

  @Test("has a status as OpenAPI writes it", arguments: ["default", "200", "404", "599", "5XX"])
  func status(_ text: String) {
    #expect(ResponseSpec.isStatus(text))
  }

  @Test(
    "has no other status", arguments: ["", "20", "2000", "600", "0XX", "2xX", "2X0", "ok", "２００"])
  func noStatus(_ text: String) {
    #expect(!ResponseSpec.isStatus(text))
  }
}

@Suite("Media types")
struct MediaTypeTests {
  private func matches(_ type: String, _ value: String) throws -> Bool {
    let type = try #require(MediaType(type))
    return Array(value.utf8).withUnsafeBufferPointer { type.matches($0) }
  }

  @Test(
    "match by their names alone",
    arguments: [
      ("application/json", "APPLICATION/JSON; a=b", true), ("image/*", "image/png", true),
      ("*/*", "text/html", true), ("application/json", "application/jsonp", false),
      ("image/*", "video/mp4", false), ("application/json", "application/*", false),
      ("application/json", "", false), ("*/*", "json", false),
    ])
  func match(_ type: String, _ value: String, _ isMatch: Bool) throws {
    #expect(try matches(type, value) == isMatch)
  }

  @Test(
    "are JSON by their names",
    arguments: [
      ("application/json", true), ("application/problem+json", true), ("application/*", true),
      ("text/json", true), ("*/*", true), ("text/plain", false), ("image/*", false),
    ])
  func json(_ type: String, _ isJSON: Bool) throws {
    #expect(try #require(MediaType(type)).isJSON == isJSON)
  }

  @Test(
    "are the same whatever the order and the quotes of their parameters",
    arguments: [
      ("a/b;x=1;y=2", "A/B ; y=\"2\"; X=1", true),
      ("a/b;charset=utf-8", "a/b; Charset=UTF-8", true),
      ("a/b", "a/b;", true), ("a/b;x=a", "a/b;x=A", false), ("a/b", "a/b;x=1", false),
      ("a/b", "a/c", false),
    ])
  func same(_ left: String, _ right: String, _ isSame: Bool) throws {
    #expect(try (#require(MediaType(left)) == #require(MediaType(right))) == isSame)
  }

  @Test("that are none", arguments: ["", "a", "a/", "/b", "a b/c", "a/b c", "a/b/c", ";a/b"])
  func invalid(_ text: String) {
    #expect(MediaType(text) == nil)
  }
}

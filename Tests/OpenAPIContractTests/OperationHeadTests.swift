import StrictJSON
import Testing

@testable import OpenAPIContract

@Suite("A request's head")
struct OperationHeadTests {
  private static let json = ["content-type": "application/json"]

  @Test(
    "has a JSON type in whatever spelling",
    arguments: [
      "application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8",
      "application/json ;a=b", " application/json",
    ])
  func jsonType(_ value: String) throws {
    #expect(
      try Page.vendor().operations[0].validateHead(["content-type": value]) == ValidationResult())
  }

  @Test(
    "has no other type",
    arguments: [
      "application/json-patch+json", "application/jsonp", "text/plain", "application", "json", "",
      "application/x-www-form-urlencoded", "application/ json", "multipart/form-data; boundary=x",
    ])
  func otherType(_ value: String) throws {
    let result = try Page.vendor().operations[0].validateHead(["content-type": value])
    #expect(result.violations.map(\.rule) == [.mediaType])
    #expect(result.violations[0].source?.line == 36)
  }

  @Test("has the headers that the page requires")
  func missingHeader() throws {
    let violations = try Page.vendor().operations[0].validateHead([:]).violations
    #expect(violations.map(\.message) == ["Content-Type: required, but missing"])
    #expect(violations.map(\.location) == [.header])
    #expect(violations[0].source?.line == 23)
  }

  private func operation(_ parameters: String, path: String = "/x") throws -> Operation {
    try #require(
      try Page.compile(
        "openapi: 3.0.1\npaths:\n  \(path):\n    get:\n      parameters:\n\(parameters)"
      )
      .operations.first)
  }

  @Test("has header values that fit, whatever the case of the name")
  func headerValues() throws {
    let operation = try operation(
      "      - {name: X-Count, in: header, schema: {type: integer, maximum: 5}}")
    #expect(operation.validateHead(["x-count": "5"]) == ValidationResult())
    #expect(operation.validateHead([:]) == ValidationResult())
    #expect(
      operation.validateHead(["x-count": "6"]).violations.map(\.message)
        == ["X-Count: 6 is more than 5"])
    #expect(
      operation.validateHead(["x-count": "a"]).violations.map(\.message) == [
        #"X-Count: "a" is a string, not an integer"#
      ])
  }

  @Test("has query values that fit, decoded")
  func queryValues() throws {
    let operation = try operation(
      """
            - {name: mode, in: query, required: true, schema: {type: string}, description: '枚举值 std, pro'}
            - {name: 'a b', in: query, schema: {type: array, items: {type: integer}}}
      """)
    #expect(operation.validateHead([:], query: "mode=std&a+b=1&a%20b=2") == ValidationResult())
    #expect(
      operation.validateHead([:], query: "mode=x&a+b=z").violations.map(\.message) == [
        #"query parameter mode: "x" is not one of "std", "pro""#,
        #"query parameter ["a b"][0]: "z" is a string, not an integer"#,
      ])
    #expect(
      operation.validateHead([:]).violations.map(\.message) == [
        "query parameter mode: required, but missing"
      ])
  }

  @Test("has path values that fit")
  func pathValues() throws {
    let operation = try operation(
      "      - {name: id, in: path, required: true, schema: {type: string, pattern: '^[0-9]+$'}}",
      path: "/x/{id}")
    #expect(operation.validateHead([:], path: "/x/12") == ValidationResult())
    #expect(
      operation.validateHead([:], path: "/x/a%20b").violations.map(\.message) == [
        #"path parameter id: "a b" does not match ^[0-9]+$"#
      ])
  }

  @Test("has cookies that fit")
  func cookies() throws {
    let operation = try operation(
      "      - {name: s, in: cookie, required: true, schema: {type: integer}}")
    #expect(operation.validateHead(["cookie": "a=b; s=5"]) == ValidationResult())
    #expect(operation.validateHead(["cookie": "as=5"]).violations.map(\.rule) == [.required])
  }

  @Test("inherits the path's parameters, and its own win")
  func inheritedParameters() throws {
    let contract = try Page.compile(
      """
      openapi: 3.0.1
      paths:
        /x:
          parameters:
          - {name: A, in: header, required: true, schema: {type: string}}
          - {name: B, in: header, required: true, schema: {type: string}}
          get:
            parameters:
            - {name: b, in: header, required: false, schema: {type: string}}
      """)
    let violations = contract.operations[0].validateHead([:]).violations
    #expect(violations.map(\.message) == ["A: required, but missing"])
  }

  @Test("an absent body is a violation when its schema requires fields")
  func missingBody() throws {
    let violations = try Page.vendor().operations[0].validateMissingBody().violations
    #expect(violations.map(\.message) == ["body: required, but missing"])
    #expect(violations[0].source?.words == "required: prompt")
    #expect(try Page.operation("type: object").validateMissingBody() == ValidationResult())
  }

  @Test("a Content-Type that a GET is said to need is reported, not enforced")
  func contentTypeOfGet() throws {
    let contract = try Page.compile(
      "openapi: 3.0.1\npaths:\n  /x:\n    get:\n      parameters:\n      - {name: Content-Type, in: header, required: true}"
    )
    #expect(contract.operations[0].validateHead([:]) == ValidationResult())
    #expect(contract.unchecked.map(\.words) == ["Content-Type"])
  }
}

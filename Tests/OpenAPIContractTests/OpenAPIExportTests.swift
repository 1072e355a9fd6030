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

import OpenAPIContract
import StrictJSON
import Testing

@testable import JimengMock

@Suite struct BatchRequestTests {
  @Test(
    "reads ids, each once, and leaves out what is no string",
    arguments: [
      (#"{"ids":["b","a","b"]}"#, ["b", "a"]), (#"{"ids":["a",1,null,["c"]]}"#, ["a"]),
      (#"{"ids":[]}"#, []), (#"{"ids":null}"#, []), ("{}", []), ("null", []),
      (#"{"ids":["K","\#u{212A}"]}"#, ["K", "\u{212A}"]),
    ])
  func reads(body: String, ids: [String]) throws {
    let request = BatchRequest(body: try JSONReader.read(body).root)
    guard case .ids(let read, _) = request else {
      Issue.record("\(body) was refused")
      return
    }
    #expect(read.map { Array($0.utf8) } == ids.map { Array($0.utf8) })
  }

  @Test(
    "refuses other shapes in the service's envelope",
    arguments: [#"{"ids":"a"}"#, #"{"ids":{}}"#, "[]", "7", #""a""#])
  func refuses(body: String) throws {
    guard case .refused(let envelope) = BatchRequest(body: try JSONReader.read(body).root) else {
      Issue.record("\(body) was taken")
      return
    }
    #expect(try FetchPage.answerSchema("TaskError").isValid(envelope))
    #expect(envelope["code"] == "invalid_request")
  }

  @Test("takes a thousand ids, and no more", arguments: [1000, 1001])
  func bound(count: Int) {
    let ids = (0..<count).map { JSONValue.string("\($0)") }
    let request = BatchRequest(body: ["ids": .array(ids)])
    if case .ids(let read, _) = request {
      #expect(count == 1000 && read.count == 1000)
    } else {
      #expect(count == 1001)
    }
  }
}

import StrictJSON
import Testing

@testable import JimengClient

@Suite struct UpstreamUnwrapperTests {
  @Test(
    "a plain message holds nothing", arguments: ["", "upstream error", "{not JSON", "\"text\""])
  func plain(message: String) {
    #expect(UpstreamUnwrapper.unwrap(message: message).isEmpty)
  }

  @Test("both envelopes, and a code that is a number")
  func envelopes() {
    let upstream = UpstreamError(code: "InvalidParameter", message: "bad")
    let error = #"{"error":{"code":"InvalidParameter","message":"bad","param":"","type":"x"}}"#
    #expect(UpstreamUnwrapper.unwrap(message: error) == [upstream])
    #expect(
      UpstreamUnwrapper.unwrap(message: #" {"code":50413,"message":"Risk","data":null}"#)
        == [UpstreamError(code: "50413", message: "Risk")])
    #expect(
      UpstreamUnwrapper.unwrap(message: #"{"error":"out of order"}"#)
        == [UpstreamError(code: nil, message: "out of order")])
  }

  @Test("a string around the JSON is no layer")
  func quoted() {
    let quoted = JSONWriter.string(.string(#"{"code":"a","message":"b"}"#))
    #expect(
      UpstreamUnwrapper.unwrap(message: quoted) == [UpstreamError(code: "a", message: "b")])
  }

  @Test("three deep, outermost first, down to a web page")
  func deep() {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head></html>"
    let inner: JSONValue = ["error": ["code": "", "message": .string(page)]]
    let middle: JSONValue = ["code": "b", "message": .string(JSONWriter.string(inner))]
    let outer: JSONValue = ["code": "a", "message": .string(JSONWriter.string(middle))]
    let layers = UpstreamUnwrapper.unwrap(message: JSONWriter.string(outer))
    #expect(layers.map(\.code) == ["a", "b", nil, nil])
    #expect(
      layers.last == UpstreamError(code: nil, message: "502 Bad Gateway", isWebPage: true))
  }

  @Test("a nesting without end is followed for eight layers")
  func bounded() {
    var text = "the end"
    for depth in 0..<20 {
      let layer: JSONValue = ["code": .string("\(depth)"), "message": .string(text)]
      text = JSONWriter.string(layer)
      // Each quoting doubles the backslashes: 2^20 of them would be too many to write.
      if depth >= 9 { break }
    }
    #expect(
      UpstreamUnwrapper.unwrap(message: text).map(\.code) == (2...9).reversed().map { "\($0)" })
  }

  @Test("an error that is JSON already: an object, or text that holds one")
  func value() {
    #expect(
      UpstreamUnwrapper.unwrap(error: ["code": "a", "message": "b"])
        == [UpstreamError(code: "a", message: "b")])
    #expect(
      UpstreamUnwrapper.unwrap(error: "broken") == [UpstreamError(code: nil, message: "broken")])
    #expect(
      UpstreamUnwrapper.unwrap(error: #"{"code":"a","message":"b"}"#)
        == [UpstreamError(code: "a", message: "b")])
    #expect(UpstreamUnwrapper.unwrap(error: .null).isEmpty)
    #expect(UpstreamUnwrapper.unwrap(error: "").isEmpty)
  }
}

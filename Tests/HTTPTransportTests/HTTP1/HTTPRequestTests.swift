import Testing

@testable import HTTPTransport

@Suite("A request")
struct HTTPRequestTests {
  /// A request target, and the path, query and authority it stands for (RFC 9112 §3.2).
  static let targets: [(target: String, path: String, query: String?, authority: String)] = [
    ("/", "/", nil, "h"),
    ("/a/b?c=d?e", "/a/b", "c=d?e", "h"),
    ("/?", "/", "", "h"),
    ("//a", "//a", nil, "h"),
    ("/a%2Fb", "/a%2Fb", nil, "h"),
    ("http://b:81/p?q", "/p", "q", "b:81"),
    ("https://[::1]/p", "/p", nil, "[::1]"),
    ("http://b", "/", nil, "b"),
    ("http://b?q/r", "/", "q/r", "b"),
  ]

  @Test("takes path, query and authority from its target", arguments: targets)
  func readsTarget(
    _ target: (target: String, path: String, query: String?, authority: String)
  ) throws {
    let bytes = latin1("GET \(target.target) HTTP/1.1\r\nHost: h\r\n\r\n")
    var parser = HTTPRequestParser()
    _ = try bytes.withUnsafeBufferPointer { try parser.parse($0) }
    let request = parser.request
    #expect(request.target == target.target)
    #expect(request.path == target.path)
    #expect(request.query == target.query)
    #expect(request.authority == target.authority)
    #expect(request.withPath { String(decoding: $0, as: UTF8.self) } == target.path)
  }

  @Test("finds fields by name without case, the first of several, and counts them")
  func findsFields() throws {
    let bytes = latin1(
      "GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\r\nx-a: 2\r\nX-AB: 3\r\nX-Raw: \u{FF}\r\n\r\n")
    var parser = HTTPRequestParser()
    _ = try bytes.withUnsafeBufferPointer { try parser.parse($0) }
    let fields = parser.request.fields
    #expect(fields["x-A"] == "1")
    #expect(fields.withValue(named: "x-A") { $0?.elementsEqual("1".utf8) } == true)
    #expect(fields["x-ab"] == "3")
    #expect(fields["x"] == nil)
    #expect(fields.withValue(named: "x") { $0 == nil })
    #expect(fields.values(of: "X-a") == ["1", "2"])
    #expect(fields.count == 5)
    #expect(fields["X-Raw"] == "\u{FFFD}")
    #expect(fields[0].name == "Host" && fields[0].value == "h")
  }

  @Test("has no fields before anything was read")
  func isEmpty() {
    let request = HTTPRequest()
    #expect(request.path == "/")
    #expect(request.target == "")
    #expect(request.authority == nil)
    #expect(request.withPath { $0.count } == 1)
  }
}

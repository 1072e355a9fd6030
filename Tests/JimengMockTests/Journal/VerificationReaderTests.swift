import StrictJSON
import Testing

@testable import JimengMock

@Suite struct VerificationReaderTests {
  struct Vector: CustomTestStringConvertible {
    let what: String
    let text: String
    let pointer: String
    var testDescription: String { what }
  }

  static let refused = [
    Vector(what: "no object", text: "[]", pointer: ""),
    Vector(what: "nothing asked", text: "{}", pointer: ""),
    Vector(what: "only a flag that is off", text: #"{"noViolations":false}"#, pointer: ""),
    Vector(what: "an unknown name", text: #"{"methd":"POST"}"#, pointer: "/methd"),
    Vector(
      what: "an unknown name in an order", text: #"{"order":[{"atLeast":1}]}"#,
      pointer: "/order/0/atLeast"),
    Vector(what: "a name twice", text: #"{"method":"A","method":"B"}"#, pointer: "/method"),
    Vector(what: "a name twice in a body", text: #"{"body":{"a":1,"a":2}}"#, pointer: "/body/a"),
    Vector(what: "a method that is no text", text: #"{"method":1}"#, pointer: "/method"),
    Vector(what: "a path without slash", text: #"{"path":"jimeng"}"#, pointer: "/path"),
    Vector(what: "a path with a query", text: #"{"path":"/a?b=1"}"#, pointer: "/path"),
    Vector(what: "headers that are a list", text: #"{"headers":[]}"#, pointer: "/headers"),
    Vector(what: "a header that is a number", text: #"{"headers":{"A":1}}"#, pointer: "/headers/A"),
    Vector(
      what: "a header that is a key", text: #"{"headers":{"Authorization":"Bearer x"}}"#,
      pointer: "/headers/Authorization"),
    Vector(
      what: "a member of a body that is a key", text: #"{"body":{"a":[{"apiKey":"x"}]}}"#,
      pointer: "/body/a/0/apiKey"),
    Vector(
      what: "what stands within one", text: #"{"order":[{"body":{"auth":{"a":["x"]}}}]}"#,
      pointer: "/order/0/body/auth/a/0"),
    Vector(what: "a status of four digits", text: #"{"status":2000}"#, pointer: "/status"),
    Vector(what: "a status as text", text: #"{"status":"200"}"#, pointer: "/status"),
    Vector(what: "a negative count", text: #"{"exactly":-1}"#, pointer: "/exactly"),
    Vector(what: "half a request", text: #"{"atLeast":0.5}"#, pointer: "/atLeast"),
    Vector(what: "more than can be counted", text: #"{"atMost":1e99}"#, pointer: "/atMost"),
    Vector(what: "exactly and at least", text: #"{"exactly":1,"atLeast":1}"#, pointer: "/exactly"),
    Vector(
      what: "at least more than at most", text: #"{"atLeast":2,"atMost":1}"#, pointer: "/atLeast"),
    Vector(what: "an order of nothing", text: #"{"order":[]}"#, pointer: "/order"),
    Vector(what: "an order of texts", text: #"{"order":["POST"]}"#, pointer: "/order/0"),
    Vector(what: "a flag that is a number", text: #"{"noViolations":1}"#, pointer: "/noViolations"),
    Vector(what: "a flag that is a text", text: #"{"queueUsed":"true"}"#, pointer: "/queueUsed"),
  ]

  @Test("refuses what is no verification, and tells where", arguments: refused)
  func refuses(vector: Vector) throws {
    let error = #expect(throws: JSONNodeError.self) {
      try VerificationReader.read(JSONNode.read(vector.text.utf8))
    }
    #expect(error.map { "\($0.pointer)" } == vector.pointer)
    #expect(error.map { !"\($0)".isEmpty } == true)
  }

  @Test("suggests the name that was meant")
  func nearest() throws {
    let node = try JSONNode.read(#"{"atleast":1}"#.utf8)
    #expect(
      throws: JSONNodeError(
        pointer: JSONPointer(tokens: ["atleast"]),
        problem: .unknownKey(nearest: "atLeast", known: VerificationReader.keys))
    ) { try VerificationReader.read(node) }
  }

  @Test("refuses a body of too many values, and an order of too many kinds")
  func bounds() throws {
    let items = Array(repeating: "1", count: VerificationReader.bodyValuesMax).joined(
      separator: ",")
    let kinds = Array(repeating: "{}", count: VerificationReader.orderCountMax + 1)
      .joined(separator: ",")
    for text in [#"{"body":[\#(items)]}"#, #"{"order":[\#(kinds)]}"#] {
      let node = try JSONNode.read(text.utf8)
      #expect(throws: JSONNodeError.self) { try VerificationReader.read(node) }
    }
  }

  @Test("reads every part")
  func reads() throws {
    let verification = try VerificationReader.read(
      JSONNode.read(
        #"""
        {"method":"POST","path":"/a","headers":{"X":"1","Y":true},"body":{"b":[]},"status":200,
        "atLeast":1,"atMost":2,"order":[{"method":"GET"}],"noViolations":true,"queueUsed":true}
        """#.utf8))
    var expected = Verification()
    expected.pattern = RequestPattern(
      method: "POST", path: .exactly("/a"),
      headers: [
        HeaderPattern(name: "X", wanted: .value("1")), HeaderPattern(name: "Y", wanted: .present),
      ], body: ["b": []], status: 200)
    expected.count = .between(1, 2)
    expected.order = [RequestPattern(method: "GET")]
    expected.hasNoViolations = true
    expected.isQueueUsed = true
    #expect(verification == expected)
  }
}

import Testing

@testable import HTTPTransport

@Suite("Framing")
struct HTTPFramingTests {
  private func note(_ fields: [(String, String)]) throws(HTTPRefusal) -> HTTPFraming {
    var framing = HTTPFraming()
    for (name, value) in fields {
      let (name, value) = (latin1(name), latin1(value))
      try name.withUnsafeBufferPointer { name throws(HTTPRefusal) in
        try value.withUnsafeBufferPointer { value throws(HTTPRefusal) in
          try framing.record(name: name, value: value)
        }
      }
    }
    return framing
  }

  @Test(
    "says where the body ends (RFC 9112 §6.3)",
    arguments: [
      ([], .none), ([("Content-Length", "0")], .none), ([("content-LENGTH", "7")], .length(7)),
      ([("Content-Length", "8")], .length(8)), ([("transfer-ENCODING", "CHUNKED")], .chunked),
      ([("X-Content-Length", "7"), ("Content-Lengths", "x")], .none),
    ] as [([(String, String)], HTTPFraming.Body)])
  func endsBody(_ fields: [(String, String)], _ body: HTTPFraming.Body) throws {
    var framing = try note([("Host", "a")] + fields)
    #expect(try framing.body(of: .http11, bytesMax: 8) == body)
  }

  @Test("refuses a length beyond the limit")
  func refusesLength() throws {
    var framing = try note([("Host", "a"), ("Content-Length", "9")])
    #expect(throws: HTTPRefusal.bodyTooLarge) { try framing.body(of: .http11, bytesMax: 8) }
  }

  @Test(
    "says whether the connection goes on (RFC 9112 §9.3)",
    arguments: [
      ([], true, false), (["close"], false, false), (["keep-alive"], true, true),
      (["Keep-Alive , x"], true, true), (["keep-alive", "close"], false, false),
      (["x,\tClose"], false, false), (["clos", ""], true, false), ([",,"], true, false),
    ])
  func keepsAlive(_ values: [String], _ in11: Bool, _ in10: Bool) throws {
    let framing = try note(values.map { ("Connection", $0) })
    #expect(framing.keepsAlive(in: .http11) == in11)
    #expect(framing.keepsAlive(in: .http10) == in10)
  }

  @Test(
    "knows a host with an optional port",
    arguments: [
      "a", "a.b-c_d~e", "1.2.3.4:80", "a:", "a:65535", "[::1]", "[::ffff:1.2.3.4]:8080", "%41",
      "a!$&'()*+;=",
    ])
  func knowsHosts(_ text: String) {
    latin1(text).withUnsafeBufferPointer {
      #expect(HTTPFraming.isHost($0, portRequired: false))
    }
  }

  @Test(
    "requires a port where it is asked to", arguments: [("a:1", true), ("a", false), ("a:", false)])
  func requiresPort(_ text: String, _ isHost: Bool) {
    latin1(text).withUnsafeBufferPointer {
      #expect(HTTPFraming.isHost($0, portRequired: true) == isHost)
    }
  }
}

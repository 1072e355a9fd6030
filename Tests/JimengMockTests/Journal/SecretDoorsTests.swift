import Foundation
import HTTPTransport
import StrictJSON
import Testing

@testable import JimengMock

/// A key is sent through every door that clients are known to use, and looked for at every outlet:
/// the journal, the archive, the events, a verification, the log, and what `exec` reports.
@Suite struct SecretDoorsTests {
  /// A request that carries a key.
  struct Door: CustomTestStringConvertible {
    let what: String
    /// Without Host and Content-Length, which are added; a whole text when it is to be refused.
    let head: String
    var body = ""
    var isRefused = false
    var testDescription: String { what }
  }

  private static let submit = "POST /jimeng/submit/videos HTTP/1.1"
  private static let json = "\(submit)\r\nContent-Type: application/json"
  private static let prompt = #"{"prompt":"a cat"}"#

  private static func field(_ line: String) -> Door {
    Door(what: line, head: "\(json)\r\n\(line)", body: prompt)
  }

  private static func target(_ target: String, method: String = "GET") -> Door {
    Door(what: target, head: "\(method) \(target) HTTP/1.1")
  }

  private static func body(_ what: String, _ body: String, type: String = "application/json")
    -> Door
  {
    Door(what: what, head: "\(submit)\r\nContent-Type: \(type)", body: body)
  }

  private static func refused(_ what: String, _ text: String) -> Door {
    Door(what: what, head: text, isRefused: true)
  }

  /// `KEY` stands for the key, `BASE64` for `user:KEY` in base64, `KEYPART` for it without `sk-`.
  static let doors: [Door] =
    [
      "Authorization: Bearer KEY", "Authorization: KEY", "Authorization: bearer  KEY",
      "Authorization: Basic BASE64", "Authorization: Token KEY", "Proxy-Authorization: Basic KEY",
      "X-Api-Key: KEY", "X-Goog-Api-Key: KEY", "Cookie: a=b; session=KEY", "X-Auth-Token: KEY",
      "X-Token-Value: KEY", "x-client-secret-v2: KEY", "Cf-Access-Jwt-Assertion: KEY",
      "Referer: http://u:KEY@host/", "Referer: http://host/?key=KEY", "Origin: http://KEY@host",
      "User-Agent: curl KEY", "X-Anything: KEY", "Accept: KEY", "Prefer: scenario=KEY",
      "Mock-Session: KEY!",
    ].map(field)
    + [
      "/jimeng/fetch/1?api_key=KEY", "/jimeng/fetch/1?a=1&token=KEY",
      "/jimeng/fetch/1?api%5Fkey=KEY",
      "/jimeng/fetch/1?a=KEY", "/jimeng/fetch/KEY", "/unknown/KEY",
      "/scenario/KEY/jimeng/fetch/1", "/__mock/files/KEY",
    ].map { target($0) }
    + [target("/KEY", method: "DELETE"), target("/x", method: "KEY")]
    + [
      body("a member", #"{"prompt":"a","api_key":"KEY"}"#),
      body("below a member", #"{"prompt":"a","auth":{"x":["KEY"]}}"#),
      body("a pair", #"{"headers":[{"name":"Authorization","value":"Bearer KEY"}]}"#),
      body("JSON within JSON", #"{"prompt":"a","x":"{\"api_key\":\"KEY\"}"}"#),
      body("in the prompt", #"{"prompt":"use KEY please"}"#),
      body("a token in the prompt", #"{"prompt":"[[mock:KEY]]"}"#),
      body("a wrong value", #"{"prompt":"a","duration":"KEY"}"#),
      body("a name", #"{"prompt":"a","KEY":1}"#),
      body("within base64", #"{"prompt":"a","image_url":"data:,BASE64"}"#),
      body("without sk-", #"{"prompt":"KEYPART","api_key":"KEY"}"#),
      body("broken JSON", #"{"prompt":"a","api_key":"KEY"#),
      body("a program's text", "{'api_key': 'KEY'}"),
      body("a form", "prompt=a&token=KEY", type: "application/x-www-form-urlencoded"),
      body("XML", "<a><apiKey>KEY</apiKey></a>", type: "application/xml"),
      body(
        "a part", "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nKEY\r\n--b--",
        type: "multipart/form-data; boundary=b"),
      body("the type", prompt, type: "text/plain; key=KEY"),
      refused("a user in Host", "GET / HTTP/1.1\r\nHost: user:KEY@h\r\n\r\n"),
      refused("a space before the colon", "GET / HTTP/1.1\r\nHost: h\r\nX-Key : KEY\r\n\r\n"),
      refused("no colon", "GET / HTTP/1.1\r\nHost: h\r\nAuthorization KEY\r\n\r\n"),
      refused("a user in the target", "GET http://u:KEY@h/ HTTP/1.1\r\nHost: h\r\n\r\n"),
    ]

  @Test(
    "a key that looks like one appears at no outlet, whatever its door",
    arguments: doors.filter { $0.what != "within base64" })
  func byLook(door: Door) throws {
    let world = try World(key: "sk-9f8e7d6c5b4a3f2e1d0c")
    try world.send(door)
    // Of a field that names no session, and of a target that is none, nothing is shown.
    let isShown = try world.check()
    #expect(isShown || door.what.hasPrefix("Mock-Session") || door.what == "a user in the target")
  }

  @Test("a key that a session has sent once appears at none of its outlets, whatever its doors")
  func byValue() throws {
    let world = try World(key: "Zq81kd-Pw7Lm_x93TtB")
    // A credential that comes last is masked in what came before.
    for door in Self.doors.reversed() { try world.send(door) }
    #expect(try world.check())
    #expect(Self.doors.count >= 40)
  }

  @Test("a number is a key as well")
  func number() throws {
    let world = try World(key: "12345678901234567890")
    try world.send(Self.body("named", #"{"prompt":"a","api_key":KEY}"#))
    try world.send(Self.body("not named", #"{"prompt":"a","x":KEY}"#))
    #expect(try world.check())
  }

  @Test("an answer to the client says what the client sent")
  func answer() throws {
    let bench = try HandlerBench()
    let headers = ["Content-Type: application/json", "Authorization: Bearer abcdefgh12345678"]
    let reply = try bench.send(
      "POST", HandlerBench.submitPath, #"{"prompt":"a","duration":"abcdefgh12345678"}"#,
      headers: headers)
    #expect(reply["message"]?.string?.contains("abcdefgh12345678") == true)
    let lines = try bench.send(
      "POST", HandlerBench.submitPath, #"{"prompt":["A pig\nCamera: pan left"]}"#, headers: headers)
    #expect(lines["message"]?.string?.contains("Camera: pan left") == true)
  }

  static let lookAlikes = [
    #""max_tokens":"4096-and-more""#, #""monkey":"a grey monkey""#, #""image_key":"photo-1234567""#,
    #""tokenizer":"cl100k_base""#, #""author":"someone-1""#, #""extra":"sk-short""#,
    #""extra":"task-12345678901234567890""#, #""extra":"key: value, token=2""#,
    #""extra":["A pig\nCamera: pan left"]"#, #""keyframes":"1,2,3""#, #""token_count":"12""#,
  ]

  @Test("what only resembles a key is shown as it was", arguments: lookAlikes)
  func lookAlike(member: String) throws {
    let bench = try HandlerBench()
    let body = "{\"prompt\":\"a cat\",\(member)}"
    _ = try bench.send(
      "POST", HandlerBench.submitPath, body,
      headers: [
        "Content-Type: application/json", "Idempotency-Key: 0123456789", "X-Task: t-1",
        "Authorization: Bearer some-key-1234",
      ])
    let entry = try #require(bench.state.sessions.default.journal.first)
    #expect(JSONWriter.string(entry.body.json) == body)
    let values = entry.headers.filter { $0.name != "Authorization" }.map(\.value)
    #expect(values.contains("0123456789") && !values.joined().contains("***"))
    let verify = #"{"headers":{"Idempotency-Key":"0123456789"},"body":\#(body),"exactly":1}"#
    #expect(try bench.send("POST", "/__mock/verify", verify).status == 200)
  }
}

extension SecretDoorsTests {
  /// A mock with a log, and all that anyone can read of it.
  private final class World {
    private let key: String
    private let bench: HandlerBench
    private let pipe = Pipe()

    init(key: String) throws {
      self.key = key
      bench = try HandlerBench { [pipe] in
        $0.log = .json
        $0.logDescriptor = pipe.fileHandleForWriting.fileDescriptor
        $0.recordsContractUsage = true
      }
    }

    private func filled(_ text: String) -> String {
      let part = key.hasPrefix("sk-") ? String(key.dropFirst(3)) : key
      return text.replacing("KEYPART", with: part).replacing("KEY", with: key)
        .replacing("BASE64", with: Data("user:\(key)".utf8).base64EncodedString())
    }

    func send(_ door: Door) throws {
      let body = filled(door.body)
      let text =
        door.isRefused
        ? filled(door.head)
        : "\(filled(door.head))\r\nHost: 127.0.0.1:4310\r\n"
          + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
      var parser = HTTPRequestParser()
      var response = HTTPResponse()
      let handler = bench.handler
      Array(text.utf8).withUnsafeBufferPointer { bytes in
        do throws(HTTPRefusal) {
          var consumed = 0
          for _ in 0..<4 {
            consumed += try parser.parse(UnsafeBufferPointer(rebasing: bytes[consumed...])).consumed
          }
          handler.respond(to: parser.request, at: bench.now, into: &response)
        } catch {
          parser.abandon(bytes)
          response.status = error.status
          handler.refuse(error, of: parser.request, at: bench.now, into: &response)
        }
      }
    }

    /// - Returns: whether something is masked.
    func check() throws -> Bool {
      let journal = bench.state.sessions.default.journal
      var texts = ["\(JournalSnapshot(journal))"]
      texts += JournalSnapshot(journal).requests.map {
        "\($0) \($0.headers) \($0.body) \($0.answer)"
      }
      for path in ["requests", "har", "tasks", "sessions", "queue"] {
        texts.append(try text(of: bench.send("GET", "/__mock/\(path)")))
      }
      let verify = #"{"method":"NO","path":"/no","body":{"prompt":"no"},"noViolations":true}"#
      texts.append(try text(of: bench.send("POST", "/__mock/verify", verify)))
      texts.append("\(String(describing: bench.state.contractUsage))")
      bench.handler.iterationEnded(at: bench.now)
      try pipe.fileHandleForWriting.close()
      let log = try pipe.fileHandleForReading.readToEnd() ?? Data()
      texts.append(String(decoding: log, as: UTF8.self))
      let secrets = [key, String(key.dropFirst(3)), filled("BASE64")]
      for text in texts {
        for secret in secrets {
          guard let range = text.range(of: secret) else { continue }
          let start = text.index(range.lowerBound, offsetBy: -60, limitedBy: text.startIndex)
          Issue.record("\(secret): \(text[(start ?? text.startIndex)..<range.upperBound])")
        }
      }
      return texts.contains { $0.contains("***") }
    }

    private func text(of reply: HandlerBench.Reply) -> String {
      String(decoding: reply.response.body, as: UTF8.self)
    }
  }
}

import HTTPTransport
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

/// The handler without a server around it: the text of a request in, an answer out.
final class HandlerBench {
  /// What came back.
  struct Reply {
    let response: HTTPResponse
    let json: JSONValue

    var status: Int { response.status.code }
    var fields: String { response.fieldText }

    subscript(name: String) -> JSONValue? { json[name] }
  }

  static let submitPath = "/jimeng/submit/videos"
  static let body = #"{"prompt":"a cat","duration":5,"aspect_ratio":"16:9","cfg_scale":0.5}"#

  let handler: MockHandler
  /// Moves only when told to.
  var monotonicNanoseconds: UInt64 = 1_000_000_000_000

  init(_ configure: (inout MockConfiguration) -> Void = { _ in }) throws {
    let bench = try AdminBench(configure: configure)
    handler = MockHandler(bench.state, chaos: ChaosPlan())
  }

  var state: MockState { handler.state }
  var now: ServerTime { AdminBench.time(monotonicNanoseconds) }

  /// - Parameter headers: whole lines, besides Host and Content-Length.
  @discardableResult
  func send(
    _ method: String, _ path: String, _ body: String = "", host: String = "127.0.0.1:4310",
    headers: [String] = []
  ) throws -> Reply {
    let lines = ["\(method) \(path) HTTP/1.1", "Host: \(host)"] + headers
    let head = (lines + ["Content-Length: \(body.utf8.count)"]).joined(separator: "\r\n")
    let request = try HTTPRequest.read(head + "\r\n\r\n" + body)
    var response = HTTPResponse()
    handler.respond(to: request, at: now, into: &response)
    let isJSON = response.fieldText.contains("json")
    let json = isJSON ? try JSONReader.read(response.body).root : .null
    return Reply(response: response, json: json)
  }

  /// A submit that the contract accepts.
  @discardableResult
  func submit(_ prefix: String = "", headers: [String] = []) throws -> Reply {
    try send(
      "POST", prefix + Self.submitPath, Self.body,
      headers: ["Content-Type: application/json"] + headers)
  }

  /// Of submits, in a session.
  func verify(exactly count: Int, _ prefix: String = "") throws -> Reply {
    try send(
      "POST", "\(prefix)/__mock/verify",
      #"{"method":"POST","path":"\#(Self.submitPath)","exactly":\#(count)}"#)
  }
}

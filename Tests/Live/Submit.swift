import Foundation
import JimengMock
import TestSupport

/// The submit that most tests send.
enum Submit {
  static let path = "/jimeng/submit/videos"

  static func body(
    _ prompt: String = "一只小猪", ratio: String = "16:9", seconds: Int = 5
  ) -> String {
    "{\"prompt\":\"\(prompt)\",\"duration\":\(seconds),\"aspect_ratio\":\"\(ratio)\","
      + "\"cfg_scale\":0.5}"
  }

  /// A head and as much of a body as there is.
  private static func text(
    _ port: UInt16, fields: String, length: Int, body: String = ""
  ) -> String {
    "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r\n"
      + "\(fields)Content-Length: \(length)\r\n\r\n\(body)"
  }

  /// Sends a submit over a socket of its own: for tests that count descriptors and threads, of which
  /// URLSession keeps some.
  static func send(to port: UInt16) throws -> String {
    let text = text(
      port, fields: "Connection: close\r\n", length: body().utf8.count, body: body())
    return try SocketClient.exchange(text, with: port)
  }

  /// Sends the head of a submit whose body never comes.
  static func sendHead(to port: UInt16, fields: String) throws -> String {
    try SocketClient.exchange(
      text(port, fields: fields, length: 1_000_000), with: port, endsSide: false)
  }

  /// Sends a submit and waits for nothing.
  static func begin(to port: UInt16, fields: String) throws -> SocketClient {
    let client = try SocketClient(port: port)
    client.send(text(port, fields: fields, length: body().utf8.count, body: body()))
    return client
  }
}

extension WebClient {
  convenience init(_ mock: MockServer, prefix: String = "", timeout: TimeInterval = 20) {
    self.init(mock.url, prefix: prefix, timeout: timeout)
  }

  func submit(
    _ body: String = Submit.body(), headers: [String: String] = [:]
  ) async throws -> Answer {
    let type = ["Content-Type": "application/json"]
    return try await send(
      "POST", Submit.path, headers: headers.merging(type) { given, _ in given }, body: body)
  }
}

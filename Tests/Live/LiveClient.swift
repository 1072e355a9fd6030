import Foundation
import JimengMock

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A real client, URLSession. Each has its own connections, so that none is used again after a
/// fault: libcurl sends a request twice when a used connection breaks.
final class LiveClient: Sendable {
  struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
    subscript(name: String) -> String? { headers[name.lowercased()] }
  }

  static let submitPath = "/jimeng/submit/videos"

  static func submitBody(_ prompt: String = "一只小猪", ratio: String = "16:9", seconds: Int = 5)
    -> String
  {
    "{\"prompt\":\"\(prompt)\",\"duration\":\(seconds),\"aspect_ratio\":\"\(ratio)\","
      + "\"cfg_scale\":0.5}"
  }

  private let base: String
  private let session: URLSession

  /// - Parameter prefix: of every path, such as `/session/a`.
  init(_ mock: MockServer, prefix: String = "", timeout: TimeInterval = 20) {
    base = mock.url.absoluteString + prefix
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeout
    configuration.httpMaximumConnectionsPerHost = 64
    session = URLSession(configuration: configuration)
  }

  deinit {
    session.invalidateAndCancel()
  }

  func submit(
    _ body: String = submitBody(), headers: [String: String] = [:]
  ) async throws -> Answer {
    let type = ["Content-Type": "application/json"]
    return try await send(
      "POST", Self.submitPath, headers: headers.merging(type) { given, _ in given }, body: body)
  }

  /// - Parameter path: or a whole URL.
  func send(
    _ method: String, _ path: String, headers: [String: String] = [:], body: String? = nil
  ) async throws -> Answer {
    let text = path.hasPrefix("http://") ? path : base + path
    guard let url = URL(string: text) else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.httpBody = body.map { Data($0.utf8) }
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await session.data(for: request)
    guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
    var fields: [String: String] = [:]
    for (name, value) in response.allHeaderFields {
      fields["\(name)".lowercased()] = "\(value)"
    }
    return Answer(status: response.statusCode, headers: fields, body: data)
  }
}

package import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A real client, URLSession. Each has its own connections, so that none is used again after a
/// fault: libcurl sends a request twice when a used connection breaks.
package final class WebClient: Sendable {
  package struct Answer: Sendable {
    package let status: Int
    package let headers: [String: String]
    package let body: Data

    package var text: String { String(decoding: body, as: UTF8.self) }
    package subscript(name: String) -> String? { headers[name.lowercased()] }
  }

  private let base: String
  private let session: URLSession

  /// - Parameter prefix: of every path, such as `/session/a`.
  package init(_ url: URL, prefix: String = "", timeout: TimeInterval = 20) {
    base = url.absoluteString + prefix
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = timeout
    configuration.httpMaximumConnectionsPerHost = 64
    session = URLSession(configuration: configuration)
  }

  deinit {
    session.invalidateAndCancel()
  }

  /// - Parameter path: or a whole URL.
  package func send(
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

import HTTPTransport
import OpenAPIContract
import StrictJSON
import TestSupport
import Testing

@testable import JimengMock

/// The admin API without a server around it: a request in, an answer out.
final class AdminBench {
  /// What came back.
  struct Reply {
    let status: Int
    let fields: String
    let json: JSONValue

    subscript(name: String) -> JSONValue? { json[name] }

    /// The names of a list's members.
    func texts(_ list: String, _ name: String) -> [String] {
      (json[list]?.array ?? []).compactMap { $0[name]?.string }
    }
  }

  let state: MockState
  let admin: AdminAPI
  /// Moves only when told to.
  var monotonicNanoseconds: UInt64 = 1_000_000_000_000

  init(
    host: String = "127.0.0.1", port: UInt16 = 4310,
    configure: (inout MockConfiguration) -> Void = { _ in }
  ) throws {
    var configuration = MockConfiguration()
    configuration.seed = 1
    configure(&configuration)
    state = MockState(
      services: try configuration.loadedServices ?? configuration.loadServices(),
      configuration: configuration,
      catalogue: try ScenarioCatalogue.builtIn(),
      address: try #require(SocketAddress(host: host, port: port)),
      at: Self.time(1_000_000_000_000))
    admin = AdminAPI(state)
  }

  var now: ServerTime { Self.time(monotonicNanoseconds) }

  static func time(_ monotonicNanoseconds: UInt64) -> ServerTime {
    ServerTime(
      monotonicNanoseconds: monotonicNanoseconds, unixSeconds: 1_748_191_710, unixNanoseconds: 0)
  }

  /// Nil when the path is not of the admin API.
  func answer(
    _ method: String, _ path: String, _ body: String = "", host: String? = "127.0.0.1:4310",
    headers: [(String, String)] = [], session: String = "default"
  ) throws -> HTTPResponse? {
    let request = try HTTPRequest.make(method, path, body, host: host, headers: headers)
    var response = HTTPResponse()
    if let refusal = admin.refusal(of: request, path: request.path) {
      refusal.write(into: &response)
      return response
    }
    let isOwn = admin.respond(
      to: request, path: request.path, session: state.sessions.session(named: session, at: now),
      at: now, into: &response)
    return isOwn ? response : nil
  }

  func ask(
    _ method: String, _ path: String, _ body: String = "", host: String? = "127.0.0.1:4310",
    headers: [(String, String)] = [], session: String = "default"
  ) throws -> Reply {
    let response = try #require(
      try answer(method, path, body, host: host, headers: headers, session: session))
    let json = response.body.isEmpty ? JSONValue.null : try JSONReader.read(response.body).root
    return Reply(status: response.status.code, fields: response.fieldText, json: json)
  }
}

import Foundation
import HTTPTransport
import JimengClient

/// A server that gives the answers of a script in turn, the last one for ever, and records what it
/// was asked.
struct ScriptedServer {
  struct Step: Sendable {
    var status = 200
    var fields: [(String, String)] = [("Content-Type", "application/json")]
    var body = ""
    var delivery = HTTPDelivery.immediate
    var closesConnection = false
  }

  struct Request: Sendable, Equatable {
    let method: String
    let target: String
    let authorization: String?
    let contentType: String?
    let body: String
  }

  private let server: HTTPServer

  /// A proxy of the environment is not asked for loopback. Nothing is set where there is none: other
  /// threads may be reading the environment.
  private static let exemptsLoopback: Void = {
    let environment = ProcessInfo.processInfo.environment
    let names = ["http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"]
    guard names.contains(where: { environment[$0] != nil }) else { return }
    for name in ["no_proxy", "NO_PROXY"] { setenv(name, "127.0.0.1,localhost,::1", 1) }
  }()

  init(_ steps: [Step]) throws {
    _ = Self.exemptsLoopback
    server = try HTTPServer(HTTPServer.Configuration()) { _ in Handler(steps) }
  }

  var port: UInt16 { server.address.port }

  func url(_ path: String = "") throws -> URL {
    guard let url = URL(string: "http://\(server.address.authority)\(path)") else {
      throw URLError(.badURL)
    }
    return url
  }

  func requests() async -> [Request] {
    await server.perform { handler, _ in (handler as? Handler)?.requests ?? [] } ?? []
  }

  /// Waits for the first request. One that never comes, since it went to a proxy, must fail the test
  /// and not hang it.
  func firstRequest() async throws {
    let end = ContinuousClock.now + .seconds(30)
    while await requests().isEmpty {
      guard ContinuousClock.now < end else { throw URLError(.timedOut) }
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  func stop() async {
    await server.stop()
  }

  /// Runs `body` with a server and stops it, whatever comes of it.
  static func run(
    _ steps: [Step], _ body: (ScriptedServer) async throws -> Void
  ) async throws {
    let server = try ScriptedServer(steps)
    do {
      try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private final class Handler: HTTPHandler {
    private let steps: [Step]
    private(set) var requests: [Request] = []

    init(_ steps: [Step]) {
      self.steps = steps
    }

    func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
      let step = steps[min(requests.count, steps.count - 1)]
      requests.append(
        Request(
          method: request.method.rawValue, target: request.target,
          authorization: request.fields["authorization"],
          contentType: request.fields["content-type"],
          body: String(decoding: request.body, as: UTF8.self)))
      response.status = HTTPStatus(step.status)
      for (name, value) in step.fields { response.appendField(named: name, value) }
      response.body = ContiguousArray(step.body.utf8)
      response.delivery = step.delivery
      response.closesConnection = step.closesConnection
    }
  }
}

extension ScriptedServer.Step {
  /// A JSON body with a status.
  static func json(_ body: String, status: Int = 200) -> Self {
    Self(status: status, body: body)
  }

  /// A task as fetch shows it.
  static func task(_ status: String, progress: String = "0%", data: String = "null") -> Self {
    .json(
      #"{"code":"success","message":"","data":{"task_id":"1","status":"\#(status)","#
        + #""fail_reason":"","progress":"\#(progress)","data":\#(data)}}"#)
  }

  static let done = task("SUCCESS", progress: "100%", data: #"{"video":"https://h/v.mp4"}"#)
}

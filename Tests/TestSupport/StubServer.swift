package import Foundation
package import HTTPTransport

/// A server that responds as a test tells it, and keeps what it was asked.
package final class StubServer: Sendable {
  package struct Request: Sendable, Equatable {
    package let method: String
    package let target: String
    package let authorization: String?
    package let contentType: String?
    package let body: String

    package init(
      method: String, target: String, authorization: String?, contentType: String?, body: String
    ) {
      self.method = method
      self.target = target
      self.authorization = authorization
      self.contentType = contentType
      self.body = body
    }
  }

  /// One response of a script.
  package struct Step: Sendable {
    package var status: Int
    package var fields: [(String, String)]
    package var body: String
    package var delivery: HTTPDelivery
    package var closesConnection: Bool

    package init(
      status: Int = 200, fields: [(String, String)] = [("Content-Type", "application/json")],
      body: String = "", delivery: HTTPDelivery = .immediate, closesConnection: Bool = false
    ) {
      self.status = status
      self.fields = fields
      self.body = body
      self.delivery = delivery
      self.closesConnection = closesConnection
    }
  }

  package typealias Answer = @Sendable (HTTPRequest, inout HTTPResponse) -> Void

  package let url: URL
  private let server: HTTPServer
  private let record: Locked<[Request]>

  package init(_ answer: @escaping Answer) throws {
    let record = Locked<[Request]>([])
    self.record = record
    server = try HTTPServer(HTTPServer.Configuration()) { _ in
      Handler(record) { request, _, response in answer(request, &response) }
    }
    url = try Self.url(of: server, "")
  }

  /// Gives the responses in turn, and the last one for ever.
  package init(_ steps: [Step]) throws {
    let record = Locked<[Request]>([])
    self.record = record
    server = try HTTPServer(HTTPServer.Configuration()) { _ in
      Handler(record) { _, index, response in
        steps[min(index, steps.count - 1)].write(into: &response)
      }
    }
    url = try Self.url(of: server, "")
  }

  /// The same response to everything.
  package static func json(
    _ status: Int, _ body: String, type: StaticString = "application/json"
  ) -> Answer {
    { _, response in
      response.status = HTTPStatus(status)
      response.setBody(body, type: type)
    }
  }

  package var port: UInt16 { server.address.port }

  package func url(_ path: String = "") throws -> URL { try Self.url(of: server, path) }

  /// Everything so far, in order; also after the stop.
  package var requests: [Request] { record.withLock { $0 } }

  /// Waits for the first request. One that never comes, since it went to a proxy, must fail the test
  /// and not hang it.
  package func firstRequest() async throws {
    let end = ContinuousClock.now + .seconds(600)
    while requests.isEmpty {
      guard ContinuousClock.now < end else { throw URLError(.timedOut) }
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  package func stop() async { await server.stop() }

  /// Runs `body` with a server and stops it, whatever comes of it.
  package static func run(
    _ steps: [Step], _ body: (StubServer) async throws -> Void
  ) async throws {
    let server = try StubServer(steps)
    do {
      try await body(server)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private static func url(of server: HTTPServer, _ path: String) throws -> URL {
    guard let url = URL(string: "http://\(server.address.authority)\(path)") else {
      throw URLError(.badURL)
    }
    return url
  }

  private final class Handler: HTTPHandler {
    private let record: Locked<[Request]>
    private let answer: (HTTPRequest, _ index: Int, inout HTTPResponse) -> Void

    init(
      _ record: Locked<[Request]>,
      _ answer: @escaping (HTTPRequest, _ index: Int, inout HTTPResponse) -> Void
    ) {
      self.record = record
      self.answer = answer
    }

    func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
      let asked = Request(
        method: request.method.rawValue, target: request.target,
        authorization: request.fields["authorization"],
        contentType: request.fields["content-type"],
        body: String(decoding: request.body, as: UTF8.self))
      let index = record.withLock { requests in
        requests.append(asked)
        return requests.count - 1
      }
      answer(request, index, &response)
    }
  }
}

extension StubServer.Step {
  fileprivate func write(into response: inout HTTPResponse) {
    response.status = HTTPStatus(status)
    for (name, value) in fields { response.appendField(named: name, value) }
    response.body = ContiguousArray(body.utf8)
    response.delivery = delivery
    response.closesConnection = closesConnection
  }
}

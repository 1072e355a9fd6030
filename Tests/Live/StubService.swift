import Foundation
import HTTPTransport
import Synchronization
import Testing

/// A service of the test's making: it answers as it is told and keeps what it was asked.
final class StubService: Sendable {
  struct Asked: Sendable, Equatable {
    let method: String
    let path: String
    let authorization: String?
    let body: String
  }

  typealias Answer = @Sendable (HTTPRequest, inout HTTPResponse) -> Void

  let url: URL
  private let server: HTTPServer
  private let record: Record

  /// Everything so far, in order.
  var asked: [Asked] { record.asked.withLock { $0 } }

  init(_ answer: @escaping Answer) throws {
    let record = Record()
    self.record = record
    server = try HTTPServer(HTTPServer.Configuration()) { _ in
      Handler(record: record, answer: answer)
    }
    url = try #require(URL(string: "http://\(server.address.authority)"))
  }

  /// The same to everything.
  static func json(_ status: Int, _ body: String, type: StaticString = "application/json") -> Answer
  {
    { _, response in
      response.status = HTTPStatus(status)
      response.setBody(body, type: type)
    }
  }

  func stop() async { await server.stop() }

  private final class Record: Sendable {
    let asked = Mutex<[Asked]>([])
  }

  private final class Handler: HTTPHandler {
    private let record: Record
    private let answer: Answer

    init(record: Record, answer: @escaping Answer) {
      self.record = record
      self.answer = answer
    }

    func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
      let asked = Asked(
        method: request.method.rawValue, path: request.path,
        authorization: request.fields["authorization"],
        body: String(decoding: request.body, as: UTF8.self))
      record.asked.withLock { $0.append(asked) }
      answer(request, &response)
    }
  }
}

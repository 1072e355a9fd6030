import HTTPTransport

/// Answers as its path says, and keeps a record of what reached it.
final class TestHandler: HTTPHandler {
  private(set) var answered: [String] = []
  private(set) var askedEarly: [String] = []
  private(set) var refusals: [HTTPRefusal] = []
  /// What a refused request was known to be, each `METHOD target name=value …`.
  private(set) var refused: [String] = []

  /// How `/d/<name>?<bytes of content>` is delivered.
  private let deliveries: [String: HTTPDelivery]
  /// The connections of `/stream`, in order.
  private(set) var streams: [UInt64] = []
  private(set) var closedStreams: [UInt64] = []
  /// How deliveries ended, in order.
  private(set) var ends: [HTTPDelivery.End] = []
  private var pushes: [StreamPush] = []

  init(deliveries: [String: HTTPDelivery] = [:]) {
    self.deliveries = deliveries
  }

  func push(_ text: String, endsStream: Bool = false) {
    pushes += streams.map {
      StreamPush(
        connectionID: $0, bytes: ContiguousArray(text.utf8), endsStream: endsStream)
    }
  }

  /// Whether all streams are closed by now; pushes so many bytes more.
  func isClosedAfterPush(of count: Int) -> Bool {
    push(String(repeating: "y", count: count))
    return closedStreams == streams
  }

  func takePushes() -> [StreamPush] {
    defer { pushes = [] }
    return pushes
  }

  func deliveryEnded(
    _ end: HTTPDelivery.End, on connectionID: UInt64, at now: ServerTime
  ) {
    ends.append(end)
  }

  func connectionClosed(_ connectionID: UInt64) {
    closedStreams.append(connectionID)
  }

  /// `/early` needs no body.
  func respondsBeforeBody(of request: HTTPRequest, at now: ServerTime) -> Bool {
    askedEarly.append(request.path)
    return request.path == "/early"
  }

  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
    if request.isBodyPending { return response.setBody("early", type: "text/plain") }
    answered.append("\(request.method.rawValue) \(request.target)")
    switch request.path {
    case "/":
      response.setBody("OK", type: "text/plain")
    case "/number":
      response.setBody("\(request.connectionNumber)", type: "text/plain")
    case "/echo":
      response.body = request.body
    case "/big":
      // As many bytes as the query says.
      let count = request.query.flatMap { Int($0) } ?? 0
      response.body = ContiguousArray(repeating: UInt8(ascii: "x"), count: count)
    case "/close":
      response.closesConnection = true
    case "/empty":
      response.status = .noContent
    case let path where path.hasPrefix("/d/"):
      let count = request.query.flatMap { Int($0) } ?? 0
      response.body = ContiguousArray(repeating: UInt8(ascii: "x"), count: count)
      response.delivery = deliveries[String(path.dropFirst(3))] ?? .immediate
    case "/stream":
      streams.append(request.connectionID)
      response.setBody("first\n", type: "text/event-stream")
      response.delivery = .stream
    default:
      response.status = .notFound
      response.setBody(request.path, type: "text/plain")
    }
  }

  func refuse(
    _ refusal: HTTPRefusal, of request: HTTPRequest, at now: ServerTime,
    into response: inout HTTPResponse
  ) {
    refusals.append(refusal)
    var known = "\(request.method.rawValue) \(request.target)"
    request.fields.visit { name, value in
      known += " \(String(decoding: name, as: UTF8.self))=\(String(decoding: value, as: UTF8.self))"
    }
    request.trailers.visit { name, value in
      known +=
        " +\(String(decoding: name, as: UTF8.self))=\(String(decoding: value, as: UTF8.self))"
    }
    refused.append(known)
    response.setBody("\(refusal)", type: "text/plain")
  }
}

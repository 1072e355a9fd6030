import HTTPTransport
import StrictJSON

/// What an endpoint of the admin API answers.
struct AdminAnswer {
  private enum Content {
    case json(JSONValue)
    /// The beginning of a stream of server-sent events.
    case events(ContiguousArray<UInt8>)
  }

  private var status = HTTPStatus.ok
  private let content: Content
  /// Where the created session can be seen (RFC 9110 §10.2.2).
  private var location: String?

  init(status: HTTPStatus = .ok, json: JSONValue, location: String? = nil) {
    self.status = status
    content = .json(json)
    self.location = location
  }

  init(events: ContiguousArray<UInt8>) {
    content = .events(events)
  }

  func write(into response: inout HTTPResponse) {
    response.status = status
    // The content changes with every request.
    response.appendField("Cache-Control", "no-store")
    response.appendField("X-Content-Type-Options", "nosniff")
    if let location { response.appendField("Location", location) }
    response.body.removeAll(keepingCapacity: true)
    switch content {
    case .json(let json):
      response.appendField("Content-Type", "application/json")
      JSONWriter.write(json, to: &response.body)
    case .events(let bytes):
      response.appendField("Content-Type", "text/event-stream")
      response.body.append(contentsOf: bytes)
      response.delivery = .stream
    }
  }
}

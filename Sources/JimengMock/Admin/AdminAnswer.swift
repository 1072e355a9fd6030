import HTTPTransport
import StrictJSON

/// What an operation of the own side answers: always JSON.
struct AdminAnswer {
  var status = HTTPStatus.ok
  let json: JSONValue
  /// Where the thing that was made can be seen (RFC 9110 §10.2.2).
  var location: String?

  func write(into response: inout HTTPResponse) {
    response.status = status
    response.appendField("Content-Type", "application/json")
    // What it tells changes with every request.
    response.appendField("Cache-Control", "no-store")
    if let location { response.appendField("Location", location) }
    response.body.removeAll(keepingCapacity: true)
    JSONWriter.write(json, to: &response.body)
  }
}

import HTTPTransport
import StrictJSON

/// The two shapes in which the real service answers errors (evidence section 2).
enum ServiceEnvelope {
  /// The task relay's own: `{"code":…,"message":…,"data":null}`. `data` is always there.
  static func taskError(code: String, message: String) -> JSONValue {
    ["code": .string(code), "message": .string(message), "data": nil]
  }

  /// The gateway's: `{"error":{…}}`, from before the relay is chosen.
  static func gatewayError(_ members: JSONObject) -> JSONValue {
    .object(JSONObject(members: [.init(name: "error", value: .object(members))]))
  }
}

extension HTTPResponse {
  /// Errors carry the charset, success does not (evidence section 2, details).
  mutating func setError(_ envelope: JSONValue, status: HTTPStatus) {
    self.status = status
    appendField("Content-Type", "application/json; charset=utf-8")
    body.removeAll(keepingCapacity: true)
    JSONWriter.write(envelope, to: &body)
  }
}

import HTTPTransport
import StrictJSON

/// What a client asks to be answered in (RFC 9110 §12.5.1).
enum Negotiation {
  /// Whether Accept names `application/problem+json`, and not with a weight of zero. A mere `*/*`
  /// gets the service's own shape.
  static func prefersProblemDetails(_ request: HTTPRequest) -> Bool {
    guard let accept = request.fields["accept"] else { return false }
    return accept.lowercased().split(separator: ",").contains { range in
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard parts.first == "application/problem+json" else { return false }
      let weight = parts.first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
      return (weight ?? 1) > 0
    }
  }
}

extension HTTPResponse {
  /// Problem details (RFC 9457 §3).
  mutating func setProblem(_ problem: JSONValue, status: HTTPStatus) {
    self.status = status
    appendField("Content-Type", "application/problem+json")
    body.removeAll(keepingCapacity: true)
    JSONWriter.write(problem, to: &body)
  }
}

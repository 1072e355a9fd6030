import HTTPTransport

/// CORS as the gateway does it: every origin is allowed (EVIDENCE.md, section 2, details). A
/// request without Origin gets no CORS fields.
enum CrossOrigin {
  /// Whether it is a preflight (WHATWG Fetch, CORS-preflight request).
  private static func isPreflight(_ request: HTTPRequest) -> Bool {
    request.fields.contains("origin")
      && request.fields.contains("access-control-request-method")
  }

  /// Adds the fields that let a page on another origin read the answer.
  static func allow(_ request: HTTPRequest, in response: inout HTTPResponse) {
    guard request.fields.contains("origin") else { return }
    response.appendField("Access-Control-Allow-Origin", "*")
    response.appendField(
      "Access-Control-Expose-Headers",
      """
      X-Oneapi-Request-Id, Mock-Violations, Mock-Error, Mock-Scenario, Mock-Session, \
      Accept-Ranges, Content-Range, ETag
      """)
  }

  /// Answers any OPTIONS. A preflight gets back the header names that it asks for, since `*` does
  /// not cover Authorization (WHATWG Fetch, CORS non-wildcard request-header name).
  static func answerOptions(
    _ request: HTTPRequest, allowed: String, in response: inout HTTPResponse
  ) {
    response.status = .noContent
    response.appendField("Allow", allowed)
    guard isPreflight(request) else { return }
    response.appendField("Access-Control-Allow-Methods", allowed)
    if let names = request.fields["access-control-request-headers"] {
      response.appendField("Access-Control-Allow-Headers", names)
    }
    response.appendField("Access-Control-Max-Age", "43200")
  }
}

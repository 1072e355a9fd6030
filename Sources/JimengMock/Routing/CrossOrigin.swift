import HTTPTransport

/// CORS as the gateway does it: every origin (evidence section 2, details). A request without
/// Origin gets none of it.
enum CrossOrigin {
  /// Whether it is a preflight (Fetch standard, CORS-preflight request).
  private static func isPreflight(_ request: HTTPRequest) -> Bool {
    request.fields.contains("origin")
      && request.fields.contains("access-control-request-method")
  }

  /// Adds what lets a page on another origin read the answer.
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

  /// Answers any OPTIONS; a preflight with what it asks for. The header names are those asked for,
  /// since `*` does not cover Authorization (Fetch standard, CORS non-wildcard request-header
  /// name).
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

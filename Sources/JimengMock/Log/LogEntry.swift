import HTTPTransport

/// What the log tells of one request.
struct LogEntry {
  /// The number of the request in the journal; nil for one that does not get there.
  var sequence: Int?
  /// Nil for the default session.
  var session: String?
  var time: ServerTime
  var requestID: RequestIDSource.RequestID
  var method: String
  /// Without the query, which may hold anything.
  var path: String
  /// Nil when a fault left the request without an answer.
  var status: HTTPStatus?
  /// The messages of the violations, in document order.
  var violations: [String] = []
  var warnings: [String] = []
  /// The scenario and its way, as `Mock-Scenario` has it.
  var scenario: String?
}

import HTTPTransport

/// What the log tells of one request.
struct LogEntry {
  var sequence: Int
  var time: ServerTime
  var requestID: RequestIDSource.RequestID
  var method: String
  /// Without the query, which may hold anything.
  var path: String
  var status: HTTPStatus
  /// The messages of the violations, in document order.
  var violations: [String] = []
  var warnings: [String] = []
}

/// How a request is told of in the log.
public enum LogFormat: String, CaseIterable, Sendable {
  /// A line for people.
  case text
  /// A JSON object a line (NDJSON).
  case json
  /// Nothing.
  case off
}

/// What became of an answer on its way out.
enum JournalOutcome: String, CaseIterable, Sendable {
  /// Waiting for the end of its delay, or under way in pieces.
  case delayed
  /// Handed to the connection whole.
  case answered
  /// Not a request that HTTP/1.1 allows or this server takes; told so, and the connection closed.
  case refused
  /// Sent in part, as its scenario has it.
  case truncated
  /// Sent with a broken chunk, or followed by bytes that are no HTTP, as its scenario has it.
  case malformed
  /// The connection was closed with no byte sent.
  case emptyResponse = "empty-response"
  /// The connection was reset.
  case reset
  /// Sent in part and then held, as its scenario has it.
  case stalled
  /// Never answered, as its scenario has it.
  case neverAnswered = "never-answered"
  /// The client closed the connection before it had everything.
  case clientGone = "client-gone"
}

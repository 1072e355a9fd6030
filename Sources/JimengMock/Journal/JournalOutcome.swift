/// What became of an answer on its way out.
enum JournalOutcome: String, CaseIterable, Sendable {
  /// Decided, and not yet handed to the socket.
  case pending
  /// Waiting for the end of its delay.
  case delayed
  /// Sent whole.
  case answered
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

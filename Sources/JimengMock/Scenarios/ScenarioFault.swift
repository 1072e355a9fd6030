/// What breaks on the connection. The first four are WireMock's, in its words; the others are ours.
enum ScenarioFault: String, CaseIterable, Sendable {
  /// An RST in place of an answer.
  case connectionReset = "CONNECTION_RESET_BY_PEER"
  /// The connection closes without a byte.
  case emptyResponse = "EMPTY_RESPONSE"
  /// A good head, then chunks that are none, then the end.
  case malformedChunk = "MALFORMED_RESPONSE_CHUNK"
  /// Bytes that are no HTTP, then the end.
  case randomData = "RANDOM_DATA_THEN_CLOSE"
  /// A Content-Length that the body does not reach.
  case truncatedBody = "TRUNCATED_BODY"
  /// A head and a part of the body; the connection stays open and silent.
  case stall = "STALL"
  /// No byte; the connection stays open.
  case neverAnswers = "NEVER_ANSWERS"

  /// Whether it damages the ordinary answer, which then has to be made first.
  var damagesAnswer: Bool {
    switch self {
    case .malformedChunk, .truncatedBody, .stall: true
    case .connectionReset, .emptyResponse, .randomData, .neverAnswers: false
    }
  }
}

/// How an answer gets to the client where that is not at once and whole: late, in pieces, broken,
/// or without an end. What the answer says is no part of it.
package struct HTTPDelivery: Equatable, Sendable {
  /// The content in pieces, the last of which goes out when `total` is over.
  package struct Dribble: Equatable, Sendable {
    /// At least 1; more than there are bytes of content counts as one for each.
    package var chunkCount: Int
    package var total: Duration

    package init(chunkCount: Int, total: Duration) {
      self.chunkCount = chunkCount
      self.total = total
    }
  }

  /// What goes wrong instead of the answer. Each ends the connection, unannounced.
  package enum Fault: Equatable, Sendable {
    /// Nothing is sent; the connection is reset.
    case resetConnection
    /// Nothing is sent; the connection is closed.
    case emptyResponse
    /// The head announces chunks (RFC 9112 §7.1); what follows is none; then the end.
    case malformedChunk
    /// Bytes that are no HTTP, the same for the same seed; then the end.
    case randomData(seed: UInt64)
    /// The head, half of the content it announces, the end. Half of the head without content.
    case truncatedBody
    /// The same half, then silence until the client goes or `HTTPLimits.holdTimeout` is over.
    case stallInBody
    /// Silence likewise, from the start.
    case neverAnswer
  }

  /// Before the first byte, or before the fault.
  package var delay = Duration.zero
  package var dribble: Dribble?
  package var fault: Fault?
  /// The answer's content is only the beginning: the head has no Content-Length, the connection is
  /// the content's end, and the handler pushes more (`HTTPHandler.takePushes`).
  package var isStream = false

  package init(
    delay: Duration = .zero, dribble: Dribble? = nil, fault: Fault? = nil, isStream: Bool = false
  ) {
    self.delay = delay
    self.dribble = dribble
    self.fault = fault
    self.isStream = isStream
  }

  /// How it ended.
  package struct End: Equatable, Sendable {
    /// False when the client went first, or the server stopped.
    package let isComplete: Bool
    /// Bytes of the answer's content that were handed to the system, which may not have sent them.
    package let contentByteCount: Int

    package init(isComplete: Bool, contentByteCount: Int) {
      self.isComplete = isComplete
      self.contentByteCount = contentByteCount
    }
  }

  /// At once and whole.
  package static let immediate = HTTPDelivery()
  /// Kept open for what the handler will push.
  package static let stream = HTTPDelivery(isStream: true)
}

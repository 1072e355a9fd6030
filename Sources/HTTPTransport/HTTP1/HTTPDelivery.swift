/// How a response gets to the client: at once, late, in pieces, broken, or as a stream. It is
/// independent of what the response says.
package struct HTTPDelivery: Equatable, Sendable {
  /// The content in pieces, the last of which goes out when `total` is over.
  package struct Dribble: Equatable, Sendable {
    /// At least 1. A number above the count of bytes means one piece a byte.
    package var chunkCount: Int
    package var total: Duration

    package init(chunkCount: Int, total: Duration) {
      self.chunkCount = chunkCount
      self.total = total
    }
  }

  /// What goes wrong with the response. Each fault closes the connection without announcing it.
  package enum Fault: Equatable, Sendable {
    /// Nothing is sent; the connection is reset.
    case resetConnection
    /// Nothing is sent; the connection is closed.
    case emptyResponse
    /// The head announces chunks (RFC 9112 §7.1), something else follows, then the end.
    case malformedChunk
    /// These bytes, which are no HTTP, then the end.
    case randomData(ContiguousArray<UInt8>)
    /// The head, half of its content, the end. Without content: half of the head.
    case truncatedBody
    /// The same half, then silence until the client leaves or `HTTPLimits.holdTimeout` is over.
    case stallInBody
    /// The same silence, from the start.
    case neverAnswer
  }

  /// Before the first byte, or before the fault.
  package var delay = Duration.zero
  package var dribble: Dribble?
  package var fault: Fault?
  /// The content is only the beginning: the head has no Content-Length, the handler pushes more
  /// (`HTTPHandler.takePushes`), and the content ends with the connection.
  package var isStream = false

  package init(
    delay: Duration = .zero, dribble: Dribble? = nil, fault: Fault? = nil, isStream: Bool = false
  ) {
    self.delay = delay
    self.dribble = dribble
    self.fault = fault
    self.isStream = isStream
  }

  /// How a delivery ended.
  package struct End: Equatable, Sendable {
    /// False when the client left first, or the server stopped.
    package let isComplete: Bool
    /// Bytes of the content that were handed to the system, which may not have sent them.
    package let contentByteCount: Int

    package init(isComplete: Bool, contentByteCount: Int) {
      self.isComplete = isComplete
      self.contentByteCount = contentByteCount
    }
  }

  /// At once and whole.
  package static let immediate = HTTPDelivery()
  /// Stays open for what the handler will push.
  package static let stream = HTTPDelivery(isStream: true)
}

extension ConnectionDriver {
  /// What a driver is about.
  enum State: Equatable {
    /// Reading requests, unless unsent output holds them back. → delivering, flushing, lingering,
    /// closed
    case open
    /// Sending an answer by a plan, reading nothing. → open, streaming, closed
    case delivering
    /// Sending what is pushed, reading nothing. → open, closed
    case streaming
    /// The last answer is written, not yet sent. → lingering, closed
    case flushing
    /// Half-closed, reading to nowhere so that the client gets to read the answer instead of a
    /// reset (RFC 9112 §9.6). → closed
    case lingering(bytesLeft: Int)
    /// To be taken off the loop.
    case closed
  }
}

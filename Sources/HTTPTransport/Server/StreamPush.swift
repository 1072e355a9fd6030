/// Bytes that a handler adds to an answer which is a stream. For a connection that is no stream, or
/// is gone, they are dropped.
package struct StreamPush: Equatable, Sendable {
  /// `HTTPRequest.connectionID` of the request that the stream answers.
  package let connectionID: UInt64
  package let bytes: ContiguousArray<UInt8>
  /// Whether the stream, and with it the connection, ends behind them.
  package let endsStream: Bool

  package init(
    connectionID: UInt64, bytes: ContiguousArray<UInt8>, endsStream: Bool = false
  ) {
    self.connectionID = connectionID
    self.bytes = bytes
    self.endsStream = endsStream
  }
}

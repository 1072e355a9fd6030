/// A body that comes in pieces: WireMock's `chunkedDribbleDelay`.
struct ScenarioDribble: Equatable, Sendable {
  static let chunkCountMax = 1000

  /// Into how many pieces of about one size the body is cut.
  let chunkCount: Int
  /// From the first piece to the last.
  let totalDuration: Duration
}

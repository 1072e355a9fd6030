/// What all sessions of a server may hold together, since each alone is bounded and may be one of
/// hundreds.
struct SharedLimits: Sendable {
  /// Bytes of all journals.
  var journalByteCountMax = 256 << 20
  /// Tasks, of some 120 bytes each.
  var taskCountMax = 1_000_000
}

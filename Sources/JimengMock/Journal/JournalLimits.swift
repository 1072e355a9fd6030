/// What a journal keeps at most.
struct JournalLimits: Sendable, Equatable {
  /// Entries; 0 keeps none.
  var entryCountMax = 1000
  /// Bytes of all entries together, their fixed parts included. The newest entry always stays.
  var byteCountMax = 16 << 20
  /// Of one request's body, the bytes that are kept. A longer one can no longer be verified.
  var bodyBytesMax = 256 << 10
  /// Of one answer's body, the bytes that are kept.
  var answerBytesMax = 64 << 10

  static let `default` = JournalLimits()
}

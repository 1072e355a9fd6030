import OpenAPIContract

/// What is known of a request and its answer besides their bytes.
struct JournalExchange: Sendable {
  /// The connection's number.
  var connection: Int
  /// When the request was complete, in Unix nanoseconds.
  var time: Int64
  /// Bytes at the start of the path that only chose a session or a scenario.
  var pathPrefixCount = 0
  var judgement = Judgement()
  var findings = DiagnosisFindings()
  /// The scenario's name.
  var scenario: String?
  /// The way by which it was selected.
  var via: String?
  var outcome = JournalOutcome.answered
}

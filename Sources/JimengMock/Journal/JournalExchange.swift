import OpenAPIContract

/// What is known of a request and its answer beside their bytes.
struct JournalExchange: Sendable {
  /// What there is to tell of an unusual request. An object, so that a usual request is recorded
  /// without copying all of this.
  final class Annotations: Sendable {
    let validation: ValidationResult
    let scenario: AppliedScenario?
    /// Why it was refused as HTTP.
    let refusal: String?

    init(validation: ValidationResult, scenario: AppliedScenario?, refusal: String?) {
      // No key may stand in the journal.
      var redacted = validation
      Redaction.redact(&redacted)
      self.validation = redacted
      self.scenario = scenario
      self.refusal = refusal
    }
  }

  /// The connection's number.
  let connection: Int
  /// When the request was complete, in Unix nanoseconds.
  let time: Int64
  /// Bytes at the start of the path, up to the end of what only chose a session or a scenario.
  let pathPrefixCount: Int
  /// Whether it is known of the body that no member of it is named as a key is.
  let isBodyPlain: Bool
  let lint: ClientLint.Warnings
  let annotations: Annotations?
  var outcome: JournalOutcome

  init(
    connection: Int, time: Int64, pathPrefixCount: Int = 0, isBodyPlain: Bool = false,
    validation: ValidationResult = ValidationResult(),
    lint: ClientLint.Warnings = ClientLint.Warnings(),
    scenario: AppliedScenario? = nil, refusal: String? = nil, outcome: JournalOutcome = .answered
  ) {
    self.connection = connection
    self.time = time
    self.pathPrefixCount = pathPrefixCount
    self.isBodyPlain = isBodyPlain
    self.lint = lint
    let isUsual =
      validation.isValid && validation.warnings.isEmpty && scenario == nil && refusal == nil
    annotations =
      isUsual ? nil : Annotations(validation: validation, scenario: scenario, refusal: refusal)
    self.outcome = outcome
  }

  var hasViolations: Bool { annotations?.validation.isValid == false }
}

/// What became of an answer on its way out.
enum JournalOutcome: String, CaseIterable, Sendable {
  /// Waits for the end of its delay, or is sent in pieces.
  case delayed
  /// Handed to the connection whole.
  case answered
  /// Refused as HTTP, and the connection closed.
  case refused
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

import OpenAPIContract

/// What is known of a request and its answer besides their bytes.
struct JournalExchange: Sendable {
  /// What there is to tell of a request only when something is odd about it. An object, so that the
  /// usual request is recorded without a copy of it all.
  final class Oddities: Sendable {
    let judgement: ValidationResult
    let scenario: ScenarioMark?
    /// Why it was no request that HTTP/1.1 allows, or this server takes.
    let refusal: String?

    init(judgement: ValidationResult, scenario: ScenarioMark?, refusal: String?) {
      // A second time, since no key may stand in the journal, whoever writes into it.
      var redacted = judgement
      Redaction.redact(&redacted)
      self.judgement = redacted
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
  let findings: DiagnosisFindings
  let oddities: Oddities?
  var outcome: JournalOutcome

  init(
    connection: Int, time: Int64, pathPrefixCount: Int = 0, isBodyPlain: Bool = false,
    judgement: ValidationResult = ValidationResult(),
    findings: DiagnosisFindings = DiagnosisFindings(),
    scenario: ScenarioMark? = nil, refusal: String? = nil, outcome: JournalOutcome = .answered
  ) {
    self.connection = connection
    self.time = time
    self.pathPrefixCount = pathPrefixCount
    self.isBodyPlain = isBodyPlain
    self.findings = findings
    let isUsual =
      judgement.isValid && judgement.warnings.isEmpty && scenario == nil && refusal == nil
    oddities =
      isUsual ? nil : Oddities(judgement: judgement, scenario: scenario, refusal: refusal)
    self.outcome = outcome
  }
}

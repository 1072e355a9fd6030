import HTTPTransport
import OpenAPIContract

/// What is known about one request: its session and the results of each step. It is made once for
/// each request and passed from step to step.
struct RequestContext {
  let session: Session
  let requestID: RequestIDSource.RequestID
  let now: ServerTime
  let path: RequestPath
  /// Whether it is a submit, a fetch or something else.
  var role = ClientLint.Role.other
  var validation = ValidationResult()
  /// Whether its body is known to have no member that is named like a credential.
  var isBodyPlain = false
  var scenario: AppliedScenario?
  /// Why HTTP refused it, so that it was not routed.
  var refusal: HTTPRefusal?
  /// A problem that is no violation of the contract, for the log.
  var problem: String?
  var outcome = JournalOutcome.answered
  /// Whether an answer with a status is sent, complete or in part.
  var isAnswered = true
  /// Whether the journal records it: not for requests of the admin API.
  var isRecorded = true

  var prefixes: PathPrefixes { path.prefixes }

  /// The time of its session.
  var instant: MockInstant { session.instant(at: now) }

  /// The wall clock, for the journal.
  var unixNanoseconds: Int64 { MockInstant(now).unixNanoseconds }
}

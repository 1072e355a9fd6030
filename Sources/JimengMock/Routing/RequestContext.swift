import HTTPTransport
import OpenAPIContract

/// One request on its way through the mock: whose it is, and what has become known of it. It is
/// made once a request, and handed from step to step.
struct RequestContext {
  let session: Session
  let requestID: RequestIDSource.RequestID
  let now: ServerTime
  let path: RequestPath
  /// What it was to the service.
  var role = ClientLint.Role.other
  var validation = ValidationResult()
  /// Whether it is known of its body that no member of it is named as a key is.
  var isBodyPlain = false
  var scenario: AppliedScenario?
  /// Why it was no request that could be routed.
  var refusal: HTTPRefusal?
  /// What is wrong with it besides the contract, for the log.
  var problem: String?
  var outcome = JournalOutcome.answered
  /// Whether an answer with a status goes out, whole or in part.
  var isAnswered = true
  /// Whether it is one of the client's, and not of the admin API.
  var isRecorded = true

  var prefixes: PathPrefixes { path.prefixes }

  /// The time of its session.
  var instant: MockInstant { session.instant(at: now) }

  /// The wall clock, for the journal.
  var unixNanoseconds: Int64 { MockInstant(now).unixNanoseconds }
}

/// That the service refused a request, or could not do it, and said so: in either of its envelopes,
/// in an answer with status 200, or by a status alone (evidence section 2).
public struct ServiceError: Hashable, Sendable {
  /// What it means.
  public let kind: Kind
  /// The HTTP status; 200 where the error came inside of what looks like a success (row 24).
  public let status: Int
  /// The code of the envelope, such as `quota_not_enough`; nil where there is none.
  public let code: String?
  /// The message of the envelope as written, which may hold JSON (`upstream` is that unwrapped);
  /// nil where there is none.
  public let message: String?
  /// What the services behind the gateway said, outermost first; empty unless the message holds it.
  public let upstream: [UpstreamError]
  /// How long the service asks to be left alone (RFC 9110 §10.2.3).
  public let retryAfter: Duration?
  /// The service's name for the request, for its support.
  public let requestID: String?
  /// The beginning of the body, 4 KiB at most.
  public let body: String

  /// The innermost of what the upstream said; nil where it said nothing.
  public var cause: UpstreamError? { upstream.last }

  /// Whether the same request can succeed a little later. Nothing is submitted again because of it:
  /// that is the caller's decision.
  public var isTransient: Bool {
    switch kind {
    case .rateLimited, .upstreamSaturated, .noChannel, .upstreamUnreachable, .panicked: true
    // Row 24: the gateway's 200 says nothing about what went wrong behind it.
    case .upstreamFailed: status < 400 || status >= 500
    case .other: status == 408 || status >= 500
    case .tokenMissing, .tokenInvalid, .tokenExpired, .tokenDisabled, .tokenUsedUp, .unauthorized,
      .userBanned, .addressNotAllowed, .modelNotAllowed, .forbidden, .balanceTooLow,
      .invalidRequest, .moderationRejected, .taskNotFound, .pathNotFound, .bodyTooLarge:
      false
    }
  }
}

extension ServiceError: CustomStringConvertible {
  /// `upstreamFailed (status 400, request 2025…): InvalidParameter: The parameter …`
  public var description: String {
    let request = requestID.map { ", request \($0)" } ?? ""
    let said = cause.map { "\($0)" } ?? message ?? ""
    return "\(kind) (status \(status)\(request))\(said.isEmpty ? "" : ": \(said)")"
  }
}

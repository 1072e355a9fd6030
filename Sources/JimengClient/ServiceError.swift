/// That the service refused a request, or could not do it, and said so: in either of its envelopes,
/// in an answer with status 200, or by a status alone (EVIDENCE.md, section 2).
public struct ServiceError: Hashable, Sendable {
  /// What it means.
  public let kind: Kind
  /// The HTTP status; 200 where the error stands in what looks like a success (EVIDENCE.md,
  /// row 24).
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

extension ServiceError {
  /// What an error of the service means. Each case names its rows in EVIDENCE.md, section 2.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// No API key came with the request (EVIDENCE.md, row 2).
    case tokenMissing
    /// The API key is unknown (EVIDENCE.md, row 3).
    case tokenInvalid
    /// The API key has expired (EVIDENCE.md, row 4).
    case tokenExpired
    /// The API key is switched off (EVIDENCE.md, row 4).
    case tokenDisabled
    /// What the API key may spend is spent (EVIDENCE.md, row 4).
    case tokenUsedUp
    /// Another 401.
    case unauthorized
    /// The account is banned (EVIDENCE.md, row 5).
    case userBanned
    /// The API key may not be used from this IP address (EVIDENCE.md, row 5).
    case addressNotAllowed
    /// The API key may not use this model (EVIDENCE.md, row 5).
    case modelNotAllowed
    /// Another 403.
    case forbidden
    /// Nobody serves the model at present (EVIDENCE.md, row 6).
    case noChannel
    /// The account's balance does not pay for the task (EVIDENCE.md, rows 7 and 7b).
    case balanceTooLow
    /// The request breaks a rule: `message` says which (EVIDENCE.md, rows 8 to 10).
    case invalidRequest
    /// A service behind the gateway failed or refused: `upstream` says why (EVIDENCE.md, rows 12
    /// and 24).
    case upstreamFailed
    /// The content was refused: change it (EVIDENCE.md, row 13, and the same inside
    /// of row 12).
    case moderationRejected
    /// The gateway did not reach the service behind it (EVIDENCE.md, row 14).
    case upstreamUnreachable
    /// The service behind the gateway has too much to do (EVIDENCE.md,
    /// row 15, and the same inside of row 12).
    case upstreamSaturated
    /// The gateway's own rate limit (EVIDENCE.md, row 16).
    case rateLimited
    /// No task has that id (EVIDENCE.md, row 17).
    case taskNotFound
    /// Nothing is at that path: check the base URL (EVIDENCE.md, row 19).
    case pathNotFound
    /// The body, which is to say the image, is too large (EVIDENCE.md, row 22).
    case bodyTooLarge
    /// The gateway crashed (EVIDENCE.md, row 23).
    case panicked
    /// None of these; `status`, `code` and `message` are what is known.
    case other
  }
}

extension ServiceError.Kind {
  /// The code decides before the message, and both before the status: an upstream's 401 comes
  /// with the code of EVIDENCE.md, row 12, and says nothing about the caller's key. Row 13 is a
  /// 500.
  init(status: Int, envelope: ErrorEnvelope, upstream: [UpstreamError]) {
    let layers = [UpstreamError(code: envelope.code, message: envelope.message)] + upstream
    if layers.contains(where: \.isModeration) {
      self = .moderationRejected
    } else if layers.contains(where: \.isSaturation) {
      self = .upstreamSaturated
    } else if let kind = Self.byCode(envelope.code, status: status, message: envelope.message) {
      self = kind
    } else if let kind = Self.byMessage(envelope) {
      self = kind
    } else {
      self = Self.byStatus(status)
    }
  }

  private static func byCode(_ code: String?, status: Int, message: String?) -> Self? {
    switch code {
    case "quota_not_enough", "insufficient_user_quota": .balanceTooLow
    case "invalid_request": .invalidRequest
    case "task_not_exist": .taskNotFound
    case "do_request_failed": .upstreamUnreachable
    case "fail_to_fetch_task":
      status == 429 || message?.contains("负载已饱和") == true ? .upstreamSaturated : .upstreamFailed
    // The vendor's Internal Error and Internal RPC Error, passed on as EVIDENCE.md, row 13.
    case "50500", "50501": .upstreamFailed
    default: nil
    }
  }

  private static func byMessage(_ envelope: ErrorEnvelope) -> Self? {
    if envelope.type == "new_api_panic" { return .panicked }
    guard let message = envelope.message else { return nil }
    return wordings.first { message.contains($0.words) }?.kind
  }

  private static let wordings: [(words: String, kind: Self)] = [
    ("未提供令牌", .tokenMissing), ("无效的令牌", .tokenInvalid), ("令牌已过期", .tokenExpired),
    ("令牌状态不可用", .tokenDisabled), ("令牌额度已用尽", .tokenUsedUp), ("用户已被封禁", .userBanned),
    ("不在令牌允许访问的列表中", .addressNotAllowed), ("令牌无权访问模型", .modelNotAllowed),
    ("无可用渠道", .noChannel), ("Invalid URL (", .pathNotFound), ("Panic detected", .panicked),
  ]

  private static func byStatus(_ status: Int) -> Self {
    switch status {
    case 400, 415, 422: .invalidRequest
    case 401: .unauthorized
    case 403: .forbidden
    case 404: .pathNotFound
    case 413: .bodyTooLarge
    case 429: .rateLimited
    default: .other
    }
  }
}

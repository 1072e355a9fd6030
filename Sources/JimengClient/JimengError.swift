public import Foundation

/// Everything that can go wrong. A task that failed is told from a poll that failed:
/// `taskFailed` and `taskFinishedWithoutURL` are about the task and are final; with every other
/// error the task, if there is one, goes on, and can be waited for again.
public enum JimengError: Error, Hashable, Sendable {
  /// The request cannot be made of what was given, for the reason told; nothing was sent.
  case unsendable(String)
  /// The service refused the request or could not do it, and said so.
  case service(ServiceError)
  /// An answer came that is none: a web page, no JSON, another shape.
  case malformedAnswer(MalformedAnswer)
  /// No whole answer came.
  case network(NetworkFault)
  /// No whole answer came in time.
  case requestTimedOut(after: Duration)
  /// The task had not ended in time; with the last that was seen of it.
  case waitTimedOut(after: Duration, last: TaskSnapshot?)
  /// The Swift task was cancelled. The service's goes on.
  case cancelled
  /// The task failed; `failureCause` says why, where it is known.
  case taskFailed(TaskSnapshot)
  /// The task ended in success, yet with no URL of a video.
  case taskFinishedWithoutURL(TaskSnapshot)

  /// Whether the same request can succeed a little later.
  public var isTransient: Bool {
    switch self {
    case .service(let error): error.isTransient
    case .network(let fault): fault.isTransient
    case .requestTimedOut: true
    case .unsendable, .malformedAnswer, .waitTimedOut, .cancelled, .taskFailed,
      .taskFinishedWithoutURL:
      false
    }
  }

  /// Whether a *submit* that ended so may have made a task that is billed: ask the service before
  /// submitting again.
  public var leavesSubmitUncertain: Bool {
    switch self {
    case .service(let error):
      error.kind == .panicked || (error.kind == .other && error.status >= 500)
    case .network(let fault): !fault.isBeforeConnection
    case .malformedAnswer, .requestTimedOut, .cancelled: true
    case .unsendable, .waitTimedOut, .taskFailed, .taskFinishedWithoutURL: false
    }
  }
}

extension JimengError: CustomStringConvertible, LocalizedError {
  /// In words, as one line.
  public var description: String {
    switch self {
    case .unsendable(let reason): "not sent: \(reason)"
    case .service(let error): "\(error)"
    case .malformedAnswer(let answer): "\(answer)"
    case .network(let fault): "\(fault)"
    case .requestTimedOut(let duration): "no answer within \(duration)"
    case .waitTimedOut(let duration, let last):
      "the task had not ended within \(duration); last seen "
        + (last.map { "\($0.status)" } ?? "never")
    case .cancelled: "cancelled"
    case .taskFailed(let task):
      "task \(task.id) failed: "
        + (task.failureCause.map { "\($0)" } ?? task.failReason ?? "no reason given")
    case .taskFinishedWithoutURL(let task): "task \(task.id) ended without the URL of a video"
    }
  }

  /// In words, as one line.
  public var errorDescription: String? { description }
}

/// An answer that is not what the service is known to say: what is wrong with it, and where.
public struct MalformedAnswer: Hashable, Sendable {
  /// The ways in which an answer can be wrong.
  public enum Reason: Hashable, Sendable {
    /// 2xx, and nothing in it.
    case empty
    /// A page for people (EVIDENCE.md, row 20): nearly always the base URL is wrong.
    case webPage(title: String?)
    /// No JSON: line, column and what stands there.
    case notJSON(String)
    /// JSON of another shape: where (RFC 6901), what belongs there, and what is there.
    case wrongShape(pointer: String, expected: String, found: String)
    /// Longer than is read.
    case tooLarge(byteCountMax: Int)
    /// A redirect. None is followed: the API key would go where nobody meant it to.
    case redirect(location: String?)
  }

  /// What is wrong.
  public let reason: Reason
  /// The HTTP status.
  public let status: Int
  /// The Content-Type field.
  public let contentType: String?
  /// The service's name for the request, for its support.
  public let requestID: String?
  /// The beginning of the body, 4 KiB at most.
  public let body: String
}

extension MalformedAnswer: CustomStringConvertible {
  /// `malformed answer (status 200): /data: a string was expected, found null`
  public var description: String {
    "malformed answer (status \(status)): \(reason)"
  }
}

extension MalformedAnswer.Reason: CustomStringConvertible {
  /// In words.
  public var description: String {
    switch self {
    case .empty: "it is empty"
    case .webPage(let title):
      "a web page\(title.map { " titled '\($0)'" } ?? ""): check the base URL"
    case .notJSON(let fault): "not JSON: \(fault)"
    case .wrongShape(let pointer, let expected, let found):
      "\(pointer.isEmpty ? "the whole" : pointer): \(expected) was expected, found \(found)"
    case .tooLarge(let byteCountMax): "longer than the \(byteCountMax) bytes that are read"
    case .redirect(let location):
      "a redirect to \(location ?? "nowhere"), which is not followed: check the base URL"
    }
  }
}

/// That no whole answer came, and why.
public struct NetworkFault: Hashable, Sendable {
  /// The raw value of the `URLError.Code`, such as -1005 for a connection that was lost.
  public let code: Int
  /// What the system says about it; its wording differs from system to system.
  public let message: String

  /// Whether another try can help. Not where the URL or the other side's certificate is wrong.
  public var isTransient: Bool { !Self.permanentCodes.contains(code) }

  /// Whether the request cannot have arrived: there was no connection.
  var isBeforeConnection: Bool { Self.connectionCodes.contains(code) || !isTransient }

  /// badURL, appTransportSecurityRequiresSecureConnection, and the family of secureConnectionFailed
  /// and certificates. Not unsupportedURL (-1002): the scheme is looked at before, and on Linux it
  /// stands for an answer that is no HTTP.
  private static let permanentCodes = Set(-1206 ... -1200).union([-1000, -1022])

  /// cannotFindHost, cannotConnectToHost, dnsLookupFailed, notConnectedToInternet.
  private static let connectionCodes: Set<Int> = [-1003, -1004, -1006, -1009]
}

extension NetworkFault: CustomStringConvertible {
  /// `network fault -1005: …`
  public var description: String { "network fault \(code): \(message)" }
}

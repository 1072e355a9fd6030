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

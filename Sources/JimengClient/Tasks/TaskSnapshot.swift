public import Foundation

/// A task as one fetch showed it (evidence section 3).
public struct TaskSnapshot: Hashable, Sendable, Identifiable {
  /// Names the task.
  public let id: TaskID
  /// The gateway's own status. What the upstream said beside it is not believed: on a time-out the
  /// gateway says `FAILURE` while the upstream still says `IN_PROGRESS`.
  public let status: TaskStatus
  /// How far it is, 0…1; nil where `progressText` is no percentage.
  public let progress: Double?
  /// How far it is, as written: `30%`. Nil where nothing is said.
  public let progressText: String?
  /// Why it failed, as written: `task failed`. Nil unless something is said; `failure` tells more.
  public let failReason: String?
  /// When it was submitted; nil where the service has not set it.
  public let submittedAt: Date?
  /// When it was begun; nil where the service has not set it, and this family never does.
  public let startedAt: Date?
  /// When it ended; nil where the service has not set it.
  public let finishedAt: Date?
  /// Where the video is. It stood at `data.data.data.video` in 2025-05, and stands at
  /// `data.data.video` since 2025-08; either is read. Nil where neither is an absolute HTTP URL.
  public let videoURL: URL?
  /// What the upstream said about a failure, outermost first: `data.data.error`, and what is nested
  /// in it; else what is nested in `failReason`.
  public let failure: [UpstreamError]

  /// The innermost of what was said about a failure; nil where nothing but `failReason` is known.
  public var failureCause: UpstreamError? { failure.last }

  /// The video, nil while there is none yet.
  /// - Throws: `taskFailed`, or `taskFinishedWithoutURL`; nothing while the task goes on.
  public func video() throws(JimengError) -> FinishedVideo? {
    switch status {
    case .success:
      guard let videoURL else { throw .taskFinishedWithoutURL(self) }
      return FinishedVideo(url: videoURL, task: self)
    case .failure: throw .taskFailed(self)
    // The set is open: whatever else the service writes is not final.
    default: return nil
    }
  }
}

/// Where a task stands: an open set, whose known values were observed (evidence section 3). An
/// unknown one is kept as it was written, and is not final.
public struct TaskStatus: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// As the service wrote it.
  public let rawValue: String

  /// - Parameter rawValue: as the service writes it.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Taken in, and not sent on yet.
  public static let notStarted = TaskStatus(rawValue: "NOT_START")
  /// Sent on.
  public static let submitted = TaskStatus(rawValue: "SUBMITTED")
  /// Waits for its turn.
  public static let queued = TaskStatus(rawValue: "QUEUED")
  /// Is being rendered.
  public static let inProgress = TaskStatus(rawValue: "IN_PROGRESS")
  /// Ended without a video.
  public static let failure = TaskStatus(rawValue: "FAILURE")
  /// Ended; there should be a video.
  public static let success = TaskStatus(rawValue: "SUCCESS")
  /// What the service says when it does not know itself; not final.
  public static let unknown = TaskStatus(rawValue: "UNKNOWN")

  /// Whether the task stays as it is from now on.
  public var isFinal: Bool { self == .success || self == .failure }

  /// As the service wrote it.
  public var description: String { rawValue }
}

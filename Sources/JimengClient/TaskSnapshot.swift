public import Foundation
import StrictJSON

/// A task as one fetch showed it (EVIDENCE.md, section 3).
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

extension TaskSnapshot {
  /// - Parameter value: a task object with `task_id` and `status`. Of everything else, what cannot
  ///   be read is left out: a poll is not to fail because a progress reads oddly.
  init(_ value: JSONValue) {
    id = TaskID(rawValue: value["task_id"]?.string ?? "")
    status = TaskStatus(rawValue: value["status"]?.string ?? "")
    progressText = Self.text(value["progress"])
    progress = progressText.flatMap(Self.fraction)
    failReason = Self.text(value["fail_reason"])
    submittedAt = Self.date(value["submit_time"])
    startedAt = Self.date(value["start_time"])
    finishedAt = Self.date(value["finish_time"])
    let data = value["data"]
    videoURL = Self.url(data?["video"]) ?? Self.url(data?["data"]?["video"])
    let told = UpstreamUnwrapper.unwrap(error: data?["error"] ?? .null)
    failure = told.isEmpty ? UpstreamUnwrapper.unwrap(message: failReason ?? "") : told
  }

  private static func text(_ value: JSONValue?) -> String? {
    let text = value?.string ?? value?.number?.text
    return text?.isEmpty == true ? nil : text
  }

  /// `30%` is 0.3. A bare number could be either, so it is not guessed.
  private static func fraction(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent)
    else { return nil }
    return percent / 100
  }

  /// Unix seconds; 0 is "not set".
  private static func date(_ value: JSONValue?) -> Date? {
    guard let seconds = value?.number?.double, seconds > 0 else { return nil }
    return Date(timeIntervalSince1970: seconds)
  }

  private static func url(_ value: JSONValue?) -> URL? {
    guard let text = value?.string, let url = URL(string: text),
      ["http", "https"].contains(url.scheme?.lowercased()), url.host()?.isEmpty == false
    else { return nil }
    return url
  }
}

/// A video that is ready. Its URL lives for an hour, by the vendor's limits: download it at once.
public struct FinishedVideo: Hashable, Sendable {
  /// Where the MP4 is. It needs no API key, and should be given none.
  public let url: URL
  /// The task that made it.
  public let task: TaskSnapshot
}

/// Where a task stands: an open set, whose known values were observed (EVIDENCE.md, section 3). An
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

/// Names a task at the service: 13 decimal digits, or of late `cgt-…`. Its form says nothing.
public struct TaskID: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// As the service wrote it.
  public let rawValue: String

  /// - Parameter rawValue: as the service wrote it.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// An id that stands in the code.
  public init(stringLiteral value: String) {
    rawValue = value
  }

  /// As the service wrote it.
  public var description: String { rawValue }
}

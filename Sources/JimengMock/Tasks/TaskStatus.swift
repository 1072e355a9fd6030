/// What the gateway calls the stations of a task (evidence section 3).
enum TaskStatus: String, CaseIterable, Sendable {
  case notStart = "NOT_START"
  case submitted = "SUBMITTED"
  case queued = "QUEUED"
  case inProgress = "IN_PROGRESS"
  case failure = "FAILURE"
  case success = "SUCCESS"
  /// The gateway's own word for a status that it cannot place. No task of the mock is in it unless
  /// a scenario says so.
  case unknown = "UNKNOWN"

  /// Whether a client may stop polling.
  var isFinal: Bool { self == .success || self == .failure }

  /// The last tenth of the way on which a task is in it. The first three tenths are one station
  /// each, as the gateway's source shows 10% for SUBMITTED, 20% for QUEUED and 30% for the first
  /// of IN_PROGRESS.
  var lastTenth: Int {
    switch self {
    case .notStart: 0
    case .submitted: 1
    case .queued: 2
    case .inProgress, .unknown: 9
    case .failure, .success: 10
    }
  }

  /// - Parameter tenth: 0 to 9 of the way; 10 is the end, which the outcome names.
  static func underway(tenth: Int) -> TaskStatus {
    switch tenth {
    case ...0: .notStart
    case 1: .submitted
    case 2: .queued
    default: .inProgress
    }
  }
}

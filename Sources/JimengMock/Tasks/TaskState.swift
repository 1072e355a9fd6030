/// The stations of a task. Each service has its own word for each; a service file lists them.
enum TaskState: String, CaseIterable, Sendable {
  case notStarted = "not-started"
  case submitted
  case queued
  case running
  case failed
  case succeeded
  /// A state that the service itself cannot place. No task of the mock is in it unless a scenario
  /// says so.
  case unknown

  /// Whether a client may stop polling.
  var isFinal: Bool { self == .succeeded || self == .failed }

  /// The last tenth of the way on which a task is in it. The first three tenths are one station
  /// each, as the gateway's source shows 10% for submitted, 20% for queued and 30% for the first of
  /// running.
  var lastTenth: Int {
    switch self {
    case .notStarted: 0
    case .submitted: 1
    case .queued: 2
    case .running, .unknown: 9
    case .failed, .succeeded: 10
    }
  }

  /// - Parameter tenth: 0 to 9 of the way; 10 is the end, which the outcome names.
  static func underway(tenth: Int) -> TaskState {
    switch tenth {
    case ...0: .notStarted
    case 1: .submitted
    case 2: .queued
    default: .running
    }
  }
}

import HTTPTransport

/// An isolated world inside one server: what it was asked, its tasks, its queue, its ids, its dice
/// and its time. It shares nothing with another session and knows neither paths nor sockets.
final class Session {
  let name: String
  /// Whether it is the one of requests that name none.
  let isDefault: Bool
  private let settings: SessionSettings

  // Every request touches these. They are values that know nothing of their session, so that no
  // access can lead back into itself, which is what the unchecked ones would be checked for.
  @exclusivity(unchecked) var tasks: TaskStore
  @exclusivity(unchecked) var journal: Journal
  @exclusivity(unchecked) var queue = ScenarioQueue()
  @exclusivity(unchecked) var lint = ClientLint()
  /// By the number of the job.
  @exclusivity(unchecked) var taskIDs: [TaskIDSequence]
  @exclusivity(unchecked) var requestIDs: RequestIDSource
  /// Draws chaos and delays.
  var generator: SeededGenerator
  @exclusivity(unchecked) private(set) var clock: MockClock
  /// When it began, or was reset.
  private(set) var began: ServerTime
  private(set) var lastUsed: ServerTime

  /// - Parameter isContinued: whether an earlier one of its name was evicted with what it held.
  init(
    name: String, settings: SessionSettings, isContinued: Bool = false, at now: ServerTime
  ) {
    self.name = name
    isDefault = name == SessionName.default
    self.settings = settings
    let seed = Self.seed(of: name, settings.seed)
    tasks = TaskStore(pace: settings.pace, countMax: settings.taskCountMax)
    journal = Journal(
      session: name, limits: settings.journalLimits, isBeginningLost: isContinued,
      epoch: Self.unixMicroseconds(now))
    // Jobs whose ids look alike must not give the same ones.
    taskIDs = settings.idForms.enumerated().map { index, form in
      TaskIDSequence(example: form, seed: seed.map { $0 &+ UInt64(index) })
    }
    requestIDs = RequestIDSource(seed: seed)
    generator = SeededGenerator(seed: seed)
    clock = MockClock(start: MockInstant(now), scale: settings.timeScale)
    began = now
    lastUsed = now
  }

  /// Whether someone would miss something if it went.
  var hasMemory: Bool {
    !journal.isUntouched || tasks.count > 0 || !queue.isEmpty || clock.advanced > .zero
  }

  /// What its own time is.
  func instant(at now: ServerTime) -> MockInstant {
    let passed = now.monotonicNanoseconds.subtractingReportingOverflow(began.monotonicNanoseconds)
    return clock.now(
      realNanoseconds: passed.overflow ? 0 : Int64(clamping: passed.partialValue))
  }

  /// By how much its time can move forward.
  func timeLeft(at now: ServerTime) -> Duration {
    MockInstant.last - instant(at: now)
  }

  /// Moves its own time forward, at most to the end of time; no other session's.
  func advanceClock(by duration: Duration) {
    clock.advance(by: duration)
  }

  func touch(at now: ServerTime) {
    lastUsed = now
  }

  /// Makes it as if it had just begun. With a seed the same ids come again.
  func reset(at now: ServerTime) {
    let fresh = Session(name: name, settings: settings, at: now)
    tasks = fresh.tasks
    // Not the fresh one: this knows which of its tickets are void.
    clearJournal(at: now)
    queue = fresh.queue
    lint = fresh.lint
    taskIDs = fresh.taskIDs
    requestIDs = fresh.requestIDs
    generator = fresh.generator
    clock = fresh.clock
    began = now
    lastUsed = now
  }

  /// Forgets what it was asked, and nothing else.
  func clearJournal(at now: ServerTime) {
    journal.removeAll(at: Self.unixMicroseconds(now))
  }

  private static func unixMicroseconds(_ time: ServerTime) -> Int {
    Int(max(0, MockInstant(time).unixNanoseconds) / 1000)
  }

  /// Sessions of one server make different ids, and each makes the same in every run.
  private static func seed(of name: String, _ seed: UInt64?) -> UInt64? {
    guard let seed, name != SessionName.default else { return seed }
    return SessionName.hash(name, seed: seed)
  }
}

/// What every session of a server begins with.
struct SessionSettings: Sendable {
  /// What ids of tasks look like, by the number of the job.
  var idForms: [String] = []
  var seed: UInt64?
  var pace = TaskPace()
  var timeScale = 1.0
  var journalLimits = JournalLimits.default
  var taskCountMax = TaskStore.countMaxDefault
  var sharedLimits = SharedLimits()
}

extension SessionSettings {
  init(jobs: [Job], configuration: MockConfiguration) {
    idForms = jobs.map(\.idForm)
    seed = configuration.seed
    pace.mode = configuration.progress == .poll ? .poll : .time
    pace.renderDuration = configuration.renderDuration
    timeScale = configuration.timeScale
    journalLimits.entryCountMax = configuration.journalLimit
    taskCountMax = configuration.taskLimit
    sharedLimits.taskCountMax = max(sharedLimits.taskCountMax, taskCountMax)
  }
}

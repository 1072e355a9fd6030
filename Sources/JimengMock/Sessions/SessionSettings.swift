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

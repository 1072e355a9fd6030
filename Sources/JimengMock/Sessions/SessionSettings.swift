import OpenAPIContract

/// What every session of a server begins with.
struct SessionSettings: Sendable {
  var operations: [Operation] = []
  var seed: UInt64?
  var pace = TaskPace()
  var timeScale = 1.0
  var journalLimits = JournalLimits.default
  var taskCountMax = TaskStore.countMaxDefault
  var sharedLimits = SharedLimits()
}

extension SessionSettings {
  init(contract: Contract, configuration: MockConfiguration) {
    operations = contract.operations
    seed = configuration.seed
    pace.mode = configuration.progress == .poll ? .poll : .time
    pace.renderDuration = configuration.renderDuration
    timeScale = configuration.timeScale
    journalLimits.entryCountMax = configuration.journalLimit
    taskCountMax = configuration.taskLimit
    sharedLimits.taskCountMax = max(sharedLimits.taskCountMax, taskCountMax)
  }
}

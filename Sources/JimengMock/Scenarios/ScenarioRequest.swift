/// What a request and its session say of scenarios, as it was written.
struct ScenarioRequest: Sendable {
  /// Whether it may bring a task into being: what only says what becomes of one does not apply to
  /// others.
  var makesTask = true
  /// The values of its Prefer lines.
  var prefer: [String] = []
  /// The first name in the session's queue.
  var queueHead: String?
  /// The value of its Authorization line.
  var authorization: String?
  var prompt: String?
  /// The segment after `/scenario/` at the front of its path.
  var path: String?
}

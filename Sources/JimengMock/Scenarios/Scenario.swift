/// A named outcome other than plain success, as its file describes it. It says what happens and
/// knows neither who selects it nor how bytes are sent.
package struct Scenario: Sendable {
  package let name: String
  package let metadata: ScenarioMetadata
  /// What is answered in place of the ordinary answer.
  let answer: ScenarioAnswer?
  /// How long the answer, or the fault, is held back.
  let delay: ScenarioDelay?
  /// How the answer's body is spread over time.
  let dribble: ScenarioDribble?
  /// What breaks below HTTP's semantics. A scenario with a fault has no answer of its own.
  let fault: ScenarioFault?
  /// What becomes of a task that the request brings into being.
  let task: TaskOutcome?

  /// The status a client sees; nil when a fault may leave it none.
  package var status: Int? {
    answer?.status ?? (fault == nil ? 200 : nil)
  }

  /// Whether it says no more than what goes wrong with a task: it applies to no request that brings
  /// none into being.
  var isAboutTasksOnly: Bool {
    guard let task, task != .success else { return false }
    return answer == nil && delay == nil && dribble == nil && fault == nil
  }
}

/// The answer of a scenario: sent whole, in place of the ordinary one.
struct ScenarioAnswer: Sendable {
  let status: Int
  /// Fields besides Content-Type, in the file's order; never one that the server adds itself.
  let headers: [(name: String, value: String)]
  /// Nil when no Content-Type is sent.
  let contentType: String?
  /// Nil for no content at all.
  let body: ScenarioBody?
}

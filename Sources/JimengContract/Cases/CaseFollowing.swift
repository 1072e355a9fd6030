package import OpenAPIContract

/// How a task is followed: what is fetched again and again until it has ended.
package struct CaseFollowing: Sendable {
  /// With `taskIDPlace`, which stands for the `data` of the submit's answer.
  package let path: String
  /// What every fetch's answer satisfies.
  package let answer: CompiledSchema
  /// What the answer satisfies that tells of the end.
  package let end: CompiledSchema

  package static let taskIDPlace = "{task_id}"
}

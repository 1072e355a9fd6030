package import OpenAPIContract

/// What the answer to a case must look like.
package struct CaseExpectation: Sendable {
  /// Any of them.
  package let statuses: [Int]
  /// The whole value of Content-Type.
  package var contentType: String?
  /// What the value of each field begins with.
  package var headers: [(name: String, prefix: String)] = []
  /// What the JSON body satisfies; nil when there need be none.
  package var body: CompiledSchema?
  /// What the body's member `message` contains.
  package var mentions: [String] = []

  /// Whether an answer that says success (2xx) is one that the case hopes for.
  package var hopesForSuccess: Bool { statuses.contains { (200..<300).contains($0) } }
}

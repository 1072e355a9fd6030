package import OpenAPIContract

/// One contract test, as data: what is asked and what the answer must look like.
package struct ContractCase: Sendable {
  /// What a case costs at the real service.
  package enum Tier: String, Sendable {
    /// Free: refused before a body counts.
    case free = "L0"
    /// An invalid body.
    case invalidBody = "L1"
    /// A valid submit, which the real service bills.
    case billedSubmit = "L2"
    /// A submit that is followed to its end.
    case pollToTheEnd = "L3"
  }

  package struct Request: Sendable {
    package let method: String
    package let path: String
    package let headers: [(name: String, value: String)]
    /// The bytes to send; nil for none.
    package let body: [UInt8]?
  }

  package struct Expectation: Sendable {
    package let status: Int
    /// The whole value of Content-Type.
    package let contentType: String?
    /// What the value of each field begins with.
    package let headers: [(name: String, prefix: String)]
    /// What the JSON body satisfies.
    package let body: CompiledSchema?
    /// What the body's member `message` contains.
    package let mentions: [String]
  }

  /// Unique in all files.
  package let id: String
  /// What must hold, as a sentence.
  package let requirement: String
  /// The words or the evidence that say so.
  package let source: String
  package let tier: Tier
  package let request: Request
  package let expectation: Expectation
}

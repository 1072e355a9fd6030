import HTTPTransport
import OpenAPIContract
package import StrictJSON

/// A service as an OpenAPI document, for tools that check answers against the contract: an answer
/// that is not in it would be an error to them.
extension Service {
  /// One document for each page: its rules, and the mock's own answers beside the page's.
  package func documents(servers: [String]) -> [JSONValue] {
    contracts.map { $0.openAPI(servers: servers, responses: mockAnswers(for:)) }
  }

  /// The answers of the `contract` profile that the page does not document, by status.
  private func mockAnswers(for operation: Operation) -> [(status: String, response: JSONValue)] {
    let broken = (
      "\(answers.violation.status.code)",
      response("The request breaks the page: every violation, in words.")
    )
    guard operation.body != nil else { return [broken] }
    return [
      broken,
      ("413", response("The body is larger than the mock's limit.")),
      ("415", response("Content-Type is missing or not one of the page's.")),
    ]
  }

  private func response(_ description: String) -> JSONValue {
    [
      "description": .string(description),
      "content": [
        "application/json": ["schema": answers.violation.schema],
        "application/problem+json": ["schema": Self.problem],
      ],
    ]
  }

  /// RFC 9457 §3.1.
  private static let problem: JSONValue = [
    "type": "object", "required": ["type", "title", "status", "detail"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"], "errors": ["type": "array", "items": ["type": "object"]],
    ],
  ]
}

extension [Service] {
  /// All services as one OpenAPI document: that of the first page, with the operations and the
  /// reports of the other pages added to it.
  package func document(servers: [String]) -> JSONValue {
    let documents = flatMap { $0.documents(servers: servers) }
    guard var whole = documents.first?.object else { return [:] }
    for other in documents.dropFirst() {
      for name in ["paths", "components", "x-unread-prose", "x-unchecked"] {
        guard let added = other[name] else { continue }
        whole[name] = whole[name].map { $0.merged(with: added) } ?? added
      }
    }
    return .object(whole)
  }
}

extension JSONValue {
  /// Merges objects by member and concatenates lists; otherwise the first value wins.
  fileprivate func merged(with other: JSONValue) -> JSONValue {
    switch (self, other) {
    case (.array(let own), .array(let others)): return .array(own + others)
    case (.object(var own), .object(let others)):
      for member in others.members {
        own[member.name] = own[member.name].map { $0.merged(with: member.value) } ?? member.value
      }
      return .object(own)
    default: return self
    }
  }
}

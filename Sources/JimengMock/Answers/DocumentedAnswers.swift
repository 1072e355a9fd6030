package import OpenAPIContract
package import StrictJSON

/// The mock's own answers as OpenAPI response objects, for tools that are told the contract and
/// would take an answer that is not in it for a fault.
package enum DocumentedAnswers {
  /// By status: what the `contract` profile answers to an operation beside what the page says.
  package static func all(
    for operation: Operation
  ) -> [(status: String, response: JSONValue)] {
    let broken = ("400", response("The request breaks the page: every violation, in words."))
    guard operation.body != nil else { return [broken] }
    return [
      broken,
      ("413", response("The body is larger than the mock's limit.")),
      ("415", response("Content-Type is missing or not one of the page's.")),
    ]
  }

  private static func response(_ description: String) -> JSONValue {
    [
      "description": .string(description),
      "content": [
        "application/json": ["schema": envelope],
        "application/problem+json": ["schema": problem],
      ],
    ]
  }

  /// `ServiceEnvelope.taskError`.
  private static let envelope: JSONValue = [
    "type": "object", "required": ["code", "message", "data"],
    "properties": [
      "code": ["type": "string"], "message": ["type": "string"],
      "data": ["type": "string", "nullable": true],
    ],
  ]

  /// RFC 9457 §3.1.
  private static let problem: JSONValue = [
    "type": "object", "required": ["type", "title", "status", "detail"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"], "errors": ["type": "array", "items": ["type": "object"]],
    ],
  ]
}

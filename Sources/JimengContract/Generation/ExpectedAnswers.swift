import OpenAPIContract
import StrictJSON

/// What a generated request must be answered, by what the page says or by the evidence on the
/// gateway.
struct ExpectedAnswers {
  let profile: ContractProfile

  func expectation(
    of draft: RequestDraft, _ validation: ValidationResult, _ standing: GatewayStanding
  ) -> CaseExpectation {
    if validation.isValid { return success(draft.operation) }
    switch profile {
    case .contract: return refusal(validation)
    case .gateway: return gatewayAnswer(draft.operation, standing)
    }
  }

  private func success(_ operation: Operation) -> CaseExpectation {
    CaseExpectation(
      statuses: [operation.successStatus],
      body: operation.successExample.flatMap { Self.compiled(Self.shape(of: $0)) })
  }

  /// 400 or 415, the service's envelope (EVIDENCE.md, row 9), and the place of the first violation
  /// where a mock tells it.
  private func refusal(_ validation: ValidationResult) -> CaseExpectation {
    let isOfOtherType = validation.violations.contains(where: \.concernsContentType)
    let pointer = validation.violations.first.map { "\($0.pointer)" } ?? ""
    // Up to what the mock would write in another form (a structured field's string is ASCII).
    let plain = pointer.utf8.prefix { (0x21...0x7E).contains($0) && !#""\%"#.utf8.contains($0) }
    let isWhole = plain.count == pointer.utf8.count && plain.count <= 256
    let place = String(decoding: plain.prefix(256), as: UTF8.self) + (isWhole ? "\"" : "")
    return CaseExpectation(
      statuses: [isOfOtherType ? 415 : 400],
      headers: [("Mock-Violations", "\(validation.violationCount); first=\"\(place)")],
      body: Self.compiled(Self.refused))
  }

  /// Where the gateway is known not to check, or nothing is known, either answer is told of in the
  /// evidence; neither is a failure.
  private func gatewayAnswer(
    _ operation: Operation, _ standing: GatewayStanding
  ) -> CaseExpectation {
    guard standing.mayAccept else {
      return CaseExpectation(statuses: [400], body: Self.compiled(Self.refused))
    }
    return CaseExpectation(
      statuses: [operation.successStatus, 400, 415, 422],
      body: operation.successExample == nil ? nil : Self.compiled(["type": "object"]))
  }

  /// EVIDENCE.md, rows 8 to 10.
  private static let refused: JSONValue = [
    "type": "object", "required": ["code", "message", "data"], "additionalProperties": false,
    "properties": [
      "code": ["enum": ["invalid_request"]], "message": ["type": "string", "minLength": 1],
      "data": ["enum": [.null]],
    ],
  ]

  /// The members of the page's example, each of the type that it has there.
  private static func shape(of example: JSONValue) -> JSONValue {
    switch example {
    case .null: return ["enum": [.null]]
    case .bool: return ["type": "boolean"]
    case .number: return ["type": "number"]
    case .string: return ["type": "string"]
    case .array: return ["type": "array"]
    case .object(let object):
      let names = object.members.map { JSONValue.string($0.name) }
      let properties = object.members.map {
        JSONObject.Member(name: $0.name, value: shape(of: $0.value))
      }
      guard !names.isEmpty else { return ["type": "object"] }
      return [
        "type": "object", "required": .array(names),
        "properties": .object(JSONObject(members: properties)),
      ]
    }
  }

  /// The schemas are ours, so there is always one.
  private static func compiled(_ schema: JSONValue) -> CompiledSchema? {
    try? CompiledSchema.compile(bare: schema, name: "answer")
  }
}

import StrictJSON

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Verification {
  /// A verification that is asked for in Swift. It is said in the JSON of `POST /__mock/verify` and
  /// read by the same reader, so that both are held to the same rules.
  /// - Throws: `VerificationReadError`; `badValue` too for a value that JSON cannot hold.
  init(
    method: String, path: String, body: [String: any Encodable]?, status: Int?, count: CountBound
  ) throws(VerificationReadError) {
    var object: JSONObject = ["method": .string(method), "path": .string(path)]
    if let body { object.append("body", try Self.json(body)) }
    if let status { object.append("status", .number(status)) }
    switch count {
    case .exactly(let count): object.append("exactly", .number(count))
    case .atLeast(let least): object.append("atLeast", .number(least))
    case .atMost(let most): object.append("atMost", .number(most))
    case .between(let least, let most):
      object.append("atLeast", .number(least))
      object.append("atMost", .number(most))
    }
    self = try VerificationReader.read(JSONDocument(root: .object(object)))
  }

  /// By name, so that a failure reads the same each time.
  private static func json(
    _ body: [String: any Encodable]
  ) throws(VerificationReadError) -> JSONValue {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var object = JSONObject()
    for (name, value) in body.sorted(by: { $0.key < $1.key }) {
      guard let bytes = try? Array(encoder.encode(value)),
        let document = try? JSONReader.read(bytes)
      else {
        throw .badValue(
          JSONPointer(tokens: ["body", name]), expected: "a value that JSON can hold")
      }
      object.append(name, document.root)
    }
    return .object(object)
  }
}

package import StrictJSON

/// A response that the page documents (OpenAPI 3.0.3 §4.7.17).
package struct ResponseSpec: Sendable {
  /// `200`, `4XX`, `default`.
  package let status: String
  /// The first that the page names.
  package let mediaType: String?
  /// As a value, also when the page holds it as a text with comments. Export tools write that.
  package let example: JSONValue?
  /// The example where the page holds it as a text: verbatim.
  package let exampleText: String?
  /// Where the schema stands; `Contract.schema(of:)` compiles it.
  package let schema: JSONPointer?
  package let pointer: JSONPointer

  /// - Parameter response: resolved.
  init(_ status: String, _ response: SpecNode) throws(ContractError) {
    let media = try response.member("content")?.members("media types").first
    let example = try media.flatMap { _, node throws(ContractError) in try node.example() }
    self.status = status
    mediaType = media?.0
    self.example = example.map(Self.value)
    exampleText = example?.string
    schema = media?.1.member("schema")?.pointer
    pointer = response.pointer
  }

  /// `default`, `4XX`, `404`.
  static func isStatus(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if text == "default" { return true }
    guard bytes.count == 3, (0x31...0x35).contains(bytes[0]) else { return false }
    return text.hasSuffix("XX") || bytes[1...].allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The object or list that a text stands for, with or without comments.
  static func value(_ example: JSONValue) -> JSONValue {
    guard case .string(let text) = example, let first = text.utf8.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
      let read = try? TolerantJSONReader.read(text)
    else { return example }
    return read.root
  }
}

extension SpecNode {
  /// Of a media type object: `example`, or the first of `examples`.
  fileprivate func example() throws(ContractError) -> JSONValue? {
    if let example = member("example") { return example.value }
    guard let examples = member("examples"), examples.value.object != nil else { return nil }
    return try examples.members().first?.1.resolved().value["value"]
  }
}

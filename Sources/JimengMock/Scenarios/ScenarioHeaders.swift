import HTTPTransport
import StrictJSON

/// The `headers` object of a scenario's response.
enum ScenarioHeaders {
  private static let countMax = 32
  private static let valueBytesMax = 4096

  /// The server's own to add, to every answer and from the body that it sends.
  private static let reserved = [
    "connection", "content-length", "date", "transfer-encoding", "x-oneapi-request-id",
  ]
  /// Of fields that the server adds where they apply.
  private static let reservedBeginnings = ["mock-", "access-control-"]

  static func read(
    _ node: ScenarioNode?
  ) throws(ScenarioFileError) -> [(name: String, value: String)] {
    guard let node else { return [] }
    guard let object = node.value.object else {
      throw node.error(.wrongType(expected: "an object"))
    }
    guard object.members.count <= countMax else {
      throw node.error(.outOfRange("\(countMax) fields at most"))
    }
    var headers: [(name: String, value: String)] = []
    for member in object.members {
      guard let field = node[member.name] else { continue }
      try checkName(member.name, at: field, after: headers.map(\.name))
      headers.append((member.name, try readValue(field)))
    }
    return headers
  }

  static func isContentType(_ name: String) -> Bool { areSame(name, "content-type") }

  private static func checkName(
    _ name: String, at node: ScenarioNode, after earlier: [String]
  ) throws(ScenarioFileError) {
    guard HTTPFields.isName(name) else {
      throw node.error(.illegalHeader("a field name is a token (RFC 9110 section 5.6.2)"))
    }
    let isReserved =
      reserved.contains { areSame(name, $0) }
      || reservedBeginnings.contains { areSame(String(name.prefix($0.count)), $0) }
    if isReserved {
      throw node.error(.illegalHeader("the server writes this field itself"))
    }
    if let same = earlier.first(where: { areSame(name, $0) }) {
      throw node.error(.excluded(by: same))
    }
  }

  private static func readValue(_ node: ScenarioNode) throws(ScenarioFileError) -> String {
    let value = try node.text()
    guard value.utf8.count <= valueBytesMax else {
      throw node.error(.outOfRange("\(valueBytesMax) bytes at most"))
    }
    // RFC 9110 §5.5: what may end or start a line would be a field of its own.
    guard value.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x09 }) else {
      throw node.error(.illegalHeader("a field value is printable ASCII"))
    }
    return value
  }

  private static func areSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8) { lowercase($0) == lowercase($1) }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

import StrictJSON

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the JSON of `POST /__mock/verify` strictly: a misspelt key would otherwise be a check that
/// always holds. Every function throws for the first mistake.
enum VerificationReader {
  static let patternKeys = ["method", "path", "headers", "body", "status"]
  static let keys =
    patternKeys + ["exactly", "atLeast", "atMost", "order", "noViolations", "queueUsed"]
  /// Kinds of requests in one `order`.
  static let orderCountMax = 20
  /// Values in one `body`, nested ones included.
  static let bodyValuesMax = 1000

  static func read(_ node: JSONNode) throws(JSONNodeError) -> Verification {
    try node.checkKeys(keys)
    var verification = Verification()
    verification.pattern = try pattern(node)
    verification.count = try count(node)
    verification.order = try order(node["order"])
    verification.hasNoViolations = try node["noViolations"]?.bool() ?? false
    verification.isQueueUsed = try node["queueUsed"]?.bool() ?? false
    guard verification != Verification() else {
      throw node.error(
        .rule(
          "nothing to verify: name a kind of request, a count, an order, noViolations or queueUsed"
        ))
    }
    return verification
  }

  private static func pattern(_ node: JSONNode) throws(JSONNodeError) -> RequestPattern {
    var pattern = RequestPattern()
    if let method = node["method"] {
      let expected = "a method such as \"POST\""
      let text = try method.string(expected)
      guard !text.isEmpty else { throw method.mustBe(expected) }
      pattern.method = text.uppercased()
    }
    if let path = node["path"] { pattern.path = try self.path(path) }
    if let headers = node["headers"] { pattern.headers = try self.headers(headers) }
    pattern.status = try node["status"]?.integer(in: 100...599, "a status from 100 to 599")
    if let body = node["body"] {
      var room = bodyValuesMax
      guard isSmall(body.value, room: &room) else {
        throw body.mustBe("of at most \(bodyValuesMax) values")
      }
      if let key = Redaction.firstKey(in: body.value, at: body.pointer) {
        throw JSONNodeError(
          pointer: key, problem: .rule("keys are not recorded; leave it out"))
      }
      pattern.body = body.value
    }
    return pattern
  }

  private static func path(_ node: JSONNode) throws(JSONNodeError) -> RequestPattern.Path {
    let expected = "a path that begins with / and has no query"
    let text = try node.string(expected)
    guard text.utf8.first == UInt8(ascii: "/"), !text.utf8.contains(UInt8(ascii: "?")) else {
      throw node.mustBe(expected)
    }
    return RequestPattern.Path(text)
  }

  private static func headers(_ node: JSONNode) throws(JSONNodeError) -> [HeaderPattern] {
    var headers: [HeaderPattern] = []
    for (name, node) in try node.members() {
      switch node.value {
      case .string(let text):
        guard !SensitiveName.matches(name) else {
          throw node.error(
            .rule("keys are not recorded; say true for present or false for absent"))
        }
        headers.append(HeaderPattern(name: name, wanted: .value(text)))
      case .bool(let isPresent):
        headers.append(HeaderPattern(name: name, wanted: isPresent ? .present : .absent))
      case .null, .number, .array, .object:
        throw node.mustBe("the value, or true for present, or false for absent")
      }
    }
    return headers
  }

  private static func count(_ node: JSONNode) throws(JSONNodeError) -> CountBound? {
    let numbers = 0...Int.max
    let expected = "a whole number from 0"
    let exactly = try node["exactly"]?.integer(in: numbers, expected)
    let least = try node["atLeast"]?.integer(in: numbers, expected)
    let most = try node["atMost"]?.integer(in: numbers, expected)
    if let exactly {
      guard least == nil, most == nil else {
        throw try node.required("exactly").mustBe("the only count")
      }
      return .exactly(exactly)
    }
    guard let least else { return most.map { .atMost($0) } }
    guard let most else { return .atLeast(least) }
    guard least <= most else {
      throw try node.required("atLeast").mustBe("no more than atMost, \(most)")
    }
    return .between(least, most)
  }

  private static func order(_ node: JSONNode?) throws(JSONNodeError) -> [RequestPattern] {
    guard let node else { return [] }
    let expected = "a list of 1 to \(orderCountMax) kinds of requests"
    let items = try node.items(expected)
    guard (1...orderCountMax).contains(items.count) else { throw node.mustBe(expected) }
    var patterns: [RequestPattern] = []
    for item in items {
      try item.checkKeys(patternKeys)
      patterns.append(try pattern(item))
    }
    return patterns
  }

  private static func isSmall(_ value: JSONValue, room: inout Int) -> Bool {
    room -= 1
    guard room >= 0 else { return false }
    switch value {
    case .null, .bool, .number, .string: return true
    case .array(let items):
      for item in items where !isSmall(item, room: &room) { return false }
    case .object(let object):
      for member in object.members where !isSmall(member.value, room: &room) { return false }
    }
    return true
  }
}

// MARK: In Swift

extension Verification {
  /// A verification that is asked for in Swift. It is written as the JSON of `POST /__mock/verify`
  /// and read by the same reader, so that the same rules apply.
  /// - Throws: `JSONNodeError`, also for a value that JSON cannot hold.
  init(
    method: String, path: String, body: [String: any Encodable]?, status: Int?, count: CountBound
  ) throws(JSONNodeError) {
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
    self = try VerificationReader.read(JSONNode(.object(object)))
  }

  /// Sorted by name, so that a failure reads the same each time.
  private static func json(_ body: [String: any Encodable]) throws(JSONNodeError) -> JSONValue {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var object = JSONObject()
    for (name, value) in body.sorted(by: { $0.key < $1.key }) {
      guard let bytes = try? Array(encoder.encode(value)),
        let document = try? JSONReader.read(bytes)
      else {
        throw JSONNodeError(
          pointer: JSONPointer(tokens: ["body", name]),
          problem: .mustBe("a value that JSON can hold"))
      }
      object.append(name, document.root)
    }
    return .object(object)
  }
}

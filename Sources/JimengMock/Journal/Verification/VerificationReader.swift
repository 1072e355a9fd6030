import OpenAPIContract
import StrictJSON

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the JSON of `POST /__mock/verify` strictly: a misspelt name would otherwise be a check that
/// always holds.
enum VerificationReader {
  static let patternNames = ["method", "path", "headers", "body", "status"]
  static let names =
    patternNames + ["exactly", "atLeast", "atMost", "order", "noViolations", "queueUsed"]
  /// Kinds of requests in one `order`.
  static let orderCountMax = 20
  /// Values in one `body`, nested ones included.
  static let bodyValuesMax = 1000

  /// - Throws: `VerificationReadError` for the first mistake.
  static func read(_ document: JSONDocument) throws(VerificationReadError) -> Verification {
    if let pointer = document.duplicates.first { throw .repeatedName(pointer) }
    let object = try object(document.root, at: .root, names: names)
    var verification = Verification()
    verification.pattern = try pattern(object, at: .root)
    verification.count = try count(object)
    verification.order = try order(object["order"], at: .root.appending("order"))
    verification.hasNoViolations = try flag("noViolations", in: object)
    verification.isQueueUsed = try flag("queueUsed", in: object)
    guard verification != Verification() else { throw .empty }
    return verification
  }

  private static func object(
    _ value: JSONValue, at pointer: JSONPointer, names: [String]
  ) throws(VerificationReadError) -> JSONObject {
    guard let object = value.object else { throw .badValue(pointer, expected: "an object") }
    for member in object.members
    where !names.contains(where: { CodePoints.areEqual($0, member.name) }) {
      throw .unknownName(
        pointer.appending(member.name), nearest: NearestName.find(member.name, among: names))
    }
    return object
  }

  private static func pattern(
    _ object: JSONObject, at pointer: JSONPointer
  ) throws(VerificationReadError) -> RequestPattern {
    var pattern = RequestPattern()
    if let value = object["method"] {
      guard let text = value.string, !text.isEmpty else {
        throw .badValue(pointer.appending("method"), expected: "a method such as \"POST\"")
      }
      pattern.method = text.uppercased()
    }
    if let value = object["path"] { pattern.path = try path(value, pointer.appending("path")) }
    if let value = object["headers"] {
      pattern.headers = try headers(value, at: pointer.appending("headers"))
    }
    if let value = object["status"] {
      guard let status = value.number?.int, (100...599).contains(status) else {
        throw .badValue(pointer.appending("status"), expected: "a status from 100 to 599")
      }
      pattern.status = status
    }
    if let value = object["body"] {
      var room = bodyValuesMax
      guard isSmall(value, room: &room) else {
        throw .badValue(
          pointer.appending("body"), expected: "of at most \(bodyValuesMax) values")
      }
      if let key = Redaction.firstKey(in: value, at: pointer.appending("body")) {
        throw .redactedMember(key)
      }
      pattern.body = value
    }
    return pattern
  }

  private static func path(
    _ value: JSONValue, _ pointer: JSONPointer
  ) throws(VerificationReadError) -> RequestPattern.Path {
    guard let text = value.string, text.utf8.first == UInt8(ascii: "/"),
      !text.utf8.contains(UInt8(ascii: "?"))
    else { throw .badValue(pointer, expected: "a path that begins with / and has no query") }
    return RequestPattern.Path(text)
  }

  private static func headers(
    _ value: JSONValue, at pointer: JSONPointer
  ) throws(VerificationReadError) -> [HeaderPattern] {
    guard let object = value.object else { throw .badValue(pointer, expected: "an object") }
    var headers: [HeaderPattern] = []
    for member in object.members {
      let memberPointer = pointer.appending(member.name)
      switch member.value {
      case .string(let text):
        guard !SensitiveName.matches(member.name) else { throw .redactedHeader(memberPointer) }
        headers.append(HeaderPattern(name: member.name, wanted: .value(text)))
      case .bool(let isPresent):
        headers.append(HeaderPattern(name: member.name, wanted: isPresent ? .present : .absent))
      case .null, .number, .array, .object:
        throw .badValue(
          memberPointer, expected: "the value, or true for present, or false for absent")
      }
    }
    return headers
  }

  private static func count(_ object: JSONObject) throws(VerificationReadError) -> CountBound? {
    let exactly = try number("exactly", in: object)
    let least = try number("atLeast", in: object)
    let most = try number("atMost", in: object)
    if exactly != nil, least != nil || most != nil {
      throw .badValue(.root.appending("exactly"), expected: "the only count")
    }
    if let exactly { return .exactly(exactly) }
    guard let least else { return most.map { .atMost($0) } }
    guard let most else { return .atLeast(least) }
    guard least <= most else {
      throw .badValue(.root.appending("atLeast"), expected: "no more than atMost, \(most)")
    }
    return .between(least, most)
  }

  private static func number(
    _ name: String, in object: JSONObject
  ) throws(VerificationReadError) -> Int? {
    guard let value = object[name] else { return nil }
    guard let number = value.number?.int, number >= 0 else {
      throw .badValue(.root.appending(name), expected: "a whole number from 0")
    }
    return number
  }

  private static func flag(
    _ name: String, in object: JSONObject
  ) throws(VerificationReadError) -> Bool {
    guard let value = object[name] else { return false }
    guard let flag = value.bool else {
      throw .badValue(.root.appending(name), expected: "true or false")
    }
    return flag
  }

  private static func order(
    _ value: JSONValue?, at pointer: JSONPointer
  ) throws(VerificationReadError) -> [RequestPattern] {
    guard let value else { return [] }
    guard let items = value.array, (1...orderCountMax).contains(items.count) else {
      throw .badValue(pointer, expected: "a list of 1 to \(orderCountMax) kinds of requests")
    }
    var patterns: [RequestPattern] = []
    for (index, item) in items.enumerated() {
      let pointer = pointer.appending(index)
      patterns.append(try pattern(try object(item, at: pointer, names: patternNames), at: pointer))
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

  /// Sorted by name, so that a failure reads the same each time.
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

/// Why a JSON text is not a verification, and where.
enum VerificationReadError: Error, Equatable, Sendable {
  case unknownName(JSONPointer, nearest: String?)
  case repeatedName(JSONPointer)
  /// - Parameter expected: what would be right there, in words.
  case badValue(JSONPointer, expected: String)
  /// Nothing is to be verified.
  case empty
  /// A key is recorded as `***`, so nothing can be compared with it.
  case redactedHeader(JSONPointer)
  /// The same in a body.
  case redactedMember(JSONPointer)

  var pointer: JSONPointer {
    switch self {
    case .unknownName(let pointer, _), .repeatedName(let pointer), .badValue(let pointer, _),
      .redactedHeader(let pointer), .redactedMember(let pointer):
      pointer
    case .empty: .root
    }
  }
}

extension VerificationReadError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownName(let pointer, let nearest):
      "\(pointer): unknown name" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .repeatedName(let pointer): "\(pointer): stands twice"
    case .badValue(let pointer, let expected):
      "\(pointer.tokens.isEmpty ? "the body" : "\(pointer)"): must be \(expected)"
    case .empty:
      "nothing to verify: name a kind of request, a count, an order, noViolations or queueUsed"
    case .redactedHeader(let pointer):
      "\(pointer): keys are not recorded; say true for present or false for absent"
    case .redactedMember(let pointer):
      "\(pointer): keys are not recorded; leave it out"
    }
  }
}

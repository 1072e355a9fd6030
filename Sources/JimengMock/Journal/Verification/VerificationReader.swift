import StrictJSON

/// Reads the JSON of `POST /__mock/verify`, strictly: a misspelt name would otherwise be a check
/// that always holds.
enum VerificationReader {
  static let patternNames = ["method", "path", "headers", "body", "status"]
  static let names =
    patternNames + ["exactly", "atLeast", "atMost", "order", "noViolations", "queueUsed"]
  /// Kinds of requests in one `order`.
  static let orderCountMax = 20
  /// Values in one `body`, nested ones included.
  static let bodyValuesMax = 1000

  /// - Throws: `VerificationReadError` at the first fault.
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
      if let place = Redaction.firstKey(in: value, at: pointer.appending("body")) {
        throw .redactedMember(place)
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
      let place = pointer.appending(member.name)
      switch member.value {
      case .string(let text):
        guard !SensitiveName.matches(member.name) else { throw .redactedHeader(place) }
        headers.append(HeaderPattern(name: member.name, wanted: .value(text)))
      case .bool(let isPresent):
        headers.append(HeaderPattern(name: member.name, wanted: isPresent ? .present : .absent))
      case .null, .number, .array, .object:
        throw .badValue(place, expected: "the value, or true for present, or false for absent")
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
      let place = pointer.appending(index)
      patterns.append(try pattern(try object(item, at: place, names: patternNames), at: place))
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

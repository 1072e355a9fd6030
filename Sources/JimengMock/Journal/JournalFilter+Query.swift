import OpenAPIContract

/// Why a query is no filter.
enum JournalFilterError: Error, Equatable, CustomStringConvertible {
  case unknownParameter(String)
  case repeatedParameter(String)
  /// - Parameter expected: what would be one, in words.
  case badValue(parameter: String, expected: String)

  var description: String {
    switch self {
    case .unknownParameter(let name):
      "unknown parameter \(name); known: \(JournalFilter.parameters.joined(separator: ", "))"
    case .repeatedParameter(let name): "\(name) stands twice"
    case .badValue(let name, let expected): "\(name) must be \(expected)"
    }
  }
}

extension JournalFilter {
  static let parameters = [
    "method", "path", "pathPrefix", "status", "violations", "scenario", "since", "limit",
  ]

  /// Reads `method=POST&path=/x&status=400&violations=true&since=7&limit=20`.
  init(query: String) throws(JournalFilterError) {
    self.init()
    var seen: Set<String> = []
    for (name, value) in QueryDecoding.pairs(query) {
      guard seen.insert(name).inserted else { throw .repeatedParameter(name) }
      try set(name, value)
    }
    if seen.contains("path"), seen.contains("pathPrefix") {
      throw .badValue(parameter: "pathPrefix", expected: "left out when there is a path")
    }
  }

  private mutating func set(_ name: String, _ value: String) throws(JournalFilterError) {
    switch name {
    case "method": method = value.uppercased()
    case "path": path = .exactly(PercentEncoding.decodeUnreserved(value))
    case "pathPrefix": path = .prefix(PercentEncoding.decodeUnreserved(value))
    case "status": status = try Self.number(value, of: name, in: 100...599)
    case "violations": hasViolations = try Self.bool(value, of: name)
    case "scenario": scenario = value
    case "since": since = try Self.number(value, of: name, in: 0...Int.max)
    case "limit": limit = try Self.number(value, of: name, in: 1...Int.max)
    default: throw .unknownParameter(name)
    }
  }

  private static func number(
    _ text: String, of name: String, in range: ClosedRange<Int>
  ) throws(JournalFilterError) -> Int {
    guard text.utf8.first != UInt8(ascii: "+"), let number = Int(text), range.contains(number)
    else {
      let most = range.upperBound == .max ? "" : " to \(range.upperBound)"
      throw .badValue(parameter: name, expected: "a whole number from \(range.lowerBound)\(most)")
    }
    return number
  }

  private static func bool(_ text: String, of name: String) throws(JournalFilterError) -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default: throw .badValue(parameter: name, expected: "true or false")
    }
  }
}

import HTTPTransport
import OpenAPIContract

/// Which entries of a journal to list. A part that is nil excludes nothing.
struct JournalFilter: Sendable, Equatable {
  enum Path: Sendable, Equatable {
    case exactly(String)
    case prefix(String)
  }

  var method: String?
  var path: Path?
  var status: Int?
  var hasViolations: Bool?
  var scenario: String?
  /// Only entries with a greater number.
  var since: Int?
  /// With `since` the first entries after it, for paging; without it the newest.
  var limit: Int?

  func matches(_ entry: JournalEntry) -> Bool {
    if let method, !method.utf8.elementsEqual(entry.method.rawValue.utf8) { return false }
    if let status, entry.status != status { return false }
    if let hasViolations, entry.hasViolations != hasViolations { return false }
    if let scenario {
      guard let name = entry.scenario, name.utf8.elementsEqual(scenario.utf8) else { return false }
    }
    switch path {
    case .exactly(let path): return entry.withPath { $0.elementsEqual(path.utf8) }
    case .prefix(let path): return entry.withPath { $0.starts(with: path.utf8) }
    case nil: return true
    }
  }
}

// MARK: As a query

extension JournalFilter {
  static let parameters = [
    "method", "path", "pathPrefix", "status", "violations", "scenario", "since", "limit",
  ]

  /// Reads `method=POST&path=/x&status=400&violations=true&since=7&limit=20`.
  init(query: String) throws(JournalFilterError) {
    self.init()
    var seen: Set<String> = []
    for (name, value) in Self.pairs(ofQuery: query) {
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

  /// Name and value of every pair of a query, in the order sent, with form encoding undone (URL
  /// standard §5.1).
  static func pairs(ofQuery query: String) -> [(name: String, value: String)] {
    var query = query
    return query.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "&")).map { pair in
        let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
        return (
          PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
          PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true)
        )
      }
    }
  }
}

/// Why a query is not a filter.
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

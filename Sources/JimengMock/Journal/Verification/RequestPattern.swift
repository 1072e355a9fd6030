import HTTPTransport
import OpenAPIContract
import StrictJSON

/// A kind of request, by what it must have. A part that is nil or empty may be anything.
struct RequestPattern: Sendable, Equatable {
  enum Path: Sendable, Equatable {
    case exactly(String)
    /// `/jimeng/fetch/{task_id}`
    case template(PathTemplate)

    /// With parameters in braces when there are any.
    init(_ text: String) {
      let text = PercentEncoding.decodeUnreserved(text)
      if text.utf8.contains(UInt8(ascii: "{")), let template = PathTemplate(text) {
        self = .template(template)
      } else {
        self = .exactly(text)
      }
    }

    var text: String {
      switch self {
      case .exactly(let text): text
      case .template(let template): template.text
      }
    }
  }

  enum Match {
    case yes
    case no
    /// All else fits, and the body was too large to be kept whole.
    case undecidable
  }

  var method: String?
  var path: Path?
  var headers: [HeaderPattern] = []
  /// Objects may have more members, also within lists; a list must have exactly these items.
  var body: JSONValue?
  var status: Int?

  /// Whether every request matches.
  var isEmpty: Bool { self == RequestPattern() }

  func match(_ entry: JournalEntry) -> Match {
    guard headDifferences(from: entry).isEmpty else { return .no }
    guard let body else { return .yes }
    guard entry.isBodyWhole else { return .undecidable }
    var comparison = SubsetComparison()
    compare(body, with: entry, &comparison)
    return comparison.differences.isEmpty ? .yes : .no
  }

  /// Every difference from a request; a body that was not kept whole has none.
  func comparison(with entry: JournalEntry) -> SubsetComparison {
    var comparison = SubsetComparison()
    for difference in headDifferences(from: entry) { comparison.append(difference) }
    if let body, entry.isBodyWhole { compare(body, with: entry, &comparison) }
    return comparison
  }

  private func headDifferences(from entry: JournalEntry) -> [Difference] {
    var all: [Difference] = []
    if let method, !CodePoints.areEqual(method, entry.method.rawValue) {
      all.append(Self.difference("method", .string(method), .string(entry.method.rawValue)))
    }
    if let path, !entry.withPath({ Self.fits($0, path) }) {
      all.append(Self.difference("path", .string(path.text), .string(entry.path)))
    }
    if let status, entry.status != status {
      all.append(Self.difference("status", .number(status), entry.status.map { .number($0) }))
    }
    guard !headers.isEmpty else { return all }
    let recorded = entry.headers
    return all + headers.compactMap { $0.difference(from: recorded) }
  }

  private func compare(
    _ body: JSONValue, with entry: JournalEntry, _ comparison: inout SubsetComparison
  ) {
    let actual: JSONValue? =
      switch entry.body {
      case .empty: .none
      case .json(let value): value
      case .text(let text), .base64(let text): .string(text)
      }
    comparison.compare(body, actual, at: JSONPointer(tokens: ["body"]))
  }

  private static func fits(_ bytes: UnsafeBufferPointer<UInt8>, _ path: Path) -> Bool {
    switch path {
    case .exactly(let text): bytes.elementsEqual(text.utf8)
    case .template(let template): template.matches(bytes)
    }
  }

  private static func difference(
    _ name: String, _ expected: JSONValue, _ actual: JSONValue?
  ) -> Difference {
    Difference(JSONPointer(tokens: [name]), expected: expected, actual: actual)
  }
}

extension RequestPattern: CustomStringConvertible {
  /// `POST /jimeng/submit/videos with body {"duration":5} answered 200`
  var description: String {
    guard !isEmpty else { return "any request" }
    var words = [method ?? "any method", path?.text ?? "any path"]
    for header in headers { words.append("with \(header.name): \(JSONWriter.string(header.json))") }
    if let body { words.append("with body \(JSONWriter.string(body))") }
    if let status { words.append("answered \(status)") }
    return words.joined(separator: " ")
  }
}

/// What one header field must be.
struct HeaderPattern: Sendable, Equatable {
  enum Wanted: Sendable, Equatable {
    case value(String)
    case present
    case absent
  }

  /// Without regard to ASCII case (RFC 9110 §5.1).
  let name: String
  let wanted: Wanted

  /// Nil when the fields are as wanted. Of several lines of that name, one must be.
  func difference(from headers: [(name: String, value: String)]) -> Difference? {
    let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    let isAsWanted =
      switch wanted {
      case .value(let text): values.contains { CodePoints.areEqual($0, text) }
      case .present: !values.isEmpty
      case .absent: values.isEmpty
      }
    guard !isAsWanted else { return nil }
    let pointer = JSONPointer(tokens: ["headers", name])
    return Difference(pointer, expected: json, actual: values.first.map { .string($0) })
  }

  /// As it is written in a verification.
  var json: JSONValue {
    switch wanted {
    case .value(let text): .string(text)
    case .present: true
    case .absent: false
    }
  }
}

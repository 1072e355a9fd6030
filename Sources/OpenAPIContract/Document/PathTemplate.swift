import StrictJSON

/// A path with places for parameters: `/jimeng/fetch/{task_id}` (OpenAPI 3.0.3 §4.7.8.2).
package struct PathTemplate: Sendable, Equatable {
  enum Segment: Sendable, Equatable {
    case literal([UInt8])
    case parameter(prefix: [UInt8], name: String, suffix: [UInt8])
  }

  /// As written.
  package let text: String
  let segments: [Segment]

  /// - Parameter text: nil when it does not begin with `/`, or its braces do not pair up.
  package init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var segments: [Segment] = []
    let parts = text.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for part in parts {
      guard let segment = Self.segment(Array(part)) else { return nil }
      segments.append(segment)
    }
    self.text = text
    self.segments = segments
  }

  private static func segment(_ bytes: [UInt8]) -> Segment? {
    let open = bytes.firstIndex(of: UInt8(ascii: "{"))
    let close = bytes.firstIndex(of: UInt8(ascii: "}"))
    guard let open, let close else {
      return open == nil && close == nil ? .literal(bytes) : nil
    }
    let isSole =
      bytes.lastIndex(of: UInt8(ascii: "{")) == open
      && bytes.lastIndex(of: UInt8(ascii: "}")) == close
    guard isSole, close > open + 1 else { return nil }
    let name = String(decoding: bytes[(open + 1)..<close], as: UTF8.self)
    return .parameter(
      prefix: Array(bytes[..<open]), name: name, suffix: Array(bytes[(close + 1)...]))
  }

  package var parameterNames: [String] {
    segments.compactMap { if case .parameter(_, let name, _) = $0 { name } else { nil } }
  }

  /// Whether a request's path, as it was sent and without the query, is one of this template.
  /// - Parameter withoutLastValue: whether the path may end where the last parameter should stand.
  package func matches(
    _ path: UnsafeBufferPointer<UInt8>, withoutLastValue: Bool = false
  ) -> Bool {
    walk(path, withoutLastValue: withoutLastValue) { _, _ in }
  }

  /// The parameters' values, percent-decoded; nil when the path is none of this template.
  package func values(in path: UnsafeBufferPointer<UInt8>) -> [(name: String, value: String)]? {
    var values: [(name: String, value: String)] = []
    let isMatch = walk(path) { name, bytes in
      values.append((name, PercentEncoding.decode(bytes, plusIsSpace: false)))
    }
    return isMatch ? values : nil
  }

  private func walk(
    _ path: UnsafeBufferPointer<UInt8>, withoutLastValue: Bool = false,
    _ take: (String, ByteSlice) -> Void
  ) -> Bool {
    let slash = UInt8(ascii: "/")
    guard path.first == slash else { return false }
    var start = 1
    for (index, segment) in segments.enumerated() {
      let rest = path[start...]
      let end = rest.firstIndex(of: slash) ?? path.endIndex
      let isLast = index == segments.count - 1
      guard isLast == (end == path.endIndex) else { return false }
      switch segment {
      case .literal(let bytes):
        guard path[start..<end].elementsEqual(bytes) else { return false }
      case .parameter(let prefix, let name, let suffix):
        let value = path[start..<end]
        let length = value.count - prefix.count - suffix.count
        guard length > 0 || (length == 0 && isLast && withoutLastValue), value.starts(with: prefix),
          value.suffix(suffix.count).elementsEqual(suffix)
        else { return false }
        take(name, value.dropFirst(prefix.count).dropLast(suffix.count))
      }
      start = end + 1
    }
    return true
  }

  /// The template without what its parameters are called: two that are equal by it answer the
  /// same requests.
  package var shape: String {
    segments.map { segment in
      switch segment {
      case .literal(let bytes): String(decoding: bytes, as: UTF8.self)
      case .parameter(let prefix, _, let suffix):
        String(decoding: prefix + Array("{}".utf8) + suffix, as: UTF8.self)
      }
    }.joined(separator: "/")
  }
}

extension PathTemplate {
  /// Where a page's path is served: as written, and without a first segment that is the variable
  /// of an export tool (`{{BASE_URL}}`, flattened to `/BASE_URL`).
  static func servedPaths(_ path: String, prefixes: [String]) -> [String] {
    var paths = [path]
    let parts = path.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, isBaseVariable(String(decoding: parts[0], as: UTF8.self)) {
      paths.append("/" + String(decoding: parts[1], as: UTF8.self))
    }
    for prefix in prefixes { paths += [prefix + (paths.last ?? path)] }
    var seen: Set<JSONName> = []
    return paths.filter { seen.insert(JSONName($0)).inserted }
  }

  static func isBaseVariable(_ segment: String) -> Bool {
    let letters = segment.lowercased().unicodeScalars.filter { $0.isASCIILetter }
    let isName = segment.unicodeScalars.allSatisfy {
      $0.isASCIILetter || $0 == "_" || $0 == "-" || $0 == "{" || $0 == "}"
    }
    return isName && String(String.UnicodeScalarView(letters)) == "baseurl"
  }
}

import HTTPTransport

/// A path of the page, with `{name}` segments that stand for any one segment (OpenAPI 3.0.3,
/// §4.7.8.2). Compared segment by segment, percent-encoding undone (RFC 3986 §6.2.2).
struct PathPattern: Sendable {
  private enum Segment: Sendable {
    case literal(ContiguousArray<UInt8>)
    case parameter(String)
  }

  /// As written, for messages.
  let text: String
  private let bytes: ContiguousArray<UInt8>
  private let segments: [Segment]
  private let hasParameters: Bool

  init(_ text: String) {
    self.text = text
    bytes = ContiguousArray(text.utf8)
    segments = text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { segment in
        guard segment.first == UInt8(ascii: "{"), segment.last == UInt8(ascii: "}") else {
          return .literal(Self.decoded(ContiguousArray(segment)))
        }
        return .parameter(String(decoding: segment.dropFirst().dropLast(), as: UTF8.self))
      }
    hasParameters = segments.contains { if case .parameter = $0 { true } else { false } }
  }

  /// The values of the parameters by name, decoded, or nil when `path` does not match.
  func match(_ path: UnsafeBufferPointer<UInt8>) -> [String: String]? {
    if !hasParameters, path.elementsEqual(bytes) { return [:] }
    guard path.first == UInt8(ascii: "/"), hasParameters || path.contains(UInt8(ascii: "%")) else {
      return nil
    }
    let parts = path.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (segment, part) in zip(segments, parts) {
      let decoded = Self.decoded(ContiguousArray(part))
      switch segment {
      case .literal(let literal): guard decoded == literal else { return nil }
      case .parameter(let name):
        guard !decoded.isEmpty else { return nil }
        values[name] = String(decoding: decoded, as: UTF8.self)
      }
    }
    return values
  }

  /// Undoes percent-encoding (RFC 3986 §2.1); a stray `%` stays.
  static func decoded(_ bytes: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
    guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
    var result = ContiguousArray<UInt8>()
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let high = bytes[index + 1].hexDigitValue, let low = bytes[index + 2].hexDigitValue
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}

import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Keeps keys out of everything that is stored: whatever a journal, an export or a log holds of a
/// request has gone through here first.
enum Redaction {
  /// Stands where a key stood, whatever its length.
  static let mask: StaticString = "***"

  /// Whether there is anything to mask among these fields.
  static func concerns(_ fields: HTTPFields) -> Bool {
    var isConcerned = false
    fields.visit { name, _ in
      if SensitiveName.matches(name) || isReferrer(name) { isConcerned = true }
    }
    return isConcerned
  }

  private static func isReferrer(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.count == 7 && name.startsIgnoringCase(with: "referer")
  }

  /// Appends a header field as a line. Of a key, only a well-known scheme stays: `Bearer ***`.
  static func appendField(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>,
    to output: inout ByteBlock
  ) {
    let isKey = SensitiveName.matches(name)
    guard isKey || isReferrer(name) else { return output.appendLine(name, value) }
    output.append(name)
    output.append(UInt8(ascii: ":"))
    if isKey { appendMasked(value, to: &output) } else { appendReferrer(value, to: &output) }
    output.append(UInt8(ascii: "\n"))
  }

  /// Appends a query (what follows the `?`) with the values of its keys masked. A value that is
  /// masked ends at `&` only, so that no separator within a key lets a part of it through.
  static func appendQuery(
    _ query: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    var start = 0
    while start < query.count {
      let end = query[start...].firstIndex(of: UInt8(ascii: "&")) ?? query.count
      appendPair(UnsafeBufferPointer(rebasing: query[start..<end]), to: &output)
      if end < query.count { output.append(UInt8(ascii: "&")) }
      start = end + 1
    }
  }

  static func query(_ query: String) -> String {
    var query = query
    var output = ByteBlock()
    query.withUTF8 { appendQuery($0, to: &output) }
    return output.text(0..<output.count)
  }

  /// A violation tells what it found, which may be a key.
  static func redact(_ judgement: inout Judgement) {
    for index in judgement.violations.indices where holdsKey(judgement.violations[index]) {
      judgement.violations[index] = masked(judgement.violations[index])
    }
  }

  private static func holdsKey(_ violation: Violation) -> Bool {
    switch violation.location {
    case .cookie: true
    case .header, .query: SensitiveName.matches(violation.pointer.tokens.first ?? "")
    case .path, .body: false
    }
  }

  private static func masked(_ violation: Violation) -> Violation {
    guard !violation.actual.isEmpty else { return violation }
    let name = violation.pointer.tokens.first ?? ""
    return Violation(
      location: violation.location, pointer: violation.pointer, rule: violation.rule,
      expected: violation.expected, actual: "\(mask)",
      message: "\(name): \(mask) breaks \(violation.rule.rawValue) \(violation.expected)",
      source: violation.source)
  }

  private static func appendMasked(
    _ value: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    guard !value.isEmpty else { return }
    for scheme in ["bearer", "basic"] as [StaticString] where value.startsIgnoringCase(with: scheme)
    {
      let length = scheme.utf8CodeUnitCount
      guard value.count > length else { return output.append(value) }
      guard value[length] == UInt8(ascii: " ") else { break }
      output.append(value[...length])
      break
    }
    output.append(mask)
  }

  /// The page that linked here may have had a key in its own query.
  private static func appendReferrer(
    _ value: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    guard let mark = value.firstIndex(of: UInt8(ascii: "?")) else {
      return output.append(value)
    }
    output.append(value[...mark])
    appendQuery(UnsafeBufferPointer(rebasing: value[(mark + 1)...]), to: &output)
  }

  /// `;` and a second `?` also separate for some writers of queries, so a key may begin there.
  private static func appendPair(
    _ pair: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    var start = 0
    while start < pair.count {
      let end =
        pair[start...].firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "?") }
        ?? pair.count
      let part = UnsafeBufferPointer(rebasing: pair[start..<end])
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.count
      if equals < part.count,
        SensitiveName.matchesParameter(UnsafeBufferPointer(rebasing: part[..<equals]))
      {
        output.append(part[...equals])
        return output.append(mask)
      }
      output.append(part)
      if end < pair.count { output.append(pair[end]) }
      start = end + 1
    }
  }
}

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
      if SensitiveName.matches(name) || holdsAddress(name) { isConcerned = true }
    }
    return isConcerned
  }

  /// Of a page, which may have been reached with a password.
  private static func holdsAddress(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    switch name.count {
    case 7: name.startsIgnoringCase(with: "referer")
    case 6: name.startsIgnoringCase(with: "origin")
    default: false
    }
  }

  /// Appends a header field as a line. Of a key, only a well-known scheme stays: `Bearer ***`.
  static func appendField(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>,
    to output: inout ByteBlock
  ) {
    let isKey = SensitiveName.matches(name)
    guard isKey || holdsAddress(name) else { return output.appendLine(name, value) }
    output.append(name)
    output.append(UInt8(ascii: ":"))
    if isKey { appendMasked(value, to: &output) } else { appendAddress(value, to: &output) }
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

  /// A URL as no browser sends it either: without user, password and fragment (RFC 9110 §10.1.3).
  private static func appendAddress(
    _ value: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    let hash = value.firstIndex(of: UInt8(ascii: "#")) ?? value.count
    let mark = value[..<hash].firstIndex(of: UInt8(ascii: "?")) ?? hash
    appendPlace(UnsafeBufferPointer(rebasing: value[..<mark]), to: &output)
    if mark < hash {
      output.append(UInt8(ascii: "?"))
      appendQuery(UnsafeBufferPointer(rebasing: value[(mark + 1)..<hash]), to: &output)
    }
    if hash < value.count {
      output.append(UInt8(ascii: "#"))
      output.append(mask)
    }
  }

  /// Scheme, authority and path; of the authority, what stands before its last `@` is masked.
  private static func appendPlace(
    _ place: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    let start = place.firstOffset(of: "//").map { $0 + 2 } ?? 0
    let end = place[start...].firstIndex(of: UInt8(ascii: "/")) ?? place.count
    guard let at = place[start..<end].lastIndex(of: UInt8(ascii: "@")) else {
      return output.append(place)
    }
    output.append(place[..<start])
    output.append(mask)
    output.append(place[at...])
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

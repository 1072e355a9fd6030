import HTTPTransport
import OpenAPIContract
import StrictJSON

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Masks credentials in what the journal, the archive and the log show: those that a session has
/// sent, wherever they recur, and whatever looks like a key. An answer to the client is never
/// masked.
struct KnownKeys: Sendable {
  /// Stands where a credential stood, whatever its length.
  static let mask: StaticString = "***"
  /// A shorter value may recur by chance. It is masked only where its name says what it is.
  private static let valueBytesMin = 8

  /// What is looked for: each credential in its forms, the longest first.
  private var patterns: [[UInt8]] = []
  /// A bit for the first two bytes of each pattern, and of what looks like a key.
  private var starts = Self.starts(of: KeyLook.beginnings)

  init() {}

  init(_ values: [[UInt8]]) {
    patterns = Array(Set(values.flatMap(Self.forms))).filter { $0.count >= Self.valueBytesMin }
      .sorted { $0.count > $1.count }
    starts = Self.starts(of: KeyLook.beginnings + patterns)
  }

  private static func starts(of patterns: [[UInt8]]) -> [UInt64] {
    var starts: [UInt64] = Array(repeating: 0, count: 64)
    for pattern in patterns {
      let bit = bit(pattern[0], pattern[1])
      starts[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    return starts
  }

  private static func bit(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first) << 4 ^ Int(second)) & 0xFFF
  }

  /// Whether a value is masked wherever it recurs. A short word of letters is not: it may well be
  /// one of the prompt's.
  static func isDistinct(_ value: [UInt8]) -> Bool {
    guard value.count >= valueBytesMin else { return false }
    let isPlainWord = value.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    return !isPlainWord || value.count >= 16
  }

  // MARK: Forms

  /// As it came, without `sk-`, percent-encoded, as in JSON with `\/`, and within base64.
  private static func forms(of value: [UInt8]) -> [[UInt8]] {
    var forms = [value]
    if value.starts(with: "sk-".utf8) { forms.append(Array(value.dropFirst(3))) }
    for plain in forms {
      forms.append(percentEncoded(plain, isUpper: true))
      forms.append(percentEncoded(plain, isUpper: false))
      if plain.contains(UInt8(ascii: "/")) {
        forms.append(Array(String(decoding: plain, as: UTF8.self).replacing("/", with: "\\/").utf8))
      }
    }
    return forms + (0..<3).flatMap { base64(value, offset: $0) }
  }

  private static func percentEncoded(_ value: [UInt8], isUpper: Bool) -> [UInt8] {
    value.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        return [byte]
      default:
        let hex = String(byte, radix: 16, uppercase: isUpper)
        return Array(("%" + (byte < 16 ? "0" : "") + hex).utf8)
      }
    }
  }

  /// The characters of a base64 text that depend on the value alone, when it stands `offset` bytes
  /// behind a whole group; in both alphabets (RFC 4648 §4, §5).
  private static func base64(_ value: [UInt8], offset: Int) -> [[UInt8]] {
    let bytes = Array(repeating: 0, count: offset) + value
    let text = Array(Data(bytes).base64EncodedString().utf8)
    let start = offset == 0 ? 0 : offset + 1
    let end = bytes.count * 8 / 6
    guard start < end else { return [] }
    let plain = Array(text[start..<end])
    let forURLs = plain.map { byte in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      default: byte
      }
    }
    return [plain, forURLs]
  }

  // MARK: Search

  /// Where a known credential stands, or what looks like one.
  private func recurrences(in bytes: UnsafeBufferPointer<UInt8>) -> [CredentialSpan] {
    var spans: [CredentialSpan] = []
    guard bytes.count >= Self.valueBytesMin else { return spans }
    starts.withUnsafeBufferPointer { starts in
      var index = 0
      while index + 1 < bytes.count {
        let bit = Self.bit(bytes[index], bytes[index + 1])
        if starts[bit >> 6] & 1 << UInt64(bit & 63) != 0, let end = end(in: bytes, at: index) {
          spans.append(CredentialSpan(range: index..<end))
          index = end
        } else {
          index += 1
        }
      }
    }
    return spans
  }

  /// Where a credential ends that begins at `index`; nil when none does.
  private func end(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    let known = patterns.first { bytes[index...].starts(with: $0) }.map { index + $0.count }
    return known ?? KeyLook.end(in: bytes, at: index)
  }

  // MARK: Masking

  /// Nil when there is nothing to mask.
  /// - Parameter spans: where credentials stand by their names.
  func masked(
    _ bytes: UnsafeBufferPointer<UInt8>, _ spans: [CredentialSpan] = []
  ) -> ContiguousArray<UInt8>? {
    let all = (spans + recurrences(in: bytes)).sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard !all.isEmpty else { return nil }
    var output = ContiguousArray<UInt8>()
    output.reserveCapacity(bytes.count)
    var copied = 0
    for span in all where span.range.upperBound > copied {
      output.append(contentsOf: bytes[copied..<max(copied, span.range.lowerBound)])
      // Of two that overlap, the second is a part of the same credential.
      if span.range.lowerBound >= copied {
        output.append(span.isNumber ? "\"***\"" : Self.mask)
      }
      copied = span.range.upperBound
    }
    output.append(contentsOf: bytes[copied...])
    return output
  }

  func text(
    _ bytes: UnsafeBufferPointer<UInt8>, _ spans: [CredentialSpan] = []
  ) -> String {
    masked(bytes, spans).map { String(decoding: $0, as: UTF8.self) }
      ?? String(decoding: bytes, as: UTF8.self)
  }

  func masked(_ text: String) -> String {
    guard text.utf8.count >= Self.valueBytesMin else { return text }
    var copy = text
    return copy.withUTF8 { masked($0) }.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private func masked(_ pointer: JSONPointer) -> JSONPointer {
    JSONPointer(tokens: pointer.tokens.map(masked))
  }
}

// MARK: What was found in a request

extension KnownKeys {
  func masked(_ validation: ValidationResult) -> ValidationResult {
    guard !validation.violations.isEmpty || !validation.warnings.isEmpty else { return validation }
    var masked = validation
    masked.violations = validation.violations.map(self.masked)
    masked.warnings = validation.warnings.map {
      RequestWarning(
        kind: $0.kind, pointer: self.masked($0.pointer), message: self.masked($0.message),
        nearest: $0.nearest)
    }
    return masked
  }

  /// A violation says what it found, which may be a credential, or hold one.
  private func masked(_ violation: Violation) -> Violation {
    let name = violation.pointer.tokens.first ?? ""
    if !violation.actual.isEmpty, Self.isAboutCredential(violation) {
      return copy(
        of: violation, actual: "\(Self.mask)",
        message: "\(name): \(Self.mask) breaks \(violation.rule.rawValue) \(violation.expected)")
    }
    var actual = violation.actual
    let spans = actual.withUTF8 { CredentialFinder.inBody($0, isWhole: true) }
    guard violation.location == .body, !spans.isEmpty else {
      return copy(
        of: violation, actual: masked(violation.actual), message: masked(violation.message))
    }
    let shown = actual.withUTF8 { text($0, spans) }
    return copy(
      of: violation, actual: shown,
      message: masked(violation.message.replacing(violation.actual, with: shown)))
  }

  private static func isAboutCredential(_ violation: Violation) -> Bool {
    switch violation.location {
    case .cookie: true
    case .header, .query: violation.pointer.tokens.first.map(CredentialName.matches) ?? false
    case .path: false
    case .body: violation.pointer.tokens.contains(where: CredentialName.matches)
    }
  }

  private func copy(of violation: Violation, actual: String, message: String) -> Violation {
    Violation(
      location: violation.location, pointer: masked(violation.pointer), rule: violation.rule,
      expected: violation.expected, actual: actual, message: message, source: violation.source)
  }
}

/// What looks like a key, whoever sent it: `sk-` and 16 characters or more, and a JSON Web Token
/// (RFC 7519).
private enum KeyLook {
  private static let partBytesMin = 16

  /// What `end` looks for begins so.
  static let beginnings = [Array("sk".utf8), Array("ey".utf8)]

  /// Where such a key ends that begins at `index`; nil when none does.
  static func end(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "s") where bytes[index + 1] == UInt8(ascii: "k"):
      guard begins(with: "sk-", in: bytes, at: index) else { return nil }
      let end = endOfPart(in: bytes, from: index + 3)
      return end - index - 3 >= partBytesMin ? end : nil
    case UInt8(ascii: "e") where bytes[index + 1] == UInt8(ascii: "y"):
      guard begins(with: "eyJ", in: bytes, at: index) else { return nil }
      let head = endOfPart(in: bytes, from: index)
      guard head - index >= partBytesMin, head < bytes.count, bytes[head] == UInt8(ascii: ".")
      else {
        return nil
      }
      let payload = endOfPart(in: bytes, from: head + 1)
      guard payload - head > partBytesMin, payload < bytes.count,
        bytes[payload] == UInt8(ascii: ".")
      else { return nil }
      return endOfPart(in: bytes, from: payload + 1)
    default: return nil
    }
  }

  /// At the beginning of a word: the end of `task-` is none.
  private static func begins(
    with prefix: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> Bool {
    guard bytes.hasBytes(prefix, at: index) else { return false }
    return index == 0 || !isPart(bytes[index - 1]) || bytes[index - 1] == UInt8(ascii: "-")
  }

  private static func endOfPart(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    bytes[start...].firstIndex { !isPart($0) } ?? bytes.count
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

import HTTPTransport
import OpenAPIContract

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Remembers the credentials that the requests of one session carried, the latest of them.
struct KeyCollector: Sendable {
  private static let valueCountMax = 64
  private static let valueBytesMax = 4096

  private(set) var keys = KnownKeys()
  /// The latest last.
  private var values: [[UInt8]] = []
  /// Whether there are values that `keys` does not have.
  private var isChanged = false
  /// Header fields that were looked through last: most clients send the same ones again and again.
  private var lastLines = ContiguousArray<UInt8>()

  /// - Parameters:
  ///   - isBodyPlain: no member of the body is named as a credential.
  ///   - bodyBytesMax: how much of the body is kept, and looked at.
  mutating func collect(from request: HTTPRequest, isBodyPlain: Bool, bodyBytesMax: Int) {
    collectFields(request.fields)
    request.withQuery { query in
      guard !query.isEmpty else { return }
      for span in CredentialFinder.inQuery(query) {
        addDecoded(UnsafeBufferPointer(rebasing: query[span.range]))
      }
    }
    if !isBodyPlain, !request.body.isEmpty {
      request.body.withUnsafeBufferPointer { body in
        let kept = UnsafeBufferPointer(rebasing: body.prefix(bodyBytesMax))
        for span in CredentialFinder.inBody(kept, isWhole: kept.count == body.count) {
          addDecoded(UnsafeBufferPointer(rebasing: kept[span.range]))
        }
      }
    }
    guard isChanged else { return }
    keys = KnownKeys(values)
    isChanged = false
  }

  private mutating func collectFields(_ fields: HTTPFields) {
    let isKnown = fields.withLines { lines in
      lines.count == lastLines.count
        && lastLines.withUnsafeBufferPointer { lines.hasSameBytes(as: $0) }
    }
    guard !isKnown else { return }
    fields.withLines { lastLines = ContiguousArray($0) }
    fields.visit { name, value in
      for span in CredentialFinder.inField(name, value) {
        let found = UnsafeBufferPointer(rebasing: value[span.range])
        add(Array(found))
        // `user:password`, and each cookie.
        for part in found.split(whereSeparator: Self.isSeparator) { add(Array(part)) }
        let decoded = Data(base64Encoded: Data(found)).map(Array.init) ?? []
        for part in decoded.split(separator: UInt8(ascii: ":")) { add(Array(part)) }
      }
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=")
      || byte == 0x20
  }

  /// As it was sent, and with percent-encoding undone.
  private mutating func addDecoded(_ value: UnsafeBufferPointer<UInt8>) {
    add(Array(value))
    if value.contains(UInt8(ascii: "%")) {
      add(Array(PercentEncoding.decode(value, plusIsSpace: true).utf8))
    }
    // Of `Bearer sk-…` in a body, the key alone.
    for part in value.split(separator: 0x20).dropFirst() { add(Array(part)) }
  }

  private mutating func add(_ value: [UInt8]) {
    guard value.count <= Self.valueBytesMax, KnownKeys.isDistinct(value), !values.contains(value)
    else { return }
    if values.count == Self.valueCountMax { values.removeFirst() }
    values.append(value)
    isChanged = true
  }
}

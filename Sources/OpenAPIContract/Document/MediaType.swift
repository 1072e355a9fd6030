import StrictJSON

/// A media type with its parameters, or a range such as `image/*` (RFC 9110 §8.3.1 and §12.5.1).
/// Names are case-insensitive. An object: requests are matched with it, and copies cost more.
package final class MediaType: Sendable {
  /// As written.
  package let text: String
  private let type: [UInt8]
  private let subtype: [UInt8]
  private let exact: [UInt8]
  private let isAnyType: Bool
  private let isAnySubtype: Bool
  /// Each as `name=value`, sorted.
  private let parameters: [String]

  /// - Parameter text: nil when it is no `type/subtype`.
  package init?(_ text: String) {
    let parts = Array(text.utf8).withUnsafeBufferPointer { bytes -> ([UInt8], [UInt8])? in
      guard let (type, subtype) = Self.split(bytes) else { return nil }
      return (type.map(Self.lowercased), subtype.map(Self.lowercased))
    }
    guard let (type, subtype) = parts else { return nil }
    self.text = text
    self.type = type
    self.subtype = subtype
    exact = type + [UInt8(ascii: "/")] + subtype
    isAnyType = type == [UInt8(ascii: "*")]
    isAnySubtype = subtype == [UInt8(ascii: "*")]
    parameters = Self.parameters(text)
  }

  /// Whether bodies of this type are JSON (RFC 6839 §3.1 for `+json`).
  package var isJSON: Bool {
    if isAnySubtype { return type == Array("application".utf8) || isAnyType }
    return subtype == Array("json".utf8) || subtype.suffix(5) == ArraySlice("+json".utf8)
  }

  /// Whether a Content-Type field names this type, or one of this range, whatever its parameters.
  package func matches(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    if isPlain(value) { return true }
    guard let (type, subtype) = Self.split(value) else { return false }
    return (isAnyType || Self.areEqual(type, self.type))
      && (isAnySubtype || Self.areEqual(subtype, self.subtype))
  }

  /// The value begins as the page writes it: what nearly every client sends.
  private func isPlain(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.count >= exact.count, !isAnyType, !isAnySubtype else { return false }
    for index in exact.indices where value[index] != exact[index] { return false }
    return value.count == exact.count || value[exact.count] == UInt8(ascii: ";")
  }

  private static func split(_ value: UnsafeBufferPointer<UInt8>) -> (ByteSlice, ByteSlice)? {
    let end = value.firstIndex(of: UInt8(ascii: ";")) ?? value.endIndex
    let whole = trimmed(value[..<end])
    guard let slash = whole.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    let type = whole[..<slash]
    let subtype = whole[(slash + 1)...]
    guard isToken(type), isToken(subtype) else { return nil }
    return (type, subtype)
  }

  private static func trimmed(_ bytes: ByteSlice) -> ByteSlice {
    var bytes = bytes
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
    return bytes
  }

  /// RFC 9110 §5.6.2.
  private static func isToken(_ bytes: ByteSlice) -> Bool {
    !bytes.isEmpty
      && bytes.allSatisfy { byte in
        if byte.isAlphanumeric { return true }
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: return true
        default: return false
        }
      }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }

  private static func areEqual(_ bytes: ByteSlice, _ lowercase: [UInt8]) -> Bool {
    guard bytes.count == lowercase.count else { return false }
    var index = 0
    for byte in bytes {
      guard lowercased(byte) == lowercase[index] else { return false }
      index += 1
    }
    return true
  }
}

extension MediaType: Equatable {
  /// Whether both mean the same: names, and the value of `charset`, in any case; a value with or
  /// without quotes; parameters in any order.
  package static func == (left: MediaType, right: MediaType) -> Bool {
    left.exact == right.exact && left.parameters == right.parameters
  }

  private static func parameters(_ text: String) -> [String] {
    text.split(separator: ";").dropFirst().map { parameter($0) }.filter { !$0.isEmpty }.sorted()
  }

  /// An empty one is allowed (RFC 9110 §5.6.6).
  private static func parameter(_ text: Substring) -> String {
    let bare = Array(text.utf8).withUnsafeBufferPointer {
      String(decoding: trimmed($0[...]), as: UTF8.self)
    }
    let parts = bare.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first?.lowercased(), !name.isEmpty else { return "" }
    var value = parts.count > 1 ? String(parts[1]) : ""
    if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
      value = String(value.dropFirst().dropLast())
    }
    return name + "=" + (name == "charset" ? value.lowercased() : value)
  }
}

/// A part of a request's bytes, where they lie.
typealias ByteSlice = Slice<UnsafeBufferPointer<UInt8>>

import StrictJSON

/// The formats that are checked (JSON Schema draft 4 validation §7, OpenAPI 3.0.3 §4.4). Each is a
/// linear look at the bytes. Values of another kind pass, as with every keyword for strings.
package enum Format: String, Sendable, CaseIterable {
  case dateTime = "date-time"
  case date
  case time
  case email
  case hostname
  case ipv4
  case ipv6
  case uri
  case uriReference = "uri-reference"
  case uuid
  case byte
  case int32
  case int64

  /// Formats that ask for nothing: every number is a float, and a password is shown hidden.
  static func isIdle(_ name: String) -> Bool {
    ["float", "double", "password"].contains(name)
  }

  var isNumeric: Bool { self == .int32 || self == .int64 }

  func admits(_ number: JSONNumber) -> Bool {
    switch self {
    case .int32: number.int.map { Int32(exactly: $0) != nil } ?? false
    case .int64: number.int != nil
    case .dateTime, .date, .time, .email, .hostname, .ipv4, .ipv6, .uri, .uriReference, .uuid,
      .byte:
      true
    }
  }

  func admits(_ text: String) -> Bool {
    let fast = text.utf8.withContiguousStorageIfAvailable {
      admits(Slice(base: $0, bounds: $0.indices))
    }
    return fast
      ?? Array(text.utf8).withUnsafeBufferPointer { admits(Slice(base: $0, bounds: $0.indices)) }
  }

  private func admits(_ bytes: FormatBytes) -> Bool {
    switch self {
    case .dateTime: DateFormats.isDateTime(bytes)
    case .date: DateFormats.isDate(bytes)
    case .time: DateFormats.isTime(bytes)
    case .email: AddressFormats.isEmail(bytes)
    case .hostname: AddressFormats.isHostname(bytes)
    case .ipv4: AddressFormats.isIPv4(bytes)
    case .ipv6: AddressFormats.isIPv6(bytes)
    case .uri: AddressFormats.isURI(bytes)
    case .uriReference: AddressFormats.isReference(bytes)
    case .uuid: Self.isUUID(bytes)
    case .byte: Self.isBase64(bytes)
    case .int32, .int64: true
    }
  }

  /// As the end of "is not …".
  var words: String {
    switch self {
    case .dateTime: "a date-time (RFC 3339, such as 2025-05-26T01:00:21Z)"
    case .date: "a date (RFC 3339, such as 2025-05-26)"
    case .time: "a time (RFC 3339, such as 01:00:21Z)"
    case .email: "an email address (RFC 5322)"
    case .hostname: "a hostname (RFC 1034)"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address (RFC 4291)"
    case .uri: "a URI (RFC 3986, such as https://example.com/a.png)"
    case .uriReference: "a URI reference (RFC 3986)"
    case .uuid: "a UUID (RFC 4122)"
    case .byte: "base64 (RFC 4648)"
    case .int32: "an integer of 32 bits"
    case .int64: "an integer of 64 bits"
    }
  }
}

// MARK: Encodings

extension Format {
  /// RFC 4122 §3: 8-4-4-4-12 hexadecimal digits.
  private static func isUUID(_ bytes: FormatBytes) -> Bool {
    let parts = bytes.parts(separator: "-")
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
  }

  /// RFC 4648 §4, with its padding.
  private static func isBase64(_ bytes: FormatBytes) -> Bool {
    guard bytes.count % 4 == 0 else { return false }
    let padding = UInt8(ascii: "=")
    let paddingCount = bytes.suffix(2).reversed().prefix { $0 == padding }.count
    return bytes.dropLast(paddingCount).allSatisfy {
      $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
    }
  }
}

/// The text that a format looks at.
typealias FormatBytes = Slice<UnsafeBufferPointer<UInt8>>

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The value of all of it as digits; nil when there is anything else, or too much.
  func decimal(digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(count), allSatisfy(\.isDigit) else { return nil }
    return reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  func parts(separator: Unicode.Scalar) -> [Self] {
    split(separator: UInt8(ascii: separator), omittingEmptySubsequences: false)
  }
}

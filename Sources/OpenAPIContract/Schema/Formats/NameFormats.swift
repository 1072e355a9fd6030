/// Names and encodings: hostname, email, uuid, base64.
enum NameFormats {
  /// RFC 1123 §2.1: labels of letters, digits and hyphens, 63 bytes each and 253 in all.
  static func isHostname(_ bytes: FormatBytes) -> Bool {
    guard !bytes.isEmpty, bytes.count <= 253 else { return false }
    return bytes.parts(separator: ".").allSatisfy(isLabel)
  }

  private static func isLabel(_ label: FormatBytes) -> Bool {
    guard (1...63).contains(label.count), let first = label.first, let last = label.last else {
      return false
    }
    let hyphen = UInt8(ascii: "-")
    guard first != hyphen, last != hyphen else { return false }
    return label.allSatisfy { $0.isFormatAlphanumeric || $0 == hyphen }
  }

  /// RFC 5321 §4.1.2: a dot-string or quoted string, `@`, and a hostname or an address literal.
  static func isEmail(_ bytes: FormatBytes) -> Bool {
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
    let local = bytes[bytes.startIndex..<at]
    let domain = bytes[(at + 1)...]
    guard local.count <= 64 else { return false }
    return (isDotString(local) || isQuotedString(local))
      && (isHostname(domain) || isLiteral(domain))
  }

  private static func isDotString(_ local: FormatBytes) -> Bool {
    local.parts(separator: ".").allSatisfy { !$0.isEmpty && $0.allSatisfy(isAtomByte) }
  }

  /// RFC 5322 §3.2.3, and beyond ASCII as RFC 6531 allows.
  private static func isAtomByte(_ byte: UInt8) -> Bool {
    byte.isFormatAlphanumeric || byte >= 0x80 || Array("!#$%&'*+-/=?^_`{|}~".utf8).contains(byte)
  }

  private static func isQuotedString(_ local: FormatBytes) -> Bool {
    let quote = UInt8(ascii: "\"")
    guard local.count >= 2, local.first == quote, local.last == quote else { return false }
    var isEscaped = false
    for byte in local.dropFirst().dropLast() {
      guard byte >= 0x20, byte != 0x7F else { return false }
      if isEscaped {
        isEscaped = false
      } else if byte == quote {
        return false
      } else {
        isEscaped = byte == UInt8(ascii: "\\")
      }
    }
    return !isEscaped
  }

  private static func isLiteral(_ domain: FormatBytes) -> Bool {
    guard domain.first == UInt8(ascii: "["), domain.last == UInt8(ascii: "]") else { return false }
    let inner = domain.dropFirst().dropLast()
    let tag = Array("ipv6:".utf8)
    if inner.count > tag.count,
      inner.prefix(tag.count).map({ $0.isFormatLetter ? $0 | 0x20 : $0 }) == tag
    {
      return AddressFormats.isIPv6(inner.dropFirst(tag.count))
    }
    return AddressFormats.isIPv4(inner)
  }

  /// RFC 4122 §3: 8-4-4-4-12 hexadecimal digits.
  static func isUUID(_ bytes: FormatBytes) -> Bool {
    let parts = bytes.parts(separator: "-")
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.allSatisfy { $0.allSatisfy(\.isFormatHex) }
  }

  /// RFC 4648 §4, with its padding.
  static func isBase64(_ bytes: FormatBytes) -> Bool {
    guard bytes.count % 4 == 0 else { return false }
    let padding = UInt8(ascii: "=")
    let paddingCount = bytes.suffix(2).reversed().prefix { $0 == padding }.count
    return bytes.dropLast(paddingCount).allSatisfy {
      $0.isFormatAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
    }
  }
}

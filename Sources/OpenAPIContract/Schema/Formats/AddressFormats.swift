import StrictJSON

/// Addresses of hosts, mailboxes and resources.
enum AddressFormats {
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
    return label.allSatisfy { $0.isAlphanumeric || $0 == hyphen }
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
    byte.isAlphanumeric || byte >= 0x80 || Array("!#$%&'*+-/=?^_`{|}~".utf8).contains(byte)
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
      inner.prefix(tag.count).map({ $0.isLetter ? $0 | 0x20 : $0 }) == tag
    {
      return isIPv6(inner.dropFirst(tag.count))
    }
    return isIPv4(inner)
  }

  // MARK: IP addresses

  static func isIPv4(_ bytes: FormatBytes) -> Bool {
    guard bytes.count <= 15 else { return false }
    let parts = bytes.parts(separator: ".")
    return parts.count == 4 && parts.allSatisfy(isOctet)
  }

  private static func isOctet(_ part: FormatBytes) -> Bool {
    guard let value = part.decimal(digits: 1...3), value <= 255 else { return false }
    return part.count == 1 || part.first != UInt8(ascii: "0")
  }

  static func isIPv6(_ bytes: FormatBytes) -> Bool {
    guard bytes.count >= 2, bytes.count <= 45 else { return false }
    let colon = UInt8(ascii: ":")
    guard let gap = firstGap(bytes) else { return groupCount(bytes, mayEndInIPv4: true) == 8 }
    let left = bytes[bytes.startIndex..<gap]
    let right = bytes[(gap + 2)...]
    guard right.first != colon, firstGap(right) == nil else { return false }
    guard let leftCount = left.isEmpty ? 0 : groupCount(left, mayEndInIPv4: false),
      let rightCount = right.isEmpty ? 0 : groupCount(right, mayEndInIPv4: true)
    else { return false }
    return leftCount + rightCount <= 7
  }

  private static func firstGap(_ bytes: FormatBytes) -> Int? {
    let colon = UInt8(ascii: ":")
    return bytes.indices.dropLast().first { bytes[$0] == colon && bytes[$0 + 1] == colon }
  }

  /// Groups of up to four hexadecimal digits; an IPv4 address at the end counts for two.
  private static func groupCount(_ bytes: FormatBytes, mayEndInIPv4: Bool) -> Int? {
    var count = 0
    let parts = bytes.parts(separator: ":")
    for (index, part) in parts.enumerated() {
      if (1...4).contains(part.count) && part.allSatisfy(\.isHexDigit) {
        count += 1
      } else if mayEndInIPv4 && index == parts.count - 1 && isIPv4(part) {
        count += 2
      } else {
        return nil
      }
    }
    return count
  }
}

/// RFC 3986: `URI` (§3) and `URI-reference` (§4.1).
extension AddressFormats {
  static func isURI(_ bytes: FormatBytes) -> Bool {
    guard let colon = schemeEnd(bytes) else { return false }
    return isHierarchy(bytes[(colon + 1)...], isRelative: false)
  }

  static func isReference(_ bytes: FormatBytes) -> Bool {
    isURI(bytes) || isHierarchy(bytes, isRelative: true)
  }

  private static func schemeEnd(_ bytes: FormatBytes) -> Int? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
      first.isLetter
    else { return nil }
    let isScheme = bytes[bytes.startIndex..<colon].allSatisfy { byte in
      byte.isAlphanumeric || Array("+-.".utf8).contains(byte)
    }
    return isScheme ? colon : nil
  }

  private static func isHierarchy(_ bytes: FormatBytes, isRelative: Bool) -> Bool {
    var rest = bytes
    if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
      guard isText(rest[(hash + 1)...], extra: "/?:@") else { return false }
      rest = rest[rest.startIndex..<hash]
    }
    if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
      guard isText(rest[(mark + 1)...], extra: "/?:@") else { return false }
      rest = rest[rest.startIndex..<mark]
    }
    let slash = UInt8(ascii: "/")
    guard rest.count >= 2, rest.first == slash, rest[rest.startIndex + 1] == slash else {
      return isPath(rest, isRelative: isRelative)
    }
    let authority = rest.dropFirst(2)
    let end = authority.firstIndex(of: slash) ?? authority.endIndex
    return isAuthority(authority[authority.startIndex..<end])
      && isText(authority[end...], extra: "/:@")
  }

  private static func isPath(_ path: FormatBytes, isRelative: Bool) -> Bool {
    if isRelative {
      // §4.2: a colon in the first segment would make it a scheme.
      let segment = path.prefix { $0 != UInt8(ascii: "/") }
      if segment.contains(UInt8(ascii: ":")) { return false }
    }
    return isText(path, extra: "/:@")
  }

  private static func isAuthority(_ authority: FormatBytes) -> Bool {
    var host = authority
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      guard isText(authority[authority.startIndex..<at], extra: ":") else { return false }
      host = authority[(at + 1)...]
    }
    let bracket = UInt8(ascii: "]")
    if host.first == UInt8(ascii: "["), let close = host.firstIndex(of: bracket) {
      let literal = host[(host.startIndex + 1)..<close]
      return isIPLiteral(literal) && isPort(host[(close + 1)...])
    }
    let colon = host.firstIndex(of: UInt8(ascii: ":")) ?? host.endIndex
    return isText(host[host.startIndex..<colon], extra: "") && isPort(host[colon...])
  }

  private static func isIPLiteral(_ literal: FormatBytes) -> Bool {
    guard let first = literal.first, first | 0x20 == UInt8(ascii: "v") else {
      return isIPv6(literal)
    }
    let parts = literal.dropFirst().split(separator: UInt8(ascii: "."), maxSplits: 1)
    return parts.count == 2 && parts[0].allSatisfy(\.isHexDigit)
      && isText(parts[1], extra: ":")
  }

  private static func isPort(_ port: FormatBytes) -> Bool {
    guard let first = port.first else { return true }
    return first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(\.isDigit)
  }

  /// Unreserved bytes, sub-delimiters, percent-encodings and `extra` (§2, §3.3).
  private static func isText(_ bytes: FormatBytes, extra: String) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, bytes[index + 1].isHexDigit,
          bytes[index + 2].isHexDigit
        else { return false }
        index += 3
        continue
      }
      guard isPlain(byte) || extra.utf8.contains(byte) else { return false }
      index += 1
    }
    return true
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    if byte.isAlphanumeric { return true }
    switch byte {
    case 0x2D, 0x2E, 0x5F, 0x7E: return true  // - . _ ~
    case 0x21, 0x24, 0x26...0x2C, 0x3B, 0x3D: return true  // ! $ & ' ( ) * + , ; =
    default: return false
    }
  }
}

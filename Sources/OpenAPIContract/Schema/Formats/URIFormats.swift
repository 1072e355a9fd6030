/// RFC 3986: `URI` (§3) and `URI-reference` (§4.1).
enum URIFormats {
  static func isURI(_ bytes: FormatBytes) -> Bool {
    guard let colon = schemeEnd(bytes) else { return false }
    return isHierarchy(bytes[(colon + 1)...], isRelative: false)
  }

  static func isReference(_ bytes: FormatBytes) -> Bool {
    isURI(bytes) || isHierarchy(bytes, isRelative: true)
  }

  private static func schemeEnd(_ bytes: FormatBytes) -> Int? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
      first.isFormatLetter
    else { return nil }
    let isScheme = bytes[bytes.startIndex..<colon].allSatisfy { byte in
      byte.isFormatAlphanumeric || Array("+-.".utf8).contains(byte)
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
      return AddressFormats.isIPv6(literal)
    }
    let parts = literal.dropFirst().split(separator: UInt8(ascii: "."), maxSplits: 1)
    return parts.count == 2 && parts[0].allSatisfy(\.isFormatHex) && isText(parts[1], extra: ":")
  }

  private static func isPort(_ port: FormatBytes) -> Bool {
    guard let first = port.first else { return true }
    return first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(\.isFormatDigit)
  }

  /// Unreserved bytes, sub-delimiters, percent-encodings and `extra` (§2, §3.3).
  private static func isText(_ bytes: FormatBytes, extra: String) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%") {
        guard index + 2 < bytes.endIndex, bytes[index + 1].isFormatHex, bytes[index + 2].isFormatHex
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
    if byte.isFormatAlphanumeric { return true }
    switch byte {
    case 0x2D, 0x2E, 0x5F, 0x7E: return true  // - . _ ~
    case 0x21, 0x24, 0x26...0x2C, 0x3B, 0x3D: return true  // ! $ & ' ( ) * + , ; =
    default: return false
    }
  }
}

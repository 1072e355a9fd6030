/// Internet addresses: dotted quads (RFC 2673 §3.2) and IPv6 texts (RFC 4291 §2.2).
enum AddressFormats {
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
      if (1...4).contains(part.count) && part.allSatisfy(\.isFormatHex) {
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

internal import StrictJSON

/// What holds for a YAML text as a whole, before its structure is looked at.
enum YAMLText {
  /// CR and CRLF become LF (YAML 1.2.2 §5.4). Lines and columns stay as they are.
  static func normaliseBreaks(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(.carriageReturn) else { return bytes }
    var normalised: [UInt8] = []
    normalised.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte != .carriageReturn {
        normalised.append(byte)
      } else if index + 1 == bytes.count || bytes[index + 1] != .lineFeed {
        normalised.append(.lineFeed)
      }
    }
    return normalised
  }

  /// Valid UTF-8 of printable characters (YAML 1.2.2 §5.1). A byte order mark may only stand
  /// first.
  static func check(_ bytes: [UInt8]) throws(YAMLFailure) {
    try bytes.withUnsafeBufferPointer { bytes throws(YAMLFailure) in
      if let offset = UTF8Check.firstInvalidOffset(in: bytes, from: 0, to: bytes.count) {
        throw YAMLFailure(fault: .invalidUTF8(bytes[offset]), offset: offset)
      }
      for offset in bytes.indices where !isPrintable(bytes, at: offset) {
        throw YAMLFailure(fault: .notPrintable(scalar(bytes, at: offset)), offset: offset)
      }
    }
  }

  /// Asked of every byte; only a first byte can be unfit. What is not printable: C0 but for tab
  /// and LF, DEL, C1, U+FFFE, U+FFFF, and
  /// U+FEFF past the start. U+0085 is, but other readers take it for a line break.
  private static func isPrintable(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    switch bytes[offset] {
    case .tab, .lineFeed: true
    case 0x00..<0x20, 0x7F: false
    case 0xC2: bytes[offset + 1] >= 0xA0
    case 0xEF where bytes[offset + 1] == 0xBF: bytes[offset + 2] < 0xBE
    case 0xEF where bytes[offset + 1] == 0xBB: bytes[offset + 2] != 0xBF || offset == 0
    default: true
    }
  }

  private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32 {
    let text = String(decoding: bytes[offset...].prefix(4), as: UTF8.self)
    return text.unicodeScalars.first?.value ?? 0
  }
}

package import StrictJSON

/// Reads one YAML 1.2 document of the core schema into JSON. It is a subset that is never silently
/// wrong: what it does not read (anchors, tags, merge keys, several documents, keys that are no
/// words, tabs as indentation) it refuses, with line, column and reason.
package enum YAMLReader {
  /// - Parameter firstLine: the line of the file that the text begins on.
  /// - Throws: `YAMLReadError` at the first fault.
  package static func read(
    _ bytes: [UInt8], firstLine: Int = 1, limits: JSONLimits = .default
  ) throws(YAMLReadError) -> LocatedValue {
    let normalised = YAMLText.normaliseBreaks(bytes)
    do throws(YAMLFailure) {
      guard bytes.count <= limits.byteCountMax else {
        throw YAMLFailure(fault: .tooLarge(byteCountMax: limits.byteCountMax), offset: 0)
      }
      try YAMLText.check(normalised)
      var parser = YAMLParser(bytes: normalised, firstLine: firstLine, depthMax: limits.depthMax)
      return try parser.readDocument()
    } catch {
      let place = normalised.withUnsafeBufferPointer { TextPlace(offset: error.offset, in: $0) }
      throw YAMLReadError(
        reason: error.fault, line: place.line + firstLine - 1, column: place.column)
    }
  }
}

/// Why and where a text was not read as YAML.
package struct YAMLReadError: Error, Equatable, Sendable {
  package let reason: YAMLFault
  /// From 1.
  package let line: Int
  /// From 1, in Unicode code points.
  package let column: Int
}

extension YAMLReadError: CustomStringConvertible {
  package var description: String {
    "line \(line), column \(column): \(reason)"
  }
}

/// What the parser throws: a fault and the byte it stands at, in the text with its line breaks
/// normalised, which have the same lines and columns as the original.
struct YAMLFailure: Error {
  let fault: YAMLFault
  let offset: Int
}

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

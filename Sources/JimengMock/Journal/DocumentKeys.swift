import HTTPTransport
import StrictJSON

/// Masks the keys of a JSON document byte by byte, so that it stays as it was written. It relies on
/// its being JSON.
struct DocumentKeys {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  /// Up to here the document has been passed on.
  private var copied = 0
  private var depth = 0
  /// Within a container that a name of a key stands before: how deep outside it.
  private var maskedDepth: Int?
  /// The value that comes next has a name of a key.
  private var isKeyNext = false

  static func appendMasked(
    _ document: UnsafeBufferPointer<UInt8>, to output: inout ByteBlock
  ) {
    var keys = DocumentKeys(document)
    while keys.offset < document.count { keys.step(&output) }
    output.append(document[keys.copied...])
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  private mutating func step(_ output: inout ByteBlock) {
    switch bytes[offset] {
    case UInt8(ascii: "\""): return stepOverString(&output)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if isKeyNext, maskedDepth == nil { maskedDepth = depth }
      isKeyNext = false
      depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      if depth == maskedDepth { maskedDepth = nil }
      isKeyNext = false
    case UInt8(ascii: ","): isKeyNext = false
    default: break
    }
    offset += 1
  }

  private mutating func stepOverString(_ output: inout ByteBlock) {
    let string = offset..<endOfString
    offset = string.upperBound
    if isName(endingAt: string.upperBound) {
      isKeyNext = isKey(string)
    } else if isKeyNext || maskedDepth != nil, string.count > 2 {
      output.append(bytes[copied...string.lowerBound])
      output.append(Redaction.mask)
      copied = string.upperBound - 1
    }
  }

  /// Behind the closing quote.
  private var endOfString: Int {
    var end = offset + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(end + 1, bytes.count)
  }

  private func isName(endingAt end: Int) -> Bool {
    let next = bytes[end...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return next == UInt8(ascii: ":")
  }

  /// - Parameter name: with its quotes.
  private func isKey(_ name: Range<Int>) -> Bool {
    let inside = UnsafeBufferPointer(rebasing: bytes[name].dropFirst().dropLast())
    guard inside.contains(UInt8(ascii: "\\")) else { return SensitiveName.matches(inside) }
    let quoted = UnsafeBufferPointer(rebasing: bytes[name])
    return (try? JSONReader.read(quoted))?.root.string.map(SensitiveName.matches) ?? true
  }
}

import StrictJSON

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Recorded bytes as they are shown: JSON as JSON, text as text, anything else in base64.
enum RecordedContent: Sendable {
  case empty
  case json(JSONValue)
  case text(String)
  case base64(String)

  /// - Parameters:
  ///   - isWhole: false for a kept beginning, which is never taken for JSON.
  ///   - readsJSON: false for the bytes as they were sent, JSON or not.
  init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, readsJSON: Bool = true) {
    guard !bytes.isEmpty else {
      self = .empty
      return
    }
    if isWhole, readsJSON, let document = try? JSONReader.read(bytes) {
      self = .json(document.root)
      return
    }
    let text = isWhole ? bytes : Self.withoutCutSequence(bytes)
    if UTF8Check.firstInvalidOffset(in: text, from: 0, to: text.count) == nil {
      self = .text(String(decoding: text, as: UTF8.self))
    } else {
      self = .base64(Data(bytes).base64EncodedString())
    }
  }

  /// How `json` is to be read.
  var kind: String {
    switch self {
    case .empty: "empty"
    case .json: "json"
    case .text: "text"
    case .base64: "base64"
    }
  }

  var json: JSONValue {
    switch self {
    case .empty: .null
    case .json(let value): value
    case .text(let text), .base64(let text): .string(text)
    }
  }

  /// A cut may fall within a character; the rest is text all the same.
  private static func withoutCutSequence(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    for length in 1...3 where length <= bytes.count {
      let start = bytes.count - length
      guard bytes[start] & 0xC0 != 0x80 else { continue }
      let isCut = UTF8Check.sequenceLength(in: bytes, at: start, end: bytes.count) == nil
      return isCut ? UnsafeBufferPointer(rebasing: bytes[..<start]) : bytes
    }
    return bytes
  }
}

import HTTPTransport

/// A request's path as the contract knows it: without its prefixes, and with percent-encoding
/// undone where it changes nothing (RFC 3986 §6.2.2.2).
struct ContractPath {
  /// Bytes of the request's path that do not belong to it.
  private let droppedCount: Int
  /// The rest, where something had to be undone in it.
  private let decoded: ContiguousArray<UInt8>?

  /// - Parameters:
  ///   - path: the request's.
  ///   - prefixCount: bytes at the start that are prefixes.
  init(_ path: UnsafeBufferPointer<UInt8>, dropping prefixCount: Int) {
    droppedCount = min(prefixCount, path.count)
    let own = UnsafeBufferPointer(rebasing: path[droppedCount...])
    let isEncoded = own.firstIndex(ofByte: UInt8(ascii: "%")) != nil
    decoded = isEncoded ? Self.undoingNeedlessEncoding(own) : nil
  }

  /// Passes its bytes; a path of which nothing is left is `/`.
  /// - Parameter request: the one that it was made of.
  func withBytes<Result>(
    of request: HTTPRequest, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if let decoded { return decoded.withUnsafeBufferPointer(body) }
    return request.withPath { path in
      guard droppedCount < path.count else { return ("/" as StaticString).withUTF8Buffer(body) }
      return body(UnsafeBufferPointer(rebasing: path[droppedCount...]))
    }
  }

  /// Letters, digits, `-`, `.`, `_` and `~` mean the same encoded or not; all else stays encoded.
  private static func undoingNeedlessEncoding(
    _ path: UnsafeBufferPointer<UInt8>
  ) -> ContiguousArray<UInt8> {
    var result = ContiguousArray<UInt8>()
    var index = 0
    while index < path.count {
      if path[index] == UInt8(ascii: "%"), index + 2 < path.count,
        let high = path[index + 1].hexDigitValue, let low = path[index + 2].hexDigitValue,
        isUnreserved(UInt8(high << 4 | low))
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(path[index])
        index += 1
      }
    }
    return result
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

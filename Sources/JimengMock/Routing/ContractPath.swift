import HTTPTransport
import OpenAPIContract

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
    decoded = isEncoded ? PercentEncoding.decodeUnreserved(own) : nil
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
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether `word` stands at `offset`.
  func hasBytes(_ word: StaticString, at offset: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count - offset >= length else { return false }
    for index in 0..<length where self[offset + index] != word.utf8Start[index] { return false }
    return true
  }
}

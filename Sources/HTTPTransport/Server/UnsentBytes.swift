/// The bytes that a socket has not taken yet, in order.
struct UnsentBytes {
  private var bytes = ContiguousArray<UInt8>()
  private var start = 0

  var count: Int { bytes.count - start }
  var isEmpty: Bool { bytes.isEmpty }

  mutating func append(_ added: UnsafeBufferPointer<UInt8>) {
    if start > bytes.count / 2 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: added)
  }

  /// Sends what the socket takes. Once that is all of it the memory is given up.
  mutating func send(to socket: Socket) -> TransferResult {
    let result = bytes.withUnsafeBufferPointer { socket.send($0[part: start..<$0.count]) }
    if case .count(let count) = result {
      start += count
      if start == bytes.count { self = UnsentBytes() }
    }
    return result
  }
}

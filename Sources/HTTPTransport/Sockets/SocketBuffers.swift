/// Where one iteration of the loop reads its sockets to, one socket's bytes behind the other's.
struct ReceiveBuffer: ~Copyable {
  /// Bytes that are read from a socket at once.
  private static let readBytesMax = 65_536

  private let memory: UnsafeMutableRawBufferPointer
  private var count = 0

  init() {
    memory = .allocate(byteCount: 2 * Self.readBytesMax, alignment: 16)
  }

  deinit {
    memory.deallocate()
  }

  /// Whether another socket can be read.
  var hasRoom: Bool { memory.count - count >= Self.readBytesMax }

  /// Reads once, if there is room.
  mutating func receive(from socket: Socket) -> TransferResult {
    guard hasRoom else { return .wouldBlock }
    let room = UnsafeMutableRawBufferPointer(rebasing: memory[count...].prefix(Self.readBytesMax))
    let result = socket.receive(into: room)
    if case .count(let received) = result { count += received }
    return result
  }

  /// Where the last bytes stand that were read.
  func last(_ received: Int) -> Range<Int> { (count - received)..<count }

  /// The bytes at `range`, until `clear`.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: memory[range]).bindMemory(to: UInt8.self)
  }

  mutating func clear() { count = 0 }
}

/// The bytes that a socket has not taken yet, in order.
struct WriteBuffer {
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

  /// Sends what the socket takes, and frees the memory once that is all.
  mutating func send(to socket: Socket) -> TransferResult {
    let result = bytes.withUnsafeBufferPointer { socket.send($0[part: start..<$0.count]) }
    if case .count(let count) = result {
      start += count
      if start == bytes.count { self = WriteBuffer() }
    }
    return result
  }
}

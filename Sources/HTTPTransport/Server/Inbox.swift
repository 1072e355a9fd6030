/// What several sockets had to read, one behind the other, until it has been looked at.
struct Inbox: ~Copyable {
  /// Bytes that are taken from a socket at once.
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

  /// The bytes that were read last.
  func last(_ received: Int) -> Range<Int> { (count - received)..<count }

  /// The bytes that stand at `range`, until they are forgotten.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: memory[range]).bindMemory(to: UInt8.self)
  }

  /// Forgets all that was read.
  mutating func clear() { count = 0 }
}

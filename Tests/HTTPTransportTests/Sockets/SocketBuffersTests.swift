import Foundation
import Testing

@testable import HTTPTransport

@Suite("What is read from sockets, and what they do not take")
struct SocketBuffersTests {
  @Test("stands one behind the other until it is forgotten, and stays in the socket without room")
  func bounds() throws {
    let (reader, writer) = try Socket.pair()
    defer { for socket in [reader, writer] { socket.close() } }
    let bytes = ContiguousArray((0..<50_000).map { UInt8(truncatingIfNeeded: $0) })
    var buffer = ReceiveBuffer()
    #expect(buffer.receive(from: reader) == .wouldBlock)
    var ranges: [Range<Int>] = []
    for _ in 0..<4 {
      #expect(bytes.withUnsafeBufferPointer { writer.send($0) } == .count(bytes.count))
      guard buffer.hasRoom else { break }
      #expect(buffer.receive(from: reader) == .count(bytes.count))
      ranges.append(buffer.last(bytes.count))
    }
    #expect(ranges == [0..<50_000, 50_000..<100_000])
    #expect(ranges.allSatisfy { buffer.bytes($0).elementsEqual(bytes) })
    #expect(buffer.receive(from: reader) == .wouldBlock)
    buffer.clear()
    #expect(buffer.receive(from: reader) == .count(bytes.count))
    #expect(buffer.bytes(buffer.last(bytes.count)).elementsEqual(bytes))
  }

  @Test("what a socket does not take is sent later, in order")
  func keepsUnsent() throws {
    let (reader, writer) = try Socket.pair()
    defer { for socket in [reader, writer] { socket.close() } }
    let bytes = ContiguousArray((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) })
    var unsent = WriteBuffer()
    var sent = ContiguousArray<UInt8>()
    var buffer = ReceiveBuffer()
    for part in 0..<3 {
      bytes.withUnsafeBufferPointer {
        unsent.append($0[part: (part * 1_000_000)..<((part + 1) * 1_000_000)])
      }
      guard case .count(let count) = unsent.send(to: writer) else { continue }
      #expect(unsent.count == (part + 1) * 1_000_000 - sent.count - count)
      while case .count(let count) = buffer.receive(from: reader) {
        sent.append(contentsOf: buffer.bytes(buffer.last(count)))
        buffer.clear()
      }
    }
    while !unsent.isEmpty {
      #expect(unsent.send(to: writer) != .wouldBlock)
      while case .count(let count) = buffer.receive(from: reader) {
        sent.append(contentsOf: buffer.bytes(buffer.last(count)))
        buffer.clear()
      }
    }
    #expect(sent == bytes)
  }
}

extension Socket {
  /// Two ends of one connection that do not block.
  fileprivate static func pair() throws -> (Socket, Socket) {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    var ends: [Int32] = [-1, -1]
    _ = try check("socketpair") { socketpair(AF_UNIX, stream, 0, &ends) }
    for end in ends { _ = try check("fcntl") { fcntl(end, F_SETFL, O_NONBLOCK) } }
    return (Socket(descriptor: ends[0]), Socket(descriptor: ends[1]))
  }
}

import Foundation
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("A socket")
struct SocketTests {
  @Test("does not block, and no process that is started inherits it")
  func isMarked() throws {
    let address = try #require(SocketAddress(host: "127.0.0.1", port: 0))
    let listener = try Socket.listening(on: address, backlog: 1)
    let (reader, writer) = try Socket.pipe()
    let client = try SocketClient(port: try listener.localPort())
    // The connection is there once the client's call has returned.
    let accepted = try #require(try listener.accept())
    defer {
      client.close()
      for socket in [listener, reader, writer, accepted] { socket.close() }
    }
    #expect(try listener.accept() == nil)
    for socket in [listener, reader, writer, accepted] {
      #expect(fcntl(socket.descriptor, F_GETFL) & O_NONBLOCK != 0)
      #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }
  }
}

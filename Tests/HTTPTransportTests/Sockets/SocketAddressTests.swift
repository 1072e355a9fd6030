import Testing

@testable import HTTPTransport

@Suite("A socket address")
struct SocketAddressTests {
  @Test(
    "is a numeric address, or localhost",
    arguments: [
      ("127.0.0.1", true, "127.0.0.1:80"), ("localhost", true, "127.0.0.1:80"),
      ("127.9.9.9", true, "127.9.9.9:80"), ("0.0.0.0", false, "0.0.0.0:80"),
      ("::1", true, "[::1]:80"), ("::", false, "[::]:80"), ("10.0.0.1", false, "10.0.0.1:80"),
    ])
  func isNumeric(_ host: String, _ isLoopback: Bool, _ authority: String) throws {
    let address = try #require(SocketAddress(host: host, port: 80))
    #expect(address.isLoopback == isLoopback)
    #expect(address.authority == authority)
  }

  @Test(
    "is nothing else",
    arguments: ["", "a", "127.0.0.1:80", "[::1]", "127.1", "1.2.3.4.5", "127.evil"])
  func isNothingElse(_ host: String) {
    #expect(SocketAddress(host: host, port: 80) == nil)
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A numeric IP address and port. Names are not looked up: a mock listens where it is told.
package struct SocketAddress: Equatable, Sendable {
  /// `127.0.0.1`, `::1`, … as text, without brackets.
  package let host: String
  package let port: UInt16

  /// - Parameter host: an IPv4 or IPv6 literal, or `localhost`, which means 127.0.0.1.
  /// - Returns: nil when the host is neither.
  package init?(host: String, port: UInt16) {
    let host = host == "localhost" ? "127.0.0.1" : host
    var four = in_addr()
    var six = in6_addr()
    guard inet_pton(AF_INET, host, &four) == 1 || inet_pton(AF_INET6, host, &six) == 1 else {
      return nil
    }
    self.host = host
    self.port = port
  }

  var isIPv6: Bool { host.utf8.contains(UInt8(ascii: ":")) }

  /// Whether only this machine can connect to it (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3).
  package var isLoopback: Bool { host.hasPrefix("127.") || host == "::1" }

  /// As the authority of a URL: IPv6 in brackets (RFC 3986 §3.2.2).
  package var authority: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// Passes the address as the system's structure.
  func withSystemAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    if isIPv6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      inet_pton(AF_INET6, host, &address.sin6_addr)
      return Self.rebind(&address, body)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    return Self.rebind(&address, body)
  }

  private static func rebind<Address, Result>(
    _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<Address>.size))
      }
    }
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// One exchange over a socket that this opens and closes: for tests that count descriptors and
/// threads, of which URLSession keeps some of its own, and for what URLSession never sends.
enum BareClient {
  struct Failure: Error {
    let call: String
    let errno: Int32
  }

  /// - Returns: the whole answer, as text.
  static func submit(to port: UInt16, body: String) throws -> String {
    let fields = "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n"
    return try send(head(port, fields) + body, to: port)
  }

  /// Sends the head of a submit whose body never comes.
  static func submitHead(to port: UInt16, fields: String) throws -> String {
    try send(head(port, fields + "Content-Length: 1000000\r\n"), to: port, endsSide: false)
  }

  /// Sends a submit and waits for nothing.
  /// - Returns: the socket, to be closed by the caller.
  static func beginSubmit(to port: UInt16, fields: String, body: String) throws -> Int32 {
    let fields = fields + "Content-Length: \(body.utf8.count)\r\n"
    return try begin(head(port, fields) + body, to: port)
  }

  private static func head(_ port: UInt16, _ fields: String) -> String {
    "POST /jimeng/submit/videos HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
      + "Content-Type: application/json\r\n\(fields)\r\n"
  }

  /// Sends these bytes and waits for the other's end.
  /// - Parameter endsSide: whether to say that no more will come.
  /// - Returns: the whole answer, as text.
  static func send(_ request: String, to port: UInt16, endsSide: Bool = true) throws -> String {
    let descriptor = try begin(request, to: port)
    defer { close(descriptor) }
    if endsSide { _ = try check("shutdown", shutdown(descriptor, Int32(SHUT_WR))) }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = try check("read", Int32(read(descriptor, &buffer, buffer.count)))
      guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
      answer += buffer[..<Int(count)]
    }
  }

  private static func begin(_ request: String, to port: UInt16) throws -> Int32 {
    #if canImport(Glibc)
      let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #else
      let type = SOCK_STREAM
    #endif
    let descriptor = try check("socket", socket(AF_INET, type, 0))
    var isBegun = false
    defer { if !isBegun { close(descriptor) } }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    _ = try check("connect", connected)
    let sent = Array(request.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard sent == request.utf8.count else { throw Failure(call: "write", errno: errno) }
    isBegun = true
    return descriptor
  }

  private static func check(_ call: String, _ result: Int32) throws -> Int32 {
    guard result >= 0 else { throw Failure(call: call, errno: errno) }
    return result
  }
}

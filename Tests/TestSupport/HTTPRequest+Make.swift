package import HTTPTransport

extension HTTPRequest {
  /// The request that a client would have sent as this text.
  package static func read(_ text: String) throws -> HTTPRequest {
    var parser = HTTPRequestParser()
    var bytes = ContiguousArray(text.utf8)
    var progress = HTTPRequestParser.Progress.needsMore
    repeat {
      let step = try bytes.withUnsafeBufferPointer { try parser.parse($0) }
      bytes.removeFirst(step.consumed)
      progress = step.progress
    } while progress == .head
    return parser.request
  }

  /// A request with these fields beside Host and Content-Length.
  /// - Parameter host: nil for none, which only HTTP/1.0 allows (RFC 9112 §3.2).
  package static func make(
    _ method: String, _ target: String, _ body: String = "", host: String? = "127.0.0.1:4310",
    headers: [(String, String)] = []
  ) throws -> HTTPRequest {
    var head = "\(method) \(target) HTTP/1.\(host == nil ? 0 : 1)\r\n"
    if let host { head += "Host: \(host)\r\n" }
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    return try read(head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
  }
}

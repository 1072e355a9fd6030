/// An answer as it came off the socket.
struct RawAnswer: Equatable {
  let status: Int
  /// The lines of the head after the status line.
  let fields: [String]
  let body: String

  var isLast: Bool { fields.contains("Connection: close") }

  /// The first answer in `bytes` and how many of them it takes, or nil while it is not whole.
  static func read(_ bytes: [UInt8], isToHead: Bool) -> (answer: RawAnswer, count: Int)? {
    let end = Array("\r\n\r\n".utf8)
    guard let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      return nil
    }
    let head = String(decoding: bytes[..<headEnd], as: UTF8.self)
    let lines = head.split(separator: "\r\n").map(String.init)
    let status = lines.first.flatMap { Int($0.dropFirst(9).prefix(3)) } ?? 0
    let length =
      lines.first { $0.hasPrefix("Content-Length: ") }
      .flatMap { Int($0.dropFirst(16)) } ?? 0
    let bodyStart = headEnd + 4
    let bodyEnd = isToHead ? bodyStart : bodyStart + length
    guard bytes.count >= bodyEnd else { return nil }
    let body = String(decoding: bytes[bodyStart..<bodyEnd], as: UTF8.self)
    let answer = RawAnswer(status: status, fields: Array(lines.dropFirst()), body: body)
    return (answer, bodyEnd)
  }
}

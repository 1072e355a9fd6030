import HTTPTransport

extension HTTPRequest {
  /// The request that a client would have sent as this text.
  static func read(_ text: String) throws -> HTTPRequest {
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
}

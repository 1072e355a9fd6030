import HTTPTransport

/// Everything the parser said about one request.
struct ReadRequest: Equatable {
  let summary: String
  let path: String
  let query: String?
  let authority: String?
  let fields: [String]

  init(_ parser: HTTPRequestParser) {
    let request = parser.request
    var summary = "\(request.method.rawValue) \(request.target) \(request.version.text)"
    if !request.body.isEmpty { summary += " " + String(decoding: request.body, as: UTF8.self) }
    for line in Self.lines(of: request.trailers) { summary += " +\(line)" }
    if !parser.keepsAlive(in: parser.request.version) { summary += " close" }
    if parser.expectsContinue { summary += " expects" }
    self.summary = summary
    path = request.path
    query = request.query
    authority = request.authority
    fields = Self.lines(of: request.fields)
  }

  private static func lines(of fields: HTTPFields) -> [String] {
    (0..<fields.count).map { "\(fields[$0].name)=\(fields[$0].value)" }
  }
}

/// What came of a byte stream: the requests read, then what ended it, if anything did.
struct ParseOutcome: Equatable {
  private(set) var requests: [ReadRequest] = []
  private(set) var refusal: HTTPRefusal?

  /// Feeds the pieces in turn, each with the bytes that were not consumed before it.
  init(of pieces: [ArraySlice<UInt8>], limits: HTTPLimits = HTTPLimits()) {
    var parser = HTTPRequestParser(limits: limits)
    var waiting: [UInt8] = []
    for piece in pieces {
      waiting += piece
      do throws(HTTPRefusal) {
        waiting.removeFirst(try read(waiting, with: &parser))
      } catch {
        refusal = error
        return
      }
    }
  }

  private mutating func read(
    _ bytes: [UInt8], with parser: inout HTTPRequestParser
  ) throws(HTTPRefusal) -> Int {
    var position = 0
    while true {
      let (consumed, progress) = try bytes.withUnsafeBufferPointer {
        buffer throws(HTTPRefusal) in
        try parser.parse(UnsafeBufferPointer(rebasing: buffer[position...]))
      }
      position += consumed
      switch progress {
      case .needsMore: return position
      case .head: continue
      case .complete:
        requests.append(ReadRequest(parser))
        parser.reset()
      }
    }
  }

  init(whole bytes: [UInt8], limits: HTTPLimits = HTTPLimits()) {
    self.init(of: [bytes[...]], limits: limits)
  }

  init(byteByByte bytes: [UInt8], limits: HTTPLimits = HTTPLimits()) {
    self.init(of: bytes.indices.map { bytes[$0...$0] }, limits: limits)
  }

  var summaries: [String] { requests.map(\.summary) }

  /// Whether what was read is how a stream begins that ends as `other`.
  func isPrefix(of other: ParseOutcome) -> Bool {
    if let refusal { return refusal == other.refusal && requests == other.requests }
    return other.requests.starts(with: requests)
  }
}

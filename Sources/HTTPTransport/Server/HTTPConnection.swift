/// The protocol state of one connection: request bytes in, response bytes out. It does no I/O,
/// reads no clock and sets no timer; `ConnectionDriver` does that for it.
struct HTTPConnection {
  /// What the connection waits for; it decides which time-out runs.
  enum Stage: Equatable {
    /// Nothing of a request has come. A time-out closes the connection.
    case idle
    /// The head has begun. A time-out is answered 408.
    case head
    /// The head is complete, the body is not. A time-out is answered 408.
    case body
  }

  private var parser: HTTPRequestParser
  private let outputBytesMax: Int
  private let holdNanoseconds: UInt64
  /// Received and not consumed yet: part of a head, or requests that wait.
  private var backlog = ContiguousArray<UInt8>()
  private(set) var requestCount = 0
  /// Whether the handler was asked about a head whose body is still to come.
  private var isHeadReported = false
  /// Set with the last response. Nothing more is read.
  private(set) var isFinished = false
  /// Set when the server stops: the next response is the last.
  var isDraining = false
  /// Whether requests may wait in the backlog, because too much output is unsent or a response is
  /// not sent at once.
  private(set) var isBackpressured = false
  /// How the last response is to be sent; taken with `takePlan`.
  private var plan: ResponsePlan?
  /// From the plan of a response to its end. Meanwhile no request is read.
  private(set) var isDelivering = false

  /// - Parameters:
  ///   - id: identifies the connection to the handler.
  ///   - number: identifies it to people.
  init(limits: HTTPLimits, id: UInt64 = 0, number: Int = 0) {
    parser = HTTPRequestParser(limits: limits)
    parser.request.connectionID = id
    parser.request.connectionNumber = number
    outputBytesMax = limits.outputBytesMax
    holdNanoseconds = limits.holdTimeout.wholeNanoseconds
  }

  var stage: Stage {
    if parser.isInBody { return .body }
    return parser.isAtStart && backlog.isEmpty ? .idle : .head
  }

  /// Bytes of a body that is not complete.
  var unfinishedBodyByteCount: Int { parser.isInBody ? parser.request.body.count : 0 }

  /// The plan that the last call has made.
  mutating func takePlan() -> ResponsePlan? {
    plan.take()
  }

  /// The plan is carried out.
  mutating func endDelivery() {
    isDelivering = false
  }

  /// Takes bytes from the client and appends the responses to all requests that are complete.
  mutating func receive(
    _ input: UnsafeBufferPointer<UInt8>, in iteration: inout LoopIteration
  ) {
    guard !isFinished else { return }
    if backlog.isEmpty {
      let consumed = process(input, in: &iteration)
      if consumed < input.count, !isFinished {
        backlog.append(contentsOf: input[part: consumed..<input.count])
      }
    } else {
      var waiting = ContiguousArray<UInt8>()
      swap(&waiting, &backlog)
      waiting.append(contentsOf: input)
      let consumed = waiting.withUnsafeBufferPointer { process($0, in: &iteration) }
      if consumed < waiting.count, !isFinished {
        waiting.removeFirst(consumed)
        backlog = waiting
      }
    }
  }

  /// The client will send no more. An incomplete request is answered 400 (RFC 9112 §8).
  mutating func receiveEnd(in iteration: inout LoopIteration) {
    guard !isFinished else { return }
    if stage == .idle {
      isFinished = true
    } else {
      refuse(.endedEarly, in: &iteration)
    }
  }

  /// While the server stops, an idle connection ends once its output is sent.
  mutating func endIfDrained() {
    if isDraining, stage == .idle { isFinished = true }
  }

  /// The time-out of the present stage is over.
  mutating func expire(in iteration: inout LoopIteration) {
    switch stage {
    case .idle: isFinished = true
    case .head: refuse(.headTooSlow, in: &iteration)
    case .body: refuse(.bodyTooSlow, in: &iteration)
    }
  }

  /// Writes the response to a refused request. The connection is finished then.
  mutating func refuse(_ refusal: HTTPRefusal, in iteration: inout LoopIteration) {
    iteration.response.reset()
    iteration.response.status = refusal.status
    backlog.withUnsafeBufferPointer { parser.abandon($0) }
    iteration.handler.refuse(
      refusal, of: parser.request, at: iteration.now, into: &iteration.response)
    iteration.encode(
      for: .http11, omitsBody: parser.request.method == .head, keepsAlive: false)
    isFinished = true
    backlog = []
    parser.request.body = []
  }

  /// Reads and responds until the input or the room for output is used up. Returns the bytes
  /// consumed.
  private mutating func process(
    _ input: UnsafeBufferPointer<UInt8>, in iteration: inout LoopIteration
  ) -> Int {
    var position = 0
    do throws(HTTPRefusal) {
      while !isFinished {
        isBackpressured = isDelivering || iteration.outputRange.count >= outputBytesMax
        guard !isBackpressured else { break }
        let (consumed, progress) = try parser.parse(input[part: position..<input.count])
        position += consumed
        switch progress {
        case .needsMore:
          if parser.isInBody, !isHeadReported {
            isHeadReported = true
            // A client that already sends its body needs no 100 (RFC 9110 §10.1.1).
            let waits =
              parser.expectsContinue && position == input.count && parser.request.body.isEmpty
            if !respond(isBodyPending: true, in: &iteration), waits {
              iteration.output.append(HTTPResponseEncoder.continueLine)
            }
          }
          return position
        case .head:
          isHeadReported = false
        case .complete:
          _ = respond(isBodyPending: false, in: &iteration)
        }
      }
    } catch {
      refuse(error, in: &iteration)
    }
    return position
  }

  /// Lets the handler respond to the request. One whose body is pending may have to wait for it.
  /// - Returns: whether there is a response.
  private mutating func respond(isBodyPending: Bool, in iteration: inout LoopIteration) -> Bool {
    // Taken out of the parser while the handler uses it: a part of the parser would be copied
    // first.
    var request = HTTPRequest()
    swap(&request, &parser.request)
    defer {
      swap(&request, &parser.request)
      if !isBodyPending { parser.reset() }
    }
    let refusal = Self.refusal(of: request.method)
    if isBodyPending {
      guard refusal == nil,
        iteration.handler.respondsBeforeBody(of: request, at: iteration.now)
      else { return false }
      request.isBodyPending = true
    }
    requestCount += 1
    iteration.response.reset()
    if let refusal {
      iteration.response.status = refusal.status
      if refusal == .methodNotServed {
        iteration.response.appendField("Allow", "GET, HEAD, POST")
      }
      iteration.handler.refuse(
        refusal, of: request, at: iteration.now, into: &iteration.response)
    } else {
      iteration.handler.respond(to: request, at: iteration.now, into: &iteration.response)
    }
    let keepsAlive =
      !isBodyPending && parser.keepsAlive(in: request.version)
      && !iteration.response.closesConnection && !isDraining
    write(to: request, keepsAlive: keepsAlive, in: &iteration)
    return true
  }

  /// Writes the response, or plans how it is sent.
  private mutating func write(
    to request: HTTPRequest, keepsAlive: Bool, in iteration: inout LoopIteration
  ) {
    let omitsBody = request.method == .head
    guard iteration.response.isImmediate else {
      let delivery = iteration.response.delivery
      plan = ResponsePlan(
        iteration.response, version: request.version, omitsBody: omitsBody,
        keepsAlive: keepsAlive, hold: holdNanoseconds, now: iteration.now,
        encoder: &iteration.encoder)
      isDelivering = true
      isFinished = !keepsAlive || delivery.fault != nil || delivery.isStream
      return
    }
    iteration.encode(for: request.version, omitsBody: omitsBody, keepsAlive: keepsAlive)
    isFinished = !keepsAlive
  }

  /// What is refused whatever the handler serves: unknown methods (501, RFC 9110 §9.1), tunnels and
  /// loop-backs (RFC 9110 §9.3.6, §9.3.8).
  private static func refusal(of method: HTTPMethod) -> HTTPRefusal? {
    if method == .post || method == .get { return nil }
    if method == .connect || method == .trace { return .methodNotServed }
    return method.isKnown ? nil : .methodUnknown
  }
}

/// What one iteration of the loop shares between all connections that it serves.
struct LoopIteration {
  let handler: any HTTPHandler
  var now: ServerTime
  var encoder = HTTPResponseEncoder()
  var response = HTTPResponse()
  /// The bytes to send, one connection's behind the other's.
  var output = ByteBlock()
  /// Where the present connection's bytes start.
  private(set) var outputStart = 0
  /// Connections of which the handler is told when they close.
  var streamCount = 0

  init(handler: any HTTPHandler, now: ServerTime) {
    self.handler = handler
    self.now = now
  }

  /// Where the present connection's bytes stand.
  var outputRange: Range<Int> { outputStart..<output.count }

  mutating func beginOutput() {
    outputStart = output.count
  }

  /// Forgets the bytes from `start` on: they were sent, and are the last ones.
  mutating func endOutput(at start: Int) {
    output.count = start
    outputStart = start
  }

  /// Forgets all output and frees memory beyond `keptMax`.
  mutating func clearOutput(keptMax: Int) {
    output.restart(keptMax: keptMax)
    outputStart = 0
  }

  /// Appends the response to the output.
  @inline(__always)
  mutating func encode(for version: HTTPVersion, omitsBody: Bool, keepsAlive: Bool) {
    encoder.encode(
      response, version: version, omitsBody: omitsBody, keepsAlive: keepsAlive,
      unixSeconds: now.unixSeconds, into: &output)
  }
}

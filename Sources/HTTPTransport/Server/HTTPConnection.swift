/// The protocol state of one connection: bytes in, bytes of answers out. It does no I/O, reads no
/// clock and arms no timer; `ConnectionDriver` does that for it.
struct HTTPConnection {
  /// What the connection waits for, which decides the time-out that runs.
  enum Stage: Equatable {
    /// Nothing of a request has come. Ends silently.
    case idle
    /// The head has begun. Ends with 408.
    case head
    /// The head is complete, the body is not. Ends with 408.
    case body
  }

  /// What one call works with beside the connection itself.
  struct Turn {
    let handler: any HTTPHandler
    var now: ServerTime
    var encoder = HTTPResponseEncoder()
    var response = HTTPResponse()
    /// The bytes to send: what one connection has to say behind what the one before it had.
    var output = ByteBlock()
    /// Where that of the present connection starts.
    private(set) var outputStart = 0
    /// Connections of which the handler is told when they end.
    var streamCount = 0

    /// The bytes that the present connection has to send.
    var outputRange: Range<Int> { outputStart..<output.count }

    mutating func beginOutput() {
      outputStart = output.count
    }

    /// Forgets the bytes behind `start`: they were sent, and no other connection's stand there.
    mutating func endOutput(at start: Int) {
      output.count = start
      outputStart = start
    }

    /// Forgets all output, giving up memory beyond `keptMax`.
    mutating func clearOutput(keptMax: Int) {
      output.restart(keptMax: keptMax)
      outputStart = 0
    }
  }

  private var parser: HTTPRequestParser
  private let outputBytesMax: Int
  let holdNanoseconds: UInt64
  /// Received, and not yet consumed: part of a head, or requests that wait for output to drain.
  private var backlog = ContiguousArray<UInt8>()
  private(set) var requestCount = 0
  /// Whether the handler has been asked about a head whose body is still to come.
  private var isHeadKnown = false
  /// Set when the last answer has been written; nothing more is read.
  private(set) var isFinished = false
  /// Set when the server stops: the next answer is the last.
  var isDraining = false

  /// - Parameters:
  ///   - id: names the connection to the handler.
  ///   - number: names it to people.
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

  /// Whether requests may wait in the backlog that were held back because output had piled up, or
  /// an answer was not to be sent at once.
  private(set) var isHeldBack = false
  /// How the last answer is to be sent, behind `Turn.output`; taken with `takePlan`.
  private var plan: SendPlan?
  /// From the plan of an answer to its end, meanwhile no request is read.
  private(set) var isDelivering = false

  /// The plan that the last call has led to.
  mutating func takePlan() -> SendPlan? {
    plan.take()
  }

  /// The plan is through.
  mutating func endDelivery() {
    isDelivering = false
  }

  /// Takes bytes from the client and appends the answers to whatever requests are complete.
  mutating func receive(_ input: UnsafeBufferPointer<UInt8>, in turn: inout Turn) {
    guard !isFinished else { return }
    if backlog.isEmpty {
      let consumed = process(input, in: &turn)
      if consumed < input.count, !isFinished {
        backlog.append(contentsOf: input[part: consumed..<input.count])
      }
    } else {
      var waiting = ContiguousArray<UInt8>()
      swap(&waiting, &backlog)
      waiting.append(contentsOf: input)
      let consumed = waiting.withUnsafeBufferPointer { process($0, in: &turn) }
      if consumed < waiting.count, !isFinished {
        waiting.removeFirst(consumed)
        backlog = waiting
      }
    }
  }

  /// The client will send no more. A request cut off in the middle is answered 400 (RFC 9112 §8).
  mutating func receiveEnd(in turn: inout Turn) {
    guard !isFinished else { return }
    if stage == .idle {
      isFinished = true
    } else {
      refuse(.endedEarly, in: &turn)
    }
  }

  /// When the server stops, a connection that waited for nothing but its answers to be read ends.
  mutating func endIfDrained() {
    if isDraining, stage == .idle { isFinished = true }
  }

  /// The time-out of the present stage has run out.
  mutating func expire(in turn: inout Turn) {
    switch stage {
    case .idle: isFinished = true
    case .head: refuse(.headTooSlow, in: &turn)
    case .body: refuse(.bodyTooSlow, in: &turn)
    }
  }

  /// Writes an answer in place of a request, after which the connection is finished.
  mutating func refuse(_ refusal: HTTPRefusal, in turn: inout Turn) {
    turn.response.reset()
    turn.response.status = refusal.status
    backlog.withUnsafeBufferPointer { parser.abandon($0) }
    turn.handler.refuse(refusal, of: parser.request, at: turn.now, into: &turn.response)
    turn.encoder.encode(
      turn.response, version: .http11, omitsBody: parser.request.method == .head, keepsAlive: false,
      unixSeconds: turn.now.unixSeconds, into: &turn.output)
    isFinished = true
    backlog = []
    parser.request.body = []
  }

  /// Reads and answers until the input or the room for output is used up. Returns the bytes
  /// consumed.
  private mutating func process(
    _ input: UnsafeBufferPointer<UInt8>, in turn: inout Turn
  ) -> Int {
    var position = 0
    do throws(HTTPRefusal) {
      while !isFinished {
        isHeldBack = isDelivering || turn.outputRange.count >= outputBytesMax
        guard !isHeldBack else { break }
        let (consumed, progress) = try parser.parse(input[part: position..<input.count])
        position += consumed
        switch progress {
        case .needsMore:
          if parser.isInBody, !isHeadKnown {
            isHeadKnown = true
            // A client whose body is already under way needs no leave (RFC 9110 §10.1.1).
            let waits =
              parser.expectsContinue && position == input.count && parser.request.body.isEmpty
            if !answerEarly(in: &turn), waits {
              turn.output.append(HTTPResponseEncoder.continueLine)
            }
          }
          return position
        case .head:
          isHeadKnown = false
        case .complete:
          answer(in: &turn)
        }
      }
    } catch {
      refuse(error, in: &turn)
    }
    return position
  }

  /// Answers a request whose body is still to come, if that makes no difference to the handler.
  private mutating func answerEarly(in turn: inout Turn) -> Bool {
    var request = HTTPRequest()
    swap(&request, &parser.request)
    defer { swap(&request, &parser.request) }
    guard Self.refusal(of: request.method) == nil else { return false }
    turn.response.reset()
    guard turn.handler.respondEarly(to: request, at: turn.now, into: &turn.response) else {
      return false
    }
    requestCount += 1
    write(to: request, keepsAlive: false, in: &turn)
    return true
  }

  private mutating func answer(in turn: inout Turn) {
    requestCount += 1
    // Taken out of the parser while the handler looks at it: handed over as a part of the parser,
    // it would be copied first, part by part.
    var request = HTTPRequest()
    swap(&request, &parser.request)
    defer {
      swap(&request, &parser.request)
      parser.reset()
    }
    let method = request.method
    turn.response.reset()
    if let refusal = Self.refusal(of: method) {
      turn.response.status = refusal.status
      if refusal == .methodNotServed { turn.response.appendField("Allow", "GET, HEAD, POST") }
      turn.handler.refuse(refusal, of: request, at: turn.now, into: &turn.response)
    } else {
      turn.handler.respond(to: request, at: turn.now, into: &turn.response)
    }
    let keepsAlive =
      parser.keepsAlive(in: request.version) && !turn.response.closesConnection && !isDraining
    write(to: request, keepsAlive: keepsAlive, in: &turn)
  }

  /// Writes the turn's response, or plans how it will be sent.
  private mutating func write(to request: HTTPRequest, keepsAlive: Bool, in turn: inout Turn) {
    let omitsBody = request.method == .head
    guard turn.response.isImmediate else {
      begin(
        makePlan(of: request.version, omitsBody: omitsBody, keepsAlive: keepsAlive, in: &turn),
        delivery: turn.response.delivery, keepsAlive: keepsAlive)
      return
    }
    turn.encoder.encode(
      turn.response, version: request.version, omitsBody: omitsBody, keepsAlive: keepsAlive,
      unixSeconds: turn.now.unixSeconds, into: &turn.output)
    isFinished = !keepsAlive
  }

  private mutating func begin(_ plan: SendPlan, delivery: HTTPDelivery, keepsAlive: Bool) {
    self.plan = plan
    isDelivering = true
    isFinished = !keepsAlive || delivery.fault != nil || delivery.isStream
  }

  /// What is refused whatever the handler serves: methods nobody knows (501, RFC 9110 §9.1),
  /// tunnels and loop-backs (RFC 9110 §9.3.6, §9.3.8).
  private static func refusal(of method: HTTPMethod) -> HTTPRefusal? {
    if method == .post || method == .get { return nil }
    if method == .connect || method == .trace { return .methodNotServed }
    return method.isKnown ? nil : .methodUnknown
  }
}

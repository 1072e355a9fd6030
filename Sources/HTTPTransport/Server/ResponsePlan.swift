/// What is still to be sent of one response that doesn't go out at once: bytes in pieces, each due
/// at its time, and what becomes of the connection then. It does no I/O and is told the time.
struct ResponsePlan {
  enum Ending: Equatable {
    /// The connection goes on, or closes as after any response.
    case proceed
    /// The connection is aborted with RST.
    case reset
    /// Nothing more is sent until the plan ends; then the connection closes.
    case hold
    /// The connection stays open for what is pushed.
    case stream
  }

  enum Step: Equatable {
    case wait(until: UInt64)
    case send(Range<Int>)
    case end
  }

  private(set) var bytes: ContiguousArray<UInt8>
  /// Where the content begins.
  let contentStart: Int
  /// Bytes handed out.
  private(set) var sentCount = 0
  let ending: Ending
  /// Whether the handler takes it for a stream. The response to a HEAD doesn't become one.
  let isStream: Bool
  /// Set by a push that ended the stream before it began.
  private(set) var endsStream = false
  /// When everything is over, a hold included, in monotonic nanoseconds.
  let endsAt: UInt64
  private let startsAt: UInt64
  /// The bytes of the first piece; the others share what follows.
  private let headCount: Int
  private let pieceCount: Int
  /// Nanoseconds between two pieces.
  private let interval: UInt64
  /// Pieces handed out, the head included.
  private var stepCount = 0

  /// - Parameters:
  ///   - headCount: bytes that a dribble doesn't cut.
  ///   - hold: how long silence lasts when `ending` asks for it.
  init(
    _ bytes: ContiguousArray<UInt8>, headCount: Int, delivery: HTTPDelivery, ending: Ending,
    hold: UInt64, now: ServerTime
  ) {
    self.bytes = bytes
    contentStart = headCount
    self.ending = ending
    isStream = delivery.isStream
    startsAt = now.deadline(after: delivery.delay)
    let bodyCount = bytes.count - headCount
    if let dribble = delivery.dribble, bodyCount > 0 {
      self.headCount = headCount
      pieceCount = min(max(dribble.chunkCount, 1), bodyCount)
      interval = dribble.total.wholeNanoseconds / UInt64(pieceCount)
    } else {
      self.headCount = bytes.count
      pieceCount = 0
      interval = 0
    }
    let lastAt = Self.sum(startsAt, interval, times: pieceCount)
    endsAt = ending == .hold ? Self.sum(lastAt, hold, times: 1) : lastAt
  }

  /// What is to be done now. A piece counts as sent once it is handed out.
  mutating func next(at now: ServerTime) -> Step {
    while stepCount <= pieceCount {
      let dueAt = Self.sum(startsAt, interval, times: stepCount)
      guard dueAt <= now.monotonicNanoseconds else { return .wait(until: dueAt) }
      let range = pieceStart(stepCount)..<pieceStart(stepCount + 1)
      stepCount += 1
      sentCount = range.upperBound
      if !range.isEmpty { return .send(range) }
    }
    return endsAt <= now.monotonicNanoseconds ? .end : .wait(until: endsAt)
  }

  /// A piece could not be sent and counts as never handed out.
  mutating func takeBack(_ piece: Range<Int>) {
    sentCount = min(sentCount, piece.lowerBound)
  }

  /// Whether the whole response is sent by `deadline`.
  func proceeds(by deadline: UInt64) -> Bool {
    ending == .proceed && endsAt <= deadline
  }

  /// Adds to a stream that has not begun; the bytes go out with the last piece.
  mutating func append(_ push: StreamPush) {
    guard ending == .stream, !endsStream else { return }
    bytes.append(contentsOf: push.bytes)
    endsStream = push.endsStream
  }

  /// Piece 0 is the head; the others differ by one byte at most.
  private func pieceStart(_ index: Int) -> Int {
    guard index > 0 else { return 0 }
    guard index <= pieceCount else { return bytes.count }
    let (size, rest) = (bytes.count - headCount).quotientAndRemainder(dividingBy: pieceCount)
    return headCount + size * (index - 1) + min(index - 1, rest)
  }

  /// `.max` beyond what 64 bits count.
  private static func sum(_ start: UInt64, _ step: UInt64, times count: Int) -> UInt64 {
    let (product, isTooMuch) = step.multipliedReportingOverflow(by: UInt64(max(count, 0)))
    let (sum, isBeyond) = start.addingReportingOverflow(product)
    return isTooMuch || isBeyond ? .max : sum
  }
}

// MARK: The bytes that a delivery leaves of a response

extension ResponsePlan {
  /// - Parameter hold: how long a silent fault lasts, in nanoseconds.
  init(
    _ response: HTTPResponse, version: HTTPVersion, omitsBody: Bool, keepsAlive: Bool,
    hold: UInt64, now: ServerTime, encoder: inout HTTPResponseEncoder
  ) {
    let delivery = response.delivery
    var head = ByteBlock()
    var ending = Ending.proceed
    switch delivery.fault {
    case .resetConnection:
      ending = .reset
    case .neverAnswer:
      ending = .hold
    case .emptyResponse:
      break
    case .randomData(let bytes):
      head.append(bytes)
    case .malformedChunk:
      encoder.encodeHead(
        response, version: version, framing: .chunked, keepsAlive: keepsAlive,
        unixSeconds: now.unixSeconds, into: &head)
    case nil where delivery.isStream && !response.status.forbidsBody:
      encoder.encodeHead(
        response, version: version, framing: .untilClose, keepsAlive: false,
        unixSeconds: now.unixSeconds, into: &head)
      if !omitsBody { ending = .stream }
    case .truncatedBody, .stallInBody, nil:
      encoder.encode(
        response, version: version, omitsBody: true, keepsAlive: keepsAlive,
        unixSeconds: now.unixSeconds, into: &head)
    }
    if delivery.fault == .stallInBody { ending = .hold }
    var bytes = head.withBytes { ContiguousArray($0) }
    let headCount = Self.appendContent(of: response, omitsBody: omitsBody, to: &bytes)
    self.init(
      bytes, headCount: headCount, delivery: delivery, ending: ending, hold: hold, now: now)
  }

  /// Appends as much content as the client will get. Returns where the head ends.
  private static func appendContent(
    of response: HTTPResponse, omitsBody: Bool, to bytes: inout ContiguousArray<UInt8>
  ) -> Int {
    let headCount = bytes.count
    let body = omitsBody || response.status.forbidsBody ? [] : response.body
    switch response.delivery.fault {
    case .truncatedBody, .stallInBody:
      guard !body.isEmpty else {
        bytes.removeLast(headCount - headCount / 2)
        return bytes.count
      }
      bytes.append(contentsOf: body[..<(body.count / 2)])
    case .malformedChunk:
      if !omitsBody { bytes.append("no chunk size\r\n") }
    case nil:
      bytes.append(contentsOf: body)
    case .resetConnection, .emptyResponse, .randomData, .neverAnswer:
      return 0
    }
    return headCount
  }
}

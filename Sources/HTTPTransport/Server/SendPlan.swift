/// What is still to be sent of one answer that does not go out at once: bytes in pieces, each due
/// at its time, and what becomes of the connection then. It does no I/O and is told the time.
struct SendPlan {
  enum Ending: Equatable {
    /// The connection goes on, or ends as it would after any answer.
    case proceed
    /// The connection is aborted with RST.
    case reset
    /// Nothing more is said until the plan's end; then the connection is closed.
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
  /// Where the answer's content begins.
  let contentStart: Int
  /// Bytes handed out.
  private(set) var sentCount = 0
  let ending: Ending
  /// The handler takes it for a stream, which the answer to a HEAD does not become.
  let isStream: Bool
  /// A push has said so before the stream began.
  private(set) var endsStream = false
  /// When all is over, a hold included, in monotonic nanoseconds.
  let endsAt: UInt64
  private let startsAt: UInt64
  /// The first piece; the others share what follows.
  private let headCount: Int
  private let pieceCount: Int
  /// Nanoseconds between two pieces.
  private let interval: UInt64
  /// Pieces handed out, the head included.
  private var stepCount = 0

  /// - Parameters:
  ///   - headCount: bytes that a dribble does not cut.
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

  /// A piece could not be sent, and counts as never handed out.
  mutating func takeBack(_ piece: Range<Int>) {
    sentCount = min(sentCount, piece.lowerBound)
  }

  /// Whether an answer, or the end of the connection, comes by `deadline`.
  func proceeds(by deadline: UInt64) -> Bool {
    ending == .proceed && endsAt <= deadline
  }

  /// Adds to a stream that has not begun; the bytes go out with the last piece.
  mutating func append(_ push: StreamPush) {
    guard ending == .stream, !endsStream else { return }
    bytes.append(contentsOf: push.bytes)
    endsStream = push.endsStream
  }

  /// Piece 0 is the head; the pieces behind it differ by one byte at most.
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

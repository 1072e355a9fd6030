/// What a descriptor is watched for.
struct Interest: OptionSet, Sendable {
  let rawValue: UInt8

  static let read = Interest(rawValue: 1)
  static let write = Interest(rawValue: 2)
  /// The end of what the peer sends, without reading up to it. Not to be had from every system; a
  /// broken connection is reported whatever is watched for.
  static let end = Interest(rawValue: 4)
}

/// What became of a watched descriptor. A broken connection counts as both readable and writable:
/// the next call on it says what is wrong.
struct PollEvent: Equatable, Sendable {
  let token: PollToken
  let isReadable: Bool
  let isWritable: Bool
  /// The peer has ended its side, and it was watched for.
  var isEnded = false
  /// Reset, or ended on both sides. Reported again and again until the descriptor is removed.
  var isBroken = false
}

/// Names a registration, not a descriptor: the system reuses descriptors at once, and an event
/// that was gathered for one that is closed since must find nobody.
struct PollToken: Hashable, Sendable {
  let slot: UInt32
  let generation: UInt32

  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  init(rawValue: UInt64) {
    slot = UInt32(truncatingIfNeeded: rawValue)
    generation = UInt32(truncatingIfNeeded: rawValue >> 32)
  }

  var rawValue: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
}

/// Waits until descriptors are ready, level-triggered. One backend a system, all under one test.
protocol Poller: AnyObject {
  /// Starts to watch a descriptor that is not watched yet.
  func add(_ socket: Socket, token: PollToken, interest: Interest) throws(SystemCallError)

  /// Changes what a watched descriptor is watched for.
  func update(_ socket: Socket, token: PollToken, interest: Interest) throws(SystemCallError)

  /// Stops watching. To be called before the descriptor is closed.
  func remove(_ socket: Socket)

  /// Replaces `events` by what is ready; waits for it at most `milliseconds`, or for ever if nil.
  func wait(milliseconds: Int32?, into events: inout ContiguousArray<PollEvent>)
    throws(SystemCallError)

  /// Gives up the poller's own descriptors.
  func close()
}

/// The backends to choose from.
package enum PollerKind: String, CaseIterable, Sendable {
  /// poll(2): everywhere, at a cost that grows with the number of connections.
  case poll
  #if os(Linux)
    case epoll
  #endif

  /// The best that the system has.
  package static var preferred: PollerKind {
    #if os(Linux)
      .epoll
    #else
      .poll
    #endif
  }

  func makePoller() throws(SystemCallError) -> any Poller {
    switch self {
    case .poll: PollPoller()
    #if os(Linux)
      case .epoll: try EpollPoller()
    #endif
    }
  }
}

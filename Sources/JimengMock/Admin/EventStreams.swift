import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Sends each request that a session records to those who listen on `GET /__mock/events`, as
/// server-sent events (HTML standard §9.2).
///
/// It reads the journals when the loop asks for something to send. So a request costs nothing while
/// nobody listens, and a slow listener delays nobody.
final class EventStreams {
  static let countMax = 32
  /// In one iteration of the loop; the rest follows in the next.
  static let entriesPerTurnMax = 100
  /// A comment is sent after this much silence, so that proxies keep the connection.
  static let heartbeatNanoseconds: UInt64 = 15_000_000_000

  private struct Listener {
    var session: Session
    /// Nil for a listener that knows requests which are not in this journal: it gets a `reset`.
    var epoch: Int?
    /// The first request that it has not got yet.
    var nextID: Int
    var lastSent: UInt64
  }

  private let state: MockState
  private var listeners: [UInt64: Listener] = [:]

  init(_ state: MockState) {
    self.state = state
  }

  var isFull: Bool { listeners.count >= Self.countMax }

  /// Begins a stream.
  /// - Parameter lastID: the id of the last event that a returning listener got; it gets what was
  ///   recorded since. After a reset, or with an id that is none, it gets a `reset` and everything.
  ///   Nil or empty for a listener that wants what comes from now on.
  /// - Returns: the first bytes.
  func add(
    _ connectionID: UInt64, session: Session, lastID: String?, at now: ServerTime
  ) -> ContiguousArray<UInt8> {
    let journal = session.journal
    var listener = Listener(
      session: session, epoch: journal.epoch, nextID: journal.nextID,
      lastSent: now.monotonicNanoseconds)
    if let lastID, !lastID.isEmpty {
      if let id = EventID(lastID), id.epoch == journal.epoch, id.number < journal.nextID {
        listener.nextID = id.number + 1
      } else {
        listener.epoch = nil
      }
    }
    listeners[connectionID] = listener
    return ContiguousArray("retry: 1000\n\n".utf8)
  }

  func remove(_ connectionID: UInt64) {
    listeners[connectionID] = nil
  }

  /// What is to be sent now.
  func takePushes(at now: ServerTime) -> [StreamPush] {
    var pushes: [StreamPush] = []
    for (connectionID, var listener) in listeners {
      var bytes = ContiguousArray<UInt8>()
      Self.write(&listener, current: state.sessions.existing(listener.session.name), to: &bytes)
      let silence = now.monotonicNanoseconds &- listener.lastSent
      if bytes.isEmpty, silence >= Self.heartbeatNanoseconds { bytes.append(text: ":\n\n") }
      guard !bytes.isEmpty else { continue }
      listener.lastSent = now.monotonicNanoseconds
      listeners[connectionID] = listener
      pushes.append(StreamPush(connectionID: connectionID, bytes: bytes))
    }
    return pushes
  }

  /// - Parameter current: the session that has the name now; nil when there is none.
  private static func write(
    _ listener: inout Listener, current: Session?, to output: inout ContiguousArray<UInt8>
  ) {
    let session = current ?? listener.session
    if session !== listener.session || session.journal.epoch != listener.epoch {
      listener.session = session
      listener.epoch = session.journal.epoch
      listener.nextID = 1
      append(
        "reset", ["session": .string(session.name)],
        id: EventID(epoch: session.journal.epoch, number: 0), to: &output)
    }
    let journal = session.journal
    guard listener.nextID < journal.nextID else { return }
    if listener.nextID < journal.startIndex {
      let count = journal.startIndex - listener.nextID
      listener.nextID = journal.startIndex
      append("evicted", ["count": .number(count)], to: &output)
    }
    let end = min(journal.endIndex, listener.nextID + entriesPerTurnMax)
    while listener.nextID < end {
      append(
        "request", journal[listener.nextID].summary,
        id: EventID(epoch: journal.epoch, number: listener.nextID), to: &output)
      listener.nextID += 1
    }
  }

  private static func append(
    _ event: StaticString, _ data: JSONValue, id: EventID? = nil,
    to output: inout ContiguousArray<UInt8>
  ) {
    if let id {
      output.append("id: ")
      id.append(to: &output)
      output.append("\n")
    }
    output.append("event: ")
    output.append(event)
    output.append("\ndata: ")
    // Compact JSON has no line end, which would end the field.
    JSONWriter.write(data, to: &output)
    output.append("\n\n")
  }
}

extension JournalEntry {
  /// What a list of requests shows; the whole entry is at `requests/{id}`. The path is the only
  /// part whose length a client chooses; the limit of the head bounds it.
  fileprivate var summary: JSONValue {
    [
      "id": .number(id), "session": .string(session),
      "time": .string(CivilTime.timestamp(unixNanoseconds: time)),
      "method": .string(method.rawValue), "path": .string(path),
      "status": status.map { .number($0) } ?? .null,
      "scenario": scenario.map { .string($0) } ?? .null, "via": via.map { .string($0) } ?? .null,
      "violationCount": .number(validation.violationCount),
      "warningCount": .number(warnings.count), "outcome": .string(outcome.rawValue),
    ]
  }
}

/// The id of a server-sent event: `<epoch>-<number>`, so that after a reset, or in another run,
/// the number of a request is not taken for that of another one.
struct EventID: Equatable, Sendable {
  /// The journal's.
  let epoch: Int
  /// The request's; 0 for the moment before the first.
  let number: Int

  init(epoch: Int, number: Int) {
    self.epoch = epoch
    self.number = number
  }

  /// Nil for a text that is not such an id.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let epoch = Int(parts[0]), let number = Int(parts[1]), epoch >= 0,
      number >= 0
    else { return nil }
    self.init(epoch: epoch, number: number)
  }

  func append(to output: inout ContiguousArray<UInt8>) {
    output.append(decimal: epoch)
    output.append("-")
    output.append(decimal: number)
  }
}

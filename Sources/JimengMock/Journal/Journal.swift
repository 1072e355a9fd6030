import HTTPTransport
import OpenAPIContract

/// The bounded record of what one session was asked and answered, oldest entry first. It is its own
/// collection, indexed by the entries' numbers. It knows no socket and no clock.
///
/// A ring: an append at the bound reuses the memory of the entry that it evicts.
struct Journal: Sendable {
  let session: String
  let limits: JournalLimits
  /// How many entries had to go since the start or the last reset, as far as is known.
  private(set) var evictedCount = 0
  /// Whether this continues the record of a session that had to go: how many requests were in that,
  /// nobody knows.
  let isBeginningLost: Bool
  /// How many of those broke a rule: as long as none did, nobody needs them to say so.
  private(set) var evictedWithViolationsCount = 0
  /// The number that the next request gets.
  private(set) var nextID = 1
  /// Bytes that all entries count for.
  private(set) var byteCount = 0

  private var slots = ContiguousArray<JournalEntry>()
  private var firstID = 1
  /// When it began, in Unix microseconds. No two of one session, nor of two runs, are the same, so
  /// that nothing is taken for what was forgotten.
  private(set) var epoch: Int

  init(
    session: String, limits: JournalLimits = .default, isBeginningLost: Bool = false,
    epoch: Int = 0
  ) {
    self.session = session
    self.limits = limits
    self.epoch = epoch
    self.isBeginningLost = isBeginningLost
  }

  /// How many entries had to go; nil when nobody knows.
  var evictedCountIfKnown: Int? { isBeginningLost ? nil : evictedCount }

  /// Whether there is nothing to tell of any request, recorded or not.
  var isUntouched: Bool { nextID == 1 && !isBeginningLost }

  /// Records a request, which thereby gets its number. The oldest entries go when there is no room.
  /// - Parameter answer: nil when nothing is answered that has a status.
  @discardableResult
  mutating func append(
    _ exchange: JournalExchange, request: HTTPRequest, answer: HTTPResponse?
  ) -> JournalTicket {
    let ticket = JournalTicket(id: nextID, epoch: epoch)
    guard limits.entryCountMax > 0 else {
      noteUnkept(hasViolations: exchange.oddities?.judgement.isValid == false)
      return ticket
    }
    if count >= limits.entryCountMax { evictOldest(isReused: true) }
    if count == slots.count { grow() }
    nextID += 1
    let slot = slot(of: ticket.id)
    slots[slot].record(
      id: ticket.id, exchange: exchange, request: request, answer: answer,
      limits: limits)
    byteCount += slots[slot].byteCost
    while byteCount > limits.byteCountMax, count > 1 { evictOldest(isReused: false) }
    return ticket
  }

  /// Tells how an answer ended. An entry that has gone, or that a reset forgot, stays so.
  /// - Parameter time: when it ended, in Unix nanoseconds.
  mutating func conclude(
    _ ticket: JournalTicket, _ outcome: JournalOutcome, bytesWritten: Int, at time: Int64
  ) {
    guard ticket.epoch == epoch, indices.contains(ticket.id) else { return }
    slots[slot(of: ticket.id)].conclude(outcome, bytesWritten: bytesWritten, at: time)
  }

  func entry(_ id: Int) -> JournalEntry? {
    indices.contains(id) ? self[id] : nil
  }

  /// Lets all entries go, and gives their memory back; they stay counted.
  mutating func evictAll() {
    while !isEmpty { evictOldest(isReused: false) }
    slots = []
  }

  /// Forgets everything, as if the session had just begun.
  /// - Parameter now: the time in Unix microseconds. A later epoch follows whatever it is.
  mutating func removeAll(at now: Int) {
    self = Journal(session: session, limits: limits, epoch: Swift.max(epoch + 1, now))
  }

  // MARK: The ring

  /// Numbers are consecutive, so each has its place.
  private func slot(of id: Int) -> Int { (id - 1) % slots.count }

  /// - Parameter isReused: the next thing to happen is that another entry takes the place.
  private mutating func evictOldest(isReused: Bool) {
    let evicted = slots[slot(of: firstID)].evict(keepingMemory: isReused)
    byteCount -= evicted.byteCost
    evictedCount += 1
    if evicted.hasViolations { evictedWithViolationsCount += 1 }
    firstID += 1
  }

  private mutating func noteUnkept(hasViolations: Bool) {
    nextID += 1
    firstID = nextID
    evictedCount += 1
    if hasViolations { evictedWithViolationsCount += 1 }
  }

  /// Doubles the ring. A session that is hardly used costs hardly anything.
  private mutating func grow() {
    let capacity = Swift.min(Swift.max(16, slots.count * 2), limits.entryCountMax)
    var larger = ContiguousArray(repeating: JournalEntry(session: session), count: capacity)
    for id in indices { larger[(id - 1) % capacity] = slots[slot(of: id)] }
    slots = larger
  }
}

extension Journal: RandomAccessCollection {
  var startIndex: Int { firstID }
  var endIndex: Int { nextID }

  subscript(id: Int) -> JournalEntry {
    precondition(indices.contains(id), "no entry has this number")
    return slots[slot(of: id)]
  }
}

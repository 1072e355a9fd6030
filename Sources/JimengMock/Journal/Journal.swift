import HTTPTransport
import OpenAPIContract
import StrictJSON

/// The bounded record of one session's requests and answers, oldest entry first: a collection that
/// is indexed by the entries' numbers. It knows no socket and no clock.
///
/// A ring: an append at the bound reuses the memory of the entry that it evicts.
struct Journal: Sendable {
  let session: String
  let limits: JournalLimits
  /// How many entries were evicted since the start or the last reset, as far as is known.
  private(set) var evictedCount = 0
  /// Whether an earlier session of this name was evicted: how many requests it had is not known.
  let isBeginningLost: Bool
  /// How many of the evicted entries broke a rule.
  private(set) var evictedWithViolationsCount = 0
  /// The number that the next request gets.
  private(set) var nextID = 1
  /// Bytes that all entries count for.
  private(set) var byteCount = 0

  private var slots = ContiguousArray<JournalEntry>()
  private var firstID = 1
  /// When it began, in Unix microseconds. It differs after each reset and in each run, so that the
  /// number of a forgotten request is not taken for that of a new one.
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

  /// How many entries were evicted; nil when that is not known.
  var evictedCountIfKnown: Int? { isBeginningLost ? nil : evictedCount }

  /// Whether there never was a request, recorded or not.
  var isUntouched: Bool { nextID == 1 && !isBeginningLost }

  /// Records a request and gives it its number. Evicts the oldest entries when there is no room.
  /// - Parameter answer: nil when no answer with a status is sent.
  @discardableResult
  mutating func append(
    _ exchange: JournalExchange, request: HTTPRequest, answer: HTTPResponse?
  ) -> JournalTicket {
    let ticket = JournalTicket(id: nextID, epoch: epoch)
    guard limits.entryCountMax > 0 else {
      countUnkept(hasViolations: exchange.hasViolations)
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

  /// Records how an answer ended, if its entry is still there.
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

  /// Evicts all entries and frees their memory; they stay counted.
  mutating func evictAll() {
    while !isEmpty { evictOldest(isReused: false) }
    slots = []
  }

  /// Forgets everything, as if the session had just begun.
  /// - Parameter now: the time in Unix microseconds. The new epoch is later than the old one, even
  ///   when the clock went back.
  mutating func removeAll(at now: Int) {
    self = Journal(session: session, limits: limits, epoch: Swift.max(epoch + 1, now))
  }

  // MARK: The ring

  /// Numbers are consecutive, so each has its own slot.
  private func slot(of id: Int) -> Int { (id - 1) % slots.count }

  /// - Parameter isReused: another entry takes the slot at once.
  private mutating func evictOldest(isReused: Bool) {
    let evicted = slots[slot(of: firstID)].evict(keepingMemory: isReused)
    byteCount -= evicted.byteCost
    evictedCount += 1
    if evicted.hasViolations { evictedWithViolationsCount += 1 }
    firstID += 1
  }

  private mutating func countUnkept(hasViolations: Bool) {
    nextID += 1
    firstID = nextID
    evictedCount += 1
    if hasViolations { evictedWithViolationsCount += 1 }
  }

  /// Doubles the ring, so that a session with few requests costs little.
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

// MARK: Queries

extension Journal {
  /// The numbers of the entries that pass the filter, oldest first.
  func matches(_ filter: JournalFilter) -> [Int] {
    let start =
      filter.since.map { $0 < nextID ? Swift.max(startIndex, $0 + 1) : nextID } ?? startIndex
    let ids = (start..<Swift.max(start, endIndex)).filter { filter.matches(self[$0]) }
    guard let limit = filter.limit else { return ids }
    return filter.since == nil ? ids.suffix(limit) : Array(ids.prefix(limit))
  }

  /// `{"requests":[…],"evicted":n}`; null for a number that is not known.
  func json(_ filter: JournalFilter = JournalFilter()) -> JSONValue {
    [
      "requests": .array(matches(filter).map { self[$0].json }),
      "evicted": evictedCountIfKnown.map { .number($0) } ?? .null,
    ]
  }
}

/// Names an entry whose answer is still under way. After a reset it names nothing, even when the
/// number is used again.
struct JournalTicket: Sendable, Equatable {
  let id: Int
  let epoch: Int
}

/// What a journal keeps at most.
struct JournalLimits: Sendable, Equatable {
  /// Entries; 0 keeps none.
  var entryCountMax = 1000
  /// Bytes of all entries together, with their fixed parts. The newest entry always stays.
  var byteCountMax = 16 << 20
  /// Bytes that are kept of one request's body. A longer one cannot be verified.
  var bodyBytesMax = 256 << 10
  /// Bytes that are kept of one answer's body.
  var answerBytesMax = 64 << 10

  static let `default` = JournalLimits()
}

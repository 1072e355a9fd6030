import HTTPTransport

/// The sessions of a server: the default one, which is always there, and named ones, which come
/// with their first use and go when nobody has used them for an hour, or when there are too many.
/// It remembers the names of evicted sessions.
struct SessionTable {
  /// Named sessions.
  static let countMaxDefault = 256
  /// Of real time.
  static let idleTimeout = Duration.seconds(3600)
  private static let expiryInterval: UInt64 = 60_000_000_000

  let `default`: Session
  let countMax: Int
  let settings: SessionSettings
  /// Legal names are ASCII: Swift's string equality cannot mistake one for another.
  private var named: [String: Session] = [:]
  private var nextExpiry: UInt64 = 0
  private var evictedNames: EvictedNames
  /// How many sessions were evicted that held something.
  private(set) var evictedCount = 0
  /// What all journals hold, or more.
  var journalByteCount = 0
  /// How many tasks there are, or more.
  var taskCount = 0
  /// How many names were made up.
  private var madeNameCount = 0

  init(
    settings: SessionSettings, countMax: Int = Self.countMaxDefault,
    evictedNames: EvictedNames = EvictedNames(), at now: ServerTime
  ) {
    self.settings = settings
    self.countMax = max(1, countMax)
    self.evictedNames = evictedNames
    `default` = Session(name: SessionName.default, settings: settings, at: now)
  }

  /// The default one first, the others by name.
  var all: [Session] { [`default`] + named.values.sorted { $0.name < $1.name } }

  var count: Int { named.count + 1 }

  /// Without bringing it into being.
  func existing(_ name: String) -> Session? {
    name == SessionName.default ? `default` : named[name]
  }

  /// The session of that name, or a new one. Where there is no room, one that holds nothing is
  /// evicted, or else the one that was not used for the longest.
  /// - Parameter name: a legal one.
  mutating func session(named name: String, at now: ServerTime) -> Session {
    if name == SessionName.default { return `default` }
    if let session = named[name], !Self.isIdle(session, at: now) {
      session.touch(at: now)
      return session
    }
    if let expired = named[name] { evict(expired) }
    if named.count >= countMax { expire(at: now) }
    if named.count >= countMax, let least = named.values.min(by: Self.goesBefore) { evict(least) }
    let isContinued = evictedNames.remove(name)
    let session = Session(name: name, settings: settings, isContinued: isContinued, at: now)
    named[name] = session
    return session
  }

  /// Forgets a session, and that one of its name was evicted; the default one is only reset.
  /// - Returns: whether there is or was one of that name.
  mutating func remove(_ name: String, at now: ServerTime) -> Bool {
    guard name != SessionName.default else {
      `default`.reset(at: now)
      return true
    }
    let wasEvicted = evictedNames.remove(name)
    return named.removeValue(forKey: name) != nil || wasEvicted
  }

  /// A name of `s1`, `s2`, … that nobody has or had.
  mutating func makeName() -> String {
    var name: String
    repeat {
      madeNameCount += 1
      name = "s\(madeNameCount)"
    } while named[name] != nil || evictedNames.contains(name)
    return name
  }

  /// Lets idle sessions go, once a minute at most.
  mutating func expireNowAndThen(at now: ServerTime) {
    guard !named.isEmpty, now.monotonicNanoseconds >= nextExpiry else { return }
    nextExpiry = now.monotonicNanoseconds &+ Self.expiryInterval
    expire(at: now)
  }

  private mutating func expire(at now: ServerTime) {
    for session in named.values where Self.isIdle(session, at: now) { evict(session) }
  }

  private mutating func evict(_ session: Session) {
    named[session.name] = nil
    guard session.hasMemory else { return }
    evictedNames.insert(session.name)
    evictedCount += 1
  }

  private static func isIdle(_ session: Session, at now: ServerTime) -> Bool {
    let (idle, isOutOfOrder) = now.monotonicNanoseconds.subtractingReportingOverflow(
      session.lastUsed.monotonicNanoseconds)
    return !isOutOfOrder && idle > UInt64(idleTimeout.nanosecondsClamped)
  }

  private static func goesBefore(_ left: Session, _ right: Session) -> Bool {
    guard left.hasMemory == right.hasMemory else { return right.hasMemory }
    return left.lastUsed.monotonicNanoseconds < right.lastUsed.monotonicNanoseconds
  }
}

/// What sessions hold together. Each tells what it takes; what it gives back is seen when there
/// seems to be too much. Then those that recorded nothing for the longest give up all they have of
/// it, and their counts of what was evicted tell so.
extension SessionTable {
  /// - Parameter byteCount: less than 0 where more was evicted than added.
  mutating func recordJournal(grownBy byteCount: Int, of session: Session) {
    journalByteCount += byteCount
    guard journalByteCount > settings.sharedLimits.journalByteCountMax else { return }
    journalByteCount = evictOthers(
      for: session, settings.sharedLimits.journalByteCountMax, { $0.journal.byteCount },
      evict: { $0.journal.evictAll() })
  }

  mutating func recordTasks(grownBy count: Int, of session: Session) {
    taskCount += count
    guard taskCount > settings.sharedLimits.taskCountMax else { return }
    taskCount = evictOthers(
      for: session, settings.sharedLimits.taskCountMax, { $0.tasks.count },
      evict: { $0.tasks.evictAll() })
  }

  /// - Parameters:
  ///   - session: gives up nothing: it has a bound of its own.
  ///   - most: what there may be.
  ///   - size: what a session has of it.
  /// - Returns: what there is now.
  private func evictOthers(
    for session: Session, _ most: Int, _ size: (Session) -> Int, evict: (Session) -> Void
  ) -> Int {
    let sessions = all
    var total = sessions.reduce(0) { $0 + size($1) }
    guard total > most else { return total }
    let others = sessions.filter { $0 !== session && size($0) > 0 }
      .map { (session: $0, lastRecorded: $0.journal.last?.time ?? .min) }
      .sorted { $0.lastRecorded < $1.lastRecorded }
    for other in others where total > most {
      total -= size(other.session)
      evict(other.session)
    }
    return total
  }
}

/// What all sessions of a server may hold together, since each alone is bounded and may be one of
/// hundreds.
struct SharedLimits: Sendable {
  /// Bytes of all journals.
  var journalByteCountMax = 256 << 20
  /// Tasks, of some 120 bytes each.
  var taskCountMax = 1_000_000
}

/// The names of evicted sessions that held something, so that one that comes again under
/// such a name does not pass for one that was never asked anything.
///
/// Bounded: two generations of hashes, of which the older one goes when the younger is full. A
/// collision of 64 bits costs a doubt that is none, never a false certainty.
struct EvictedNames {
  /// At least so many of the latest are remembered, and at most twice as many: a mebibyte.
  static let countMaxDefault = 32_768

  private let countMax: Int
  private var younger: Set<UInt64> = []
  private var older: Set<UInt64> = []

  init(countMax: Int = Self.countMaxDefault) {
    self.countMax = max(1, countMax)
  }

  func contains(_ name: String) -> Bool {
    guard !younger.isEmpty || !older.isEmpty else { return false }
    let hash = SessionName.hash(name)
    return younger.contains(hash) || older.contains(hash)
  }

  mutating func insert(_ name: String) {
    if younger.count >= countMax {
      older = younger
      younger = []
    }
    younger.insert(SessionName.hash(name))
  }

  /// - Returns: whether it was among them.
  @discardableResult
  mutating func remove(_ name: String) -> Bool {
    guard contains(name) else { return false }
    let hash = SessionName.hash(name)
    younger.remove(hash)
    older.remove(hash)
    return true
  }
}

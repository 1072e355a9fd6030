/// The tasks of one session, bounded. It owns which of them are still known, and nothing of what
/// they answer. Lookup and insert take the same time however many there are: no timer, no scan. A
/// task takes some 120 bytes.
///
/// A task is found by its id in an index that it enters when somebody next looks for any: who only
/// submits does not pay for lookups.
struct TaskStore {
  let pace: TaskPace
  let countMax: Int
  /// How many were evicted to make room.
  private(set) var evictedCount = 0

  private var slots = ContiguousArray<Slot>()
  private var freeSlots: [Int32] = []
  private var index = TaskIndex()
  /// Whether tasks have come that are not in the index yet. They are the last of their lines.
  private var hasNewcomers = false
  /// By `Line`.
  private var lines = ContiguousArray(repeating: Ends(), count: Line.allCases.count)
  private var nextSequence: UInt64 = 0

  static let countMaxDefault = 20_000

  /// - Parameter countMax: at least 1.
  init(pace: TaskPace, countMax: Int = Self.countMaxDefault) {
    self.pace = pace
    self.countMax = min(max(1, countMax), Int(Int32.max))
  }

  /// Of two with the same id, the older one counts until somebody looks for a task.
  var count: Int { slots.count - freeSlots.count }

  /// Takes a task in; where there is no room, the oldest finished one goes, and where none has
  /// finished, the oldest. A task with an id that is known takes the other's place.
  mutating func insert(_ task: consuming VideoTask, at now: MockInstant) {
    if count == countMax, let slot = slotToEvict(at: now) {
      remove(slot)
      evictedCount += 1
    }
    let place: Int
    let slot = Slot(task: task, sequence: nextSequence, line: line(of: task.outcome))
    nextSequence += 1
    if let free = freeSlots.popLast() {
      place = Int(free)
      slots[place] = slot
    } else {
      place = slots.count
      slots.append(slot)
    }
    link(Int32(place))
    hasNewcomers = true
  }

  /// Counts a fetch and gives the task as that fetch sees it; nil when no task has that id. Whether
  /// its end is told stands there as it was before this fetch.
  mutating func fetch(_ id: String, at now: MockInstant) -> (VideoTask, TaskProgress)? {
    guard let place = find(id) else { return nil }
    let slot = Int(place)
    slots[slot].task.countPoll(at: now, pace: pace)
    let task = slots[slot].task
    if task.endedByPoll != nil, slots[slot].line != .ended {
      unlink(place)
      slots[slot].line = .ended
      link(place)
    }
    let progress = TaskProgress(of: task, at: now, pace: pace)
    if progress.isFinal { slots[slot].task.recordEndTold() }
    return (task, progress)
  }

  /// Looks without counting: for the admin API.
  mutating func peek(_ id: String, at now: MockInstant) -> (VideoTask, TaskProgress)? {
    guard let slot = find(id) else { return nil }
    let task = slots[Int(slot)].task
    return (task, TaskProgress(of: task, at: now, pace: pace))
  }

  /// The newest tasks, newest first. Goes through all of them: for people, not for requests.
  mutating func newest(_ countWanted: Int, at now: MockInstant) -> [(VideoTask, TaskProgress)] {
    indexNewcomers()
    return Line.allCases.flatMap { slots(in: $0) }.sorted { $0.sequence > $1.sequence }
      .prefix(max(0, countWanted))
      .map { ($0.task, TaskProgress(of: $0.task, at: now, pace: pace)) }
  }

  /// Lets all tasks go, and gives their memory back; they stay counted.
  mutating func evictAll() {
    let total = evictedCount + count
    self = TaskStore(pace: pace, countMax: countMax)
    evictedCount = total
  }
}

// MARK: - Who goes first

extension TaskStore {
  /// Tasks stand in lines in which the first is the one that ends first, so that looking at the
  /// heads is enough.
  fileprivate enum Line: Int, CaseIterable {
    /// Ended by a poll, in that order.
    case ended
    /// All take as long, so the oldest ends first.
    case usual
    /// Given up after their own number of minutes; of different numbers, by age.
    case timedOut
    case endless
  }

  /// -1 for an empty line.
  fileprivate struct Ends {
    var first: Int32 = -1
    var last: Int32 = -1
  }

  /// A task and its neighbours in its line; -1 for none.
  fileprivate struct Slot {
    var task: VideoTask
    let sequence: UInt64
    var line: Line
    var isIndexed = false
    var before: Int32 = -1
    var after: Int32 = -1

    init(task: VideoTask, sequence: UInt64, line: Line) {
      self.task = task
      self.sequence = sequence
      self.line = line
    }
  }

  private func line(of outcome: TaskOutcome) -> Line {
    if outcome.isEndless { return .endless }
    if case .timeout = outcome { return .timedOut }
    return .usual
  }

  /// Of those at the heads: ended before not ended, then old before young.
  private func slotToEvict(at now: MockInstant) -> Int32? {
    var chosen: (index: Int32, isEnded: Bool, sequence: UInt64)?
    for ends in lines where ends.first >= 0 {
      let slot = slots[Int(ends.first)]
      let isEnded = slot.task.ended(at: now, pace: pace) != nil
      if let chosen {
        guard isEnded == chosen.isEnded ? slot.sequence < chosen.sequence : isEnded else {
          continue
        }
      }
      chosen = (ends.first, isEnded, slot.sequence)
    }
    return chosen?.index
  }

  private mutating func find(_ id: String) -> Int32? {
    indexNewcomers()
    return indexedSlot(of: id, TaskIndex.hash(id))
  }

  private func indexedSlot(of id: String, _ hash: UInt32) -> Int32? {
    // By bytes: two spellings of one character are two ids.
    index.slot(of: hash) { slots[$0].task.id.utf8.elementsEqual(id.utf8) }.map { Int32($0) }
  }

  private mutating func indexNewcomers() {
    guard hasNewcomers else { return }
    hasNewcomers = false
    for line in lines.indices {
      var slot = lines[line].last
      while slot >= 0, !slots[Int(slot)].isIndexed {
        let before = slots[Int(slot)].before
        index(slot)
        slot = before
      }
    }
  }

  /// Of two tasks with the same id, the younger one stays.
  private mutating func index(_ slot: Int32) {
    let newcomer = slots[Int(slot)]
    let hash = TaskIndex.hash(newcomer.task.id)
    if let known = indexedSlot(of: newcomer.task.id, hash) {
      guard slots[Int(known)].sequence < newcomer.sequence else { return remove(slot) }
      remove(known)
    }
    index.insert(hash, slot: Int(slot))
    slots[Int(slot)].isIndexed = true
  }

  private func slots(in line: Line) -> [Slot] {
    var found: [Slot] = []
    var slot = lines[line.rawValue].first
    while slot >= 0 {
      found.append(slots[Int(slot)])
      slot = slots[Int(slot)].after
    }
    return found
  }

  private mutating func remove(_ slot: Int32) {
    unlink(slot)
    if slots[Int(slot)].isIndexed { index.remove(slot: Int(slot)) }
    freeSlots.append(slot)
  }

  private mutating func link(_ slot: Int32) {
    let line = slots[Int(slot)].line.rawValue
    let last = lines[line].last
    slots[Int(slot)].before = last
    slots[Int(slot)].after = -1
    if last < 0 {
      lines[line].first = slot
    } else {
      slots[Int(last)].after = slot
    }
    lines[line].last = slot
  }

  private mutating func unlink(_ slot: Int32) {
    let (before, after) = (slots[Int(slot)].before, slots[Int(slot)].after)
    let line = slots[Int(slot)].line.rawValue
    if before < 0 { lines[line].first = after } else { slots[Int(before)].after = after }
    if after < 0 { lines[line].last = before } else { slots[Int(after)].before = before }
  }
}

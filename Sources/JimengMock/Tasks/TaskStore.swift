import StrictJSON

/// The tasks of one session, bounded. It owns which of them are still known, and nothing of what
/// they answer. Lookup and insert take the same time however many there are: no timer, no scan.
struct TaskStore {
  let pace: TaskPace
  let countMax: Int
  /// How many had to go to make room.
  private(set) var evictedCount = 0

  private var slots = ContiguousArray<Slot>()
  private var freeSlots: [Int32] = []
  private var indices: [JSONName: Int32] = [:]
  private var lines: [Line: Ends] = [:]
  private var nextSequence: UInt64 = 0

  static let countMaxDefault = 100_000

  /// - Parameter countMax: at least 1.
  init(pace: TaskPace, countMax: Int = Self.countMaxDefault) {
    self.pace = pace
    self.countMax = min(max(1, countMax), Int(Int32.max))
  }

  var count: Int { indices.count }

  /// Takes a task in; where there is no room, the oldest finished one goes, and where none has
  /// finished, the oldest. A task with an id that is known takes the other's place.
  mutating func insert(_ task: VideoTask, at now: MockInstant) {
    if let known = indices[JSONName(task.id)] { remove(known) }
    if count == countMax, let slot = slotToEvict(at: now) {
      remove(slot)
      evictedCount += 1
    }
    let slot = Slot(task: task, sequence: nextSequence, line: line(of: task.outcome))
    nextSequence += 1
    let index: Int32
    if let free = freeSlots.popLast() {
      index = free
      slots[Int(index)] = slot
    } else {
      index = Int32(slots.count)
      slots.append(slot)
    }
    indices[JSONName(task.id)] = index
    link(index)
  }

  /// Counts a fetch and gives the task as that fetch sees it; nil when no task has that id.
  mutating func fetch(_ id: String, at now: MockInstant) -> (VideoTask, TaskProgress)? {
    guard let index = indices[JSONName(id)] else { return nil }
    slots[Int(index)].task.countPoll(at: now, pace: pace)
    let task = slots[Int(index)].task
    if task.endedByPoll != nil, slots[Int(index)].line != .ended {
      unlink(index)
      slots[Int(index)].line = .ended
      link(index)
    }
    return (task, TaskProgress(of: task, at: now, pace: pace))
  }

  /// Looks without counting: for the mock's own side.
  func peek(_ id: String, at now: MockInstant) -> (VideoTask, TaskProgress)? {
    guard let index = indices[JSONName(id)] else { return nil }
    let task = slots[Int(index)].task
    return (task, TaskProgress(of: task, at: now, pace: pace))
  }

  /// The newest tasks, newest first. Goes through all of them: for people, not for requests.
  func newest(_ countWanted: Int, at now: MockInstant) -> [(VideoTask, TaskProgress)] {
    indices.values.map { slots[Int($0)] }.sorted { $0.sequence > $1.sequence }
      .prefix(max(0, countWanted))
      .map { ($0.task, TaskProgress(of: $0.task, at: now, pace: pace)) }
  }

  mutating func removeAll() {
    self = TaskStore(pace: pace, countMax: countMax)
  }
}

// MARK: - Who goes first

extension TaskStore {
  /// Tasks stand in lines in which the first is the one that ends first, so that looking at the
  /// heads is enough.
  fileprivate enum Line: CaseIterable {
    /// Ended by a poll, in that order.
    case ended
    /// All take as long, so the oldest ends first.
    case usual
    /// Given up after their own number of minutes; of different numbers, by age.
    case timedOut
    case endless
  }

  fileprivate struct Ends {
    var first: Int32
    var last: Int32
  }

  /// A task and its neighbours in its line; -1 for none.
  fileprivate struct Slot {
    var task: VideoTask
    let sequence: UInt64
    var line: Line
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

  private func slotToEvict(at now: MockInstant) -> Int32? {
    let heads = Line.allCases.compactMap { lines[$0]?.first }
    let ended = heads.filter { slots[Int($0)].task.ended(at: now, pace: pace) != nil }
    return (ended.isEmpty ? heads : ended).min {
      slots[Int($0)].sequence < slots[Int($1)].sequence
    }
  }

  private mutating func remove(_ index: Int32) {
    unlink(index)
    indices[JSONName(slots[Int(index)].task.id)] = nil
    freeSlots.append(index)
  }

  private mutating func link(_ index: Int32) {
    let line = slots[Int(index)].line
    slots[Int(index)].after = -1
    guard let ends = lines[line] else {
      slots[Int(index)].before = -1
      lines[line] = Ends(first: index, last: index)
      return
    }
    slots[Int(index)].before = ends.last
    slots[Int(ends.last)].after = index
    lines[line]?.last = index
  }

  private mutating func unlink(_ index: Int32) {
    let slot = slots[Int(index)]
    if slot.before >= 0 { slots[Int(slot.before)].after = slot.after }
    if slot.after >= 0 { slots[Int(slot.after)].before = slot.before }
    guard var ends = lines[slot.line] else { return }
    if ends.first == index { ends.first = slot.after }
    if ends.last == index { ends.last = slot.before }
    lines[slot.line] = ends.first < 0 ? nil : ends
  }
}

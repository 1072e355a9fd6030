/// The scenarios that the next requests of a session get, in order; then all is as before.
struct ScenarioQueue: Equatable, Sendable {
  static let entryCountMax = 1000
  static let timesMax = 1_000_000

  struct Entry: Equatable, Sendable {
    let name: String
    fileprivate(set) var timesLeft: Int
  }

  private var stored: [Entry] = []
  /// Where the queue begins: what lies before is used up.
  private var firstIndex = 0

  /// What is still to come.
  var entries: ArraySlice<Entry> { stored[firstIndex...] }

  /// The scenario of the next request.
  var head: String? { entries.first?.name }

  var isEmpty: Bool { entries.isEmpty }

  /// How many requests it takes to empty it.
  var timesLeft: Int { entries.reduce(0) { $0 + $1.timesLeft } }

  mutating func append(_ name: String, times: Int = 1) throws(ScenarioQueueError) {
    guard (1...Self.timesMax).contains(times) else { throw .timesOutOfRange(times) }
    guard entries.count < Self.entryCountMax else { throw .full }
    stored.append(Entry(name: name, timesLeft: times))
  }

  /// Uses the head up by one: to be called when a request got it, and not merely asked.
  mutating func useHead() {
    guard firstIndex < stored.count else { return }
    stored[firstIndex].timesLeft -= 1
    guard stored[firstIndex].timesLeft == 0 else { return }
    firstIndex += 1
    // At half, so that an entry is moved once at most on average.
    if firstIndex * 2 >= stored.count {
      stored.removeFirst(firstIndex)
      firstIndex = 0
    }
  }

  mutating func removeAll() {
    self = ScenarioQueue()
  }

  /// By what is still to come.
  static func == (left: ScenarioQueue, right: ScenarioQueue) -> Bool {
    left.entries == right.entries
  }
}

/// Why a scenario was not queued.
enum ScenarioQueueError: Error, Equatable, CustomStringConvertible {
  case timesOutOfRange(Int)
  case full

  var description: String {
    switch self {
    case .timesOutOfRange(let times):
      "times is \(times), and must be 1 to \(ScenarioQueue.timesMax)"
    case .full: "the queue holds \(ScenarioQueue.entryCountMax) entries and takes no more"
    }
  }
}

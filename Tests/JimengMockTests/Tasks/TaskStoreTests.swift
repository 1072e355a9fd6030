import Testing

@testable import JimengMock

@Suite struct TaskStoreTests {
  private let start = MockInstant(unixSeconds: 1_748_191_710)

  private func task(
    _ id: String, _ outcome: TaskOutcome = .success, after: Duration = .zero
  ) -> VideoTask {
    VideoTask(
      id: id, submitted: start + after,
      parameters: TaskParameters(aspectRatio: nil, seconds: 5), outcome: outcome)
  }

  private func known(_ store: TaskStore) -> [String] {
    var copy = store
    return copy.newest(.max, at: start).map(\.0.id)
  }

  @Test("gives back what was put in, and nothing else")
  func lookup() {
    var store = TaskStore(pace: TaskPace())
    store.insert(task("1000000000001"), at: start)
    #expect(store.fetch("1000000000001", at: start)?.0.id == "1000000000001")
    #expect(store.fetch("1000000000002", at: start) == nil)
    #expect(store.fetch("", at: start) == nil)
    #expect(store.peek("1000000000001", at: start)?.0.pollCount == 1)
  }

  @Test("compares ids by code point, not by canonical equivalence")
  func codePoints() {
    var store = TaskStore(pace: TaskPace())
    store.insert(task("K"), at: start)
    #expect(store.fetch("\u{212A}", at: start) == nil)
  }

  @Test("drops the oldest when none has finished")
  func oldest() {
    var store = TaskStore(pace: TaskPace(), countMax: 3)
    for number in 1...5 { store.insert(task("\(number)"), at: start) }
    #expect(known(store) == ["5", "4", "3"])
    #expect(store.evictedCount == 2)
  }

  @Test("drops the oldest that has finished before an older one that has not")
  func finishedFirst() {
    var store = TaskStore(pace: TaskPace(), countMax: 4)
    store.insert(task("stuck", .stopAt(.queued)), at: start)
    store.insert(task("timed", .timeout(minutes: 60)), at: start)
    store.insert(task("done"), at: start)
    store.insert(task("young", after: .seconds(20)), at: start + .seconds(20))
    store.insert(task("new", after: .seconds(31)), at: start + .seconds(31))
    #expect(known(store) == ["new", "young", "timed", "stuck"])
    store.insert(task("next", after: .seconds(32)), at: start + .seconds(32))
    #expect(
      known(store) == ["next", "new", "young", "timed"], "none has finished: the oldest goes")
    store.insert(task("last", after: .seconds(3600)), at: start + .seconds(3600))
    #expect(known(store) == ["last", "next", "new", "young"])
  }

  @Test("drops what polls have finished, and leaves what they have not")
  func finishedByPoll() {
    var store = TaskStore(pace: TaskPace(mode: .poll), countMax: 3)
    for id in ["a", "b", "c"] { store.insert(task(id), at: start) }
    for _ in 0..<11 { _ = store.fetch("b", at: start) }
    store.insert(task("d"), at: start)
    #expect(known(store) == ["d", "c", "a"])
    store.insert(task("e"), at: start)
    #expect(known(store) == ["e", "d", "c"])
  }

  @Test("an id that comes again takes the place of the first")
  func sameID() {
    // Before a lookup, after one, and in another line than the first.
    for (looksBefore, outcome) in [(true, TaskOutcome.withoutURL), (false, .withoutURL)]
      + [(true, .stopAt(.queued)), (false, .stopAt(.queued))]
    {
      var store = TaskStore(pace: TaskPace(), countMax: 3)
      store.insert(task("a"), at: start)
      if looksBefore { #expect(store.peek("a", at: start)?.0.outcome == .success) }
      store.insert(task("a", outcome), at: start)
      store.insert(task("b"), at: start)
      #expect(store.peek("a", at: start)?.0.outcome == outcome)
      #expect(store.count == 2 && store.evictedCount == 0)
      store.insert(task("c"), at: start)
      #expect(known(store) == ["c", "b", "a"])
    }
  }

  @Test("lets everything go, counts it, and goes on")
  func evictsAll() {
    var store = TaskStore(pace: TaskPace(), countMax: 1)
    store.insert(task("a"), at: start)
    store.evictAll()
    #expect(store.count == 0 && store.evictedCount == 1)
    store.insert(task("b"), at: start)
    #expect(known(store) == ["b"])
  }

  @Test("agrees with a plain list over a long random life", arguments: [1, 2, 3] as [UInt64])
  func model(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pace = TaskPace(renderDuration: .seconds(10))
    var store = TaskStore(pace: pace, countMax: 20)
    var model: [VideoTask] = []
    for number in 0..<2000 {
      let now = start + .milliseconds(400 * number)
      let outcomes: [TaskOutcome] = [.success, .success, .stopAt(.queued), .timeout(minutes: 1)]
      let outcome = outcomes.randomElement(using: &generator) ?? .success
      let new = task("\(number)", outcome, after: .milliseconds(400 * number))
      if model.count == 20 {
        let finished = model.firstIndex { $0.ended(at: now, pace: pace) != nil }
        model.remove(at: finished ?? 0)
      }
      model.append(new)
      store.insert(new, at: now)
      #expect(known(store) == model.reversed().map(\.id))
      guard number.isMultiple(of: 5) else { continue }
      for task in model { #expect(store.peek(task.id, at: now)?.0.id == task.id) }
    }
  }

  @Test("takes a hundred thousand tasks and more without slowing down")
  func many() {
    var store = TaskStore(pace: TaskPace())
    for number in 0..<150_000 { store.insert(task("\(1_000_000_000_000 + number)"), at: start) }
    #expect(store.count == TaskStore.countMaxDefault)
    let evictedCount = 150_000 - TaskStore.countMaxDefault
    #expect(store.evictedCount == evictedCount)
    #expect(store.peek("\(1_000_000_000_000 + evictedCount - 1)", at: start) == nil)
    #expect(store.peek("\(1_000_000_000_000 + evictedCount)", at: start) != nil)
  }
}

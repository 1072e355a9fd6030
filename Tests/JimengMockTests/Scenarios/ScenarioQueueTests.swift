import Testing

@testable import JimengMock

@Suite struct ScenarioQueueTests {
  @Test("gives each entry as often as asked, in order, then nothing")
  func order() throws {
    var queue = ScenarioQueue()
    try queue.append("rate-limited", times: 2)
    try queue.append("slow")
    #expect(queue.timesLeft == 3)
    var names: [String] = []
    while let head = queue.head {
      names.append(head)
      queue.useHead()
      if names.count == 2 { try queue.append("stall", times: 2) }
    }
    #expect(names == ["rate-limited", "rate-limited", "slow", "stall", "stall"])
    #expect(queue.isEmpty)
    #expect(queue == ScenarioQueue())
    queue.useHead()
    #expect(queue.isEmpty)
  }

  @Test("refuses times out of range", arguments: [0, -1, Int.min, 1_000_001, Int.max])
  func times(times: Int) {
    var queue = ScenarioQueue()
    #expect(throws: ScenarioQueueError.timesOutOfRange(times)) {
      try queue.append("slow", times: times)
    }
  }

  @Test("is bounded by what is still to come")
  func bounded() throws {
    var queue = ScenarioQueue()
    for _ in 0..<ScenarioQueue.entryCountMax { try queue.append("slow") }
    #expect(throws: ScenarioQueueError.full) { try queue.append("slow") }
    queue.useHead()
    try queue.append("stall")
    #expect(queue.entries.last?.name == "stall")
    #expect(queue.entries.count == ScenarioQueue.entryCountMax)
    queue.removeAll()
    #expect(queue.isEmpty)
  }
}

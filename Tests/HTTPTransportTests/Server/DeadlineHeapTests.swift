import Testing

@testable import HTTPTransport

@Suite("A heap of deadlines")
struct DeadlineHeapTests {
  @Test("gives the slots in the order of their deadlines, and none before its time")
  func givesInOrder() {
    var heap = DeadlineHeap()
    for (slot, deadline) in [30, 10, 50, 20, 40].enumerated() {
      heap.set(UInt32(slot), to: UInt64(deadline))
    }
    #expect(heap.earliest == 10)
    #expect(heap.popDue(at: 9) == nil)
    #expect((0..<6).map { _ in heap.popDue(at: 45) } == [1, 3, 0, 4, nil, nil])
    #expect(heap.earliest == 50)
  }

  @Test("keeps one deadline a slot, the last that was set; none for .max")
  func replaces() {
    var heap = DeadlineHeap()
    heap.set(3, to: 10)
    heap.set(3, to: 30)
    heap.set(1, to: 20)
    #expect(heap.count == 2)
    heap.set(1, to: .max)
    heap.clear(7)
    #expect(heap.count == 1 && heap.earliest == 30)
    heap.clear(3)
    #expect(heap.count == 0 && heap.earliest == .max)
  }

  @Test("does as a sorted list does, whatever is set and cleared")
  func agreesWithList() {
    var heap = DeadlineHeap()
    var list: [UInt32: UInt64] = [:]
    var state: UInt64 = 1
    for round in 0..<3_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let slot = UInt32(state >> 33) % 50
      let deadline = (state >> 40) % 10_000
      switch (state >> 60) % 4 {
      case 0: heap.clear(slot)
      case 1:
        let due = heap.popDue(at: deadline)
        if let due {
          #expect(list[due] == list.values.min())
          list[due] = nil
        }
        continue
      default: heap.set(slot, to: deadline)
      }
      list[slot] = (state >> 60) % 4 == 0 ? nil : deadline
      if heap.earliest != list.values.min() ?? .max || heap.count != list.count {
        Issue.record("round \(round)")
      }
    }
  }
}

import Testing

@testable import JimengMock

@Suite struct TaskIndexTests {
  @Test("finds what a dictionary finds, whatever comes and goes, few hashes or many")
  func model() {
    var generator = SeededGenerator(seed: 7)
    for hashCount in [1, 3, 1000] as [UInt32] {
      var index = TaskIndex()
      var model: [Int: UInt32] = [:]
      var free: [Int] = []
      for _ in 0..<2000 {
        if model.count > 20, Bool.random(using: &generator),
          let slot = model.keys.randomElement(using: &generator)
        {
          index.remove(slot: slot)
          model[slot] = nil
          free.append(slot)
        } else {
          let slot = free.popLast() ?? model.count
          let hash = UInt32.random(in: 0..<hashCount, using: &generator)
          index.insert(hash, slot: slot)
          model[slot] = hash
        }
      }
      #expect(index.count == model.count)
      for (slot, hash) in model {
        #expect(index.slot(of: hash) { $0 == slot } == slot)
        #expect(index.slot(of: hash &+ 1) { $0 == slot } == nil)
      }
      for slot in free { #expect(index.slot(of: 0) { $0 == slot } == nil) }
    }
  }
}

/// The open connections by slot. A slot is used again, its generation is not: so a token finds the
/// connection it was made for, or none.
struct ConnectionTable {
  private var slots = ContiguousArray<ConnectionDriver?>()
  private var generations = ContiguousArray<UInt32>()
  private var free = ContiguousArray<UInt32>()

  var count: Int { slots.count - free.count }
  var isEmpty: Bool { count == 0 }

  subscript(token: PollToken) -> ConnectionDriver? {
    guard Int(token.slot) < slots.count, generations[Int(token.slot)] == token.generation else {
      return nil
    }
    return slots[Int(token.slot)]
  }

  /// Whichever connection has the slot now.
  subscript(slot slot: UInt32) -> ConnectionDriver? {
    Int(slot) < slots.count ? slots[Int(slot)] : nil
  }

  mutating func insert(_ make: (PollToken) -> ConnectionDriver) -> ConnectionDriver {
    let slot = free.popLast() ?? UInt32(slots.count)
    if Int(slot) == slots.count {
      slots.append(nil)
      generations.append(0)
    }
    let driver = make(PollToken(slot: slot, generation: generations[Int(slot)]))
    slots[Int(slot)] = driver
    return driver
  }

  mutating func remove(_ token: PollToken) {
    guard self[token] != nil else { return }
    slots[Int(token.slot)] = nil
    generations[Int(token.slot)] &+= 1
    free.append(token.slot)
  }

  /// Visits every connection that was open at the call; `body` may close it.
  func visit(_ body: (ConnectionDriver) -> Void) {
    for driver in slots {
      if let driver { body(driver) }
    }
  }
}

/// When the loop has to wake up: at most one instant a connection slot, as a binary heap that knows
/// where each slot stands. Reading the earliest is free; setting and clearing cost the logarithm of
/// the count. So 10,000 delayed responses cost nothing until one is due.
struct DeadlineHeap {
  private struct Entry {
    let deadline: UInt64
    let slot: UInt32
  }

  private var entries = ContiguousArray<Entry>()
  /// By slot: the place in `entries`, or -1.
  private var places = ContiguousArray<Int>()

  var count: Int { entries.count }

  /// In monotonic nanoseconds; `.max` when there is none.
  var earliest: UInt64 { entries.first?.deadline ?? .max }

  /// Takes out a slot whose deadline is not after `now`.
  mutating func popDue(at now: UInt64) -> UInt32? {
    guard let first = entries.first, first.deadline <= now else { return nil }
    clear(first.slot)
    return first.slot
  }

  /// Replaces the slot's deadline; `.max` is none.
  mutating func set(_ slot: UInt32, to deadline: UInt64) {
    clear(slot)
    guard deadline != .max else { return }
    while places.count <= Int(slot) { places.append(-1) }
    entries.append(Entry(deadline: deadline, slot: slot))
    rise(from: entries.count - 1)
  }

  mutating func clear(_ slot: UInt32) {
    guard Int(slot) < places.count, places[Int(slot)] >= 0 else { return }
    let place = places[Int(slot)]
    places[Int(slot)] = -1
    let last = entries.removeLast()
    guard place < entries.count else { return }
    put(last, at: place)
    sink(from: place)
    rise(from: place)
  }

  private mutating func put(_ entry: Entry, at place: Int) {
    entries[place] = entry
    places[Int(entry.slot)] = place
  }

  private mutating func rise(from start: Int) {
    let entry = entries[start]
    var place = start
    while place > 0, entries[(place - 1) / 2].deadline > entry.deadline {
      put(entries[(place - 1) / 2], at: place)
      place = (place - 1) / 2
    }
    put(entry, at: place)
  }

  private mutating func sink(from start: Int) {
    let entry = entries[start]
    var place = start
    while place * 2 + 1 < entries.count {
      var child = place * 2 + 1
      if child + 1 < entries.count, entries[child + 1].deadline < entries[child].deadline {
        child += 1
      }
      guard entries[child].deadline < entry.deadline else { break }
      put(entries[child], at: place)
      place = child
    }
    put(entry, at: place)
  }
}

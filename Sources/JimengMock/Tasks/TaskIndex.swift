/// Finds slots by the ids of their tasks: hash chains that run through two plain arrays, so that an
/// id costs twelve bytes and no allocation. It keeps no id; whoever asks compares.
struct TaskIndex {
  /// A slot's place in its chain; -1 ends one.
  private struct Link {
    var hash: UInt32 = 0
    var next: Int32 = -1
  }

  private var links = ContiguousArray<Link>()
  /// The first slot of each chain. A power of two of them.
  private var chains = ContiguousArray<Int32>(repeating: -1, count: 16)
  private(set) var count = 0

  /// The slot among those of this hash that `isWanted`.
  func slot(of hash: UInt32, where isWanted: (Int) -> Bool) -> Int? {
    var slot = Int(chains[chain(of: hash)])
    while slot >= 0 {
      if links[slot].hash == hash, isWanted(slot) { return slot }
      slot = Int(links[slot].next)
    }
    return nil
  }

  /// - Parameter slot: one that is in no chain.
  mutating func insert(_ hash: UInt32, slot: Int) {
    if count == chains.count { grow() }
    while slot >= links.count { links.append(Link()) }
    links[slot].hash = hash
    link(slot)
    count += 1
  }

  /// - Parameter slot: one that was inserted.
  mutating func remove(slot: Int) {
    let chain = chain(of: links[slot].hash)
    let next = links[slot].next
    var before = Int(chains[chain])
    if before == slot {
      chains[chain] = next
    } else {
      while Int(links[before].next) != slot { before = Int(links[before].next) }
      links[before].next = next
    }
    links[slot].next = -1
    count -= 1
  }

  /// Ids are short, and the mock makes them itself, so nobody can choose them to collide.
  static func hash(_ id: String) -> UInt32 { UInt32(truncatingIfNeeded: id.utf8.fnv1a()) }

  private func chain(of hash: UInt32) -> Int {
    Int(hash ^ hash >> 15) & (chains.count - 1)
  }

  private mutating func link(_ slot: Int) {
    let chain = chain(of: links[slot].hash)
    links[slot].next = chains[chain]
    chains[chain] = Int32(slot)
  }

  private mutating func grow() {
    let old = chains
    chains = ContiguousArray(repeating: -1, count: 2 * old.count)
    for first in old {
      var slot = Int(first)
      while slot >= 0 {
        let next = Int(links[slot].next)
        link(slot)
        slot = next
      }
    }
  }
}

/// The names of sessions that had to go with what they knew, so that one that comes again under
/// such a name does not pass for one that was never asked anything.
///
/// Bounded: two generations of hashes, of which the older one goes when the younger is full. A
/// collision of 64 bits costs a doubt that is none, never a false certainty.
struct EvictedNames {
  /// At least so many of the latest are remembered, and at most twice as many: a mebibyte.
  static let countMaxDefault = 32_768

  private let countMax: Int
  private var younger: Set<UInt64> = []
  private var older: Set<UInt64> = []

  init(countMax: Int = Self.countMaxDefault) {
    self.countMax = max(1, countMax)
  }

  func contains(_ name: String) -> Bool {
    guard !younger.isEmpty || !older.isEmpty else { return false }
    let hash = SessionName.hash(name)
    return younger.contains(hash) || older.contains(hash)
  }

  mutating func insert(_ name: String) {
    if younger.count >= countMax {
      older = younger
      younger = []
    }
    younger.insert(SessionName.hash(name))
  }

  /// - Returns: whether it was among them.
  @discardableResult
  mutating func remove(_ name: String) -> Bool {
    guard contains(name) else { return false }
    let hash = SessionName.hash(name)
    younger.remove(hash)
    older.remove(hash)
    return true
  }
}

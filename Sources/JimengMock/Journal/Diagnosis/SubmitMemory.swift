/// Remembers the bodies of the latest accepted submits by their hashes. A fixed table: a newer body
/// takes the place of an older one, so a double may be missed among thousands, never invented
/// but by a collision of 64 bits.
struct SubmitMemory: Sendable {
  private struct Slot: Sendable {
    var hash: UInt64 = 0
    var time = Int64.min
    var id = 0
  }

  private static let slotCount = 256
  private var slots: ContiguousArray<Slot> = []

  /// The number of the request with the same body, when it came less than `window` before.
  mutating func remember(
    _ body: ContiguousArray<UInt8>, id: Int, at time: Int64, windowNanoseconds: Int64
  ) -> Int? {
    if slots.isEmpty { slots = ContiguousArray(repeating: Slot(), count: Self.slotCount) }
    let hash = Self.hash(body)
    let index = Int(truncatingIfNeeded: hash >> 56)
    let known = slots[index]
    slots[index] = Slot(hash: hash, time: time, id: id)
    guard known.id > 0, known.hash == hash else { return nil }
    let (age, isTooOld) = time.subtractingReportingOverflow(known.time)
    return !isTooOld && (0..<windowNanoseconds).contains(age) ? known.id : nil
  }

  /// Eight bytes a step, mixed as SplitMix64 mixes. Not against anyone who seeks a collision: they
  /// would win a wrong warning.
  static func hash(_ body: ContiguousArray<UInt8>) -> UInt64 {
    body.withUnsafeBytes { bytes in
      var hash = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
      var offset = 0
      while offset + 8 <= bytes.count {
        hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      var last: UInt64 = 0
      for byte in bytes[offset...] { last = last << 8 | UInt64(byte) }
      return mix(mix(hash ^ last))
    }
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value &* 0xBF58_476D_1CE4_E5B9
    return product ^ (product >> 29)
  }
}

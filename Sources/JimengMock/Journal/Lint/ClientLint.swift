import HTTPTransport
import OpenAPIContract

/// Finds known mistakes of clients in the requests of one session, in order. Its memory is bounded,
/// and it allocates nothing for a request.
struct ClientLint: Sendable {
  /// What the request was to the service.
  enum Role: Sendable {
    /// - Parameter isAccepted: whether it became a task, which is when it is billed.
    case submit(isAccepted: Bool)
    /// - Parameters:
    ///   - taskID: percent-decoded.
    ///   - hadEnded: whether an earlier answer told the client that the task had ended.
    case fetch(taskID: String, hadEnded: Bool)
    /// - Parameters:
    ///   - hasNoID: whether one of the ids is none.
    ///   - hadEnded: as with `fetch`, of any of the tasks.
    case fetchBatch(hasNoID: Bool, hadEnded: Bool)
    case other
  }

  /// Two equal submits within it look like one that was sent twice.
  private static let doubleWindowNanoseconds: Int64 = 1_000_000_000

  private var submits = SubmitMemory()

  init() {}

  /// - Parameters:
  ///   - id: the number that the request has in the journal.
  ///   - time: Unix nanoseconds of the real clock, since a virtual clock may leap.
  mutating func check(
    _ request: HTTPRequest, as role: Role, violations: [Violation], id: Int, at time: Int64
  ) -> Warnings {
    var warnings = Warnings()
    if Self.hasPlaceholderKey(request) { warnings.insert(.placeholderKey) }
    if !violations.isEmpty, violations.contains(where: \.isNumberAsString) {
      warnings.insert(.numberAsString)
    }
    switch role {
    case .submit(isAccepted: true):
      let doubled = submits.remember(
        request.body, id: id, at: time, windowNanoseconds: Self.doubleWindowNanoseconds)
      if let doubled { warnings.insertDouble(of: doubled) }
    case .fetch(let taskID, let hadEnded):
      if Self.isNoID(taskID) { warnings.insert(.pollingWithoutID) }
      if hadEnded { warnings.insert(.pollingAfterEnd) }
    case .fetchBatch(let hasNoID, let hadEnded):
      if hasNoID { warnings.insert(.pollingWithoutID) }
      if hadEnded { warnings.insert(.pollingAfterEnd) }
    case .other:
      // A path that is served holds no placeholder.
      if request.withPath(Self.hasPlaceholderBase) { warnings.insert(.placeholderBaseURL) }
    case .submit(isAccepted: false): break
    }
    return warnings
  }

  private static func hasPlaceholderKey(_ request: HTTPRequest) -> Bool {
    func isPlaceholder(_ value: UnsafeBufferPointer<UInt8>?) -> Bool {
      value?.firstOffset(of: "YOUR_API_KEY") != nil
    }
    return request.fields.withValue(of: "authorization", isPlaceholder)
      || request.fields.withValue(of: "x-api-key", isPlaceholder)
  }

  /// With its braces, encoded or not. A bare `/BASE_URL` is the page's own path.
  private static func hasPlaceholderBase(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let offset = path.firstOffset(of: "BASE_URL"), offset > 0 else { return false }
    let before = UnsafeBufferPointer(rebasing: path[..<offset])
    return before.last == UInt8(ascii: "{") || before.endsIgnoringCase(with: "%7b")
  }

  /// What an absent value looks like in a URL: Python, JavaScript, Go, Ruby, and templates that
  /// were not filled in.
  static func isNoID(_ text: String) -> Bool {
    guard text.utf8.count <= 16 else { return false }
    switch text.lowercased() {
    case "", "none", "null", "nil", "undefined", "nan", "<nil>", "[object object]", "{task_id}",
      "{{task_id}}", ":task_id", "%s", "data":
      return true
    default: return false
    }
  }
}

/// Remembers the bodies of the latest accepted submits by their hashes. A fixed table: a newer body
/// takes the slot of an older one, so among thousands a double may be missed. None is invented but
/// by a collision of 64 bits.
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

  /// Eight bytes a step, mixed as SplitMix64 mixes. A client that seeks a collision only gets a
  /// wrong warning.
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

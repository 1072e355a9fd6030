import HTTPTransport
import OpenAPIContract

/// Finds known mistakes of clients in the requests of one session, in order. Bounded memory, and no
/// allocation for a request.
struct Diagnosis: Sendable {
  /// What the request was to the service.
  enum Role: Sendable {
    /// - Parameter isAccepted: whether it became a task, which is when it is billed.
    case submit(isAccepted: Bool)
    /// - Parameters:
    ///   - taskID: percent-decoded.
    ///   - hadEnded: whether an earlier answer told the client that the task was at its end.
    case fetch(taskID: String, hadEnded: Bool)
    /// - Parameters:
    ///   - hasNoID: whether one of the ids is none.
    ///   - hadEnded: as with `fetch`, of any of the tasks.
    case fetchBatch(hasNoID: Bool, hadEnded: Bool)
    case other
  }

  /// Two submits within it look like one that was sent twice.
  private static let doubleWindowNanoseconds: Int64 = 1_000_000_000

  private var submits = SubmitMemory()

  init() {}

  /// - Parameters:
  ///   - id: the number that the request has in the journal.
  ///   - time: Unix nanoseconds of the real clock, since a virtual one may leap.
  mutating func examine(
    _ request: HTTPRequest, as role: Role, violations: [Violation], id: Int, at time: Int64
  ) -> DiagnosisFindings {
    var findings = DiagnosisFindings()
    if Self.hasPlaceholderKey(request) { findings.insert(.placeholderKey) }
    if !violations.isEmpty, violations.contains(where: \.isNumberAsString) {
      findings.insert(.numberAsString)
    }
    switch role {
    case .submit(isAccepted: true):
      let doubled = submits.remember(
        request.body, id: id, at: time, windowNanoseconds: Self.doubleWindowNanoseconds)
      if let doubled { findings.insertDouble(of: doubled) }
    case .fetch(let taskID, let hadEnded):
      if Self.isNoID(taskID) { findings.insert(.pollingWithoutID) }
      if hadEnded { findings.insert(.pollingAfterEnd) }
    case .fetchBatch(let hasNoID, let hadEnded):
      if hasNoID { findings.insert(.pollingWithoutID) }
      if hadEnded { findings.insert(.pollingAfterEnd) }
    case .other:
      // A path that is served holds no placeholder.
      if request.withPath(Self.hasPlaceholderBase) { findings.insert(.placeholderBaseURL) }
    case .submit(isAccepted: false): break
    }
    return findings
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

  /// What an absent value looks like once it has been put into a URL: Python, JavaScript, Go, Ruby,
  /// and templates that nobody filled in.
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

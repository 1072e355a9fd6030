import HTTPTransport
import OpenAPIContract
import StrictJSON

/// One request and its answer. Their bytes lie as they were in one block, whose memory the journal
/// uses again. Whatever is read out of an entry is masked by the keys of its session at that time.
struct JournalEntry: Sendable {
  /// From 1, in the order of arrival; unique within its session until that is reset.
  fileprivate(set) var id = 0
  let session: String
  /// False when nothing of the request is known but that there was one.
  fileprivate(set) var hasRequestLine = true
  fileprivate var sentMethod = HTTPMethod.get
  fileprivate(set) var version = HTTPVersion.http11
  fileprivate(set) var exchange = JournalExchange(connection: 0, time: 0)
  /// Nil when no answer with a status was sent.
  fileprivate(set) var status: Int?
  /// Of the whole body, of which `body` may be only the beginning.
  fileprivate(set) var bodyByteCount = 0
  fileprivate(set) var answerByteCount = 0
  /// Of the answer's content.
  fileprivate(set) var bytesWritten = 0
  /// From the complete request to the end of its answer; nil until then.
  fileprivate(set) var durationNanoseconds: Int64?

  /// Whether all of the body is kept.
  private(set) var isBodyWhole = true

  /// What this entry counts for against the journal's bound.
  private(set) var byteCost = 0

  /// Target, header fields, body, and the answer's fields and content, one behind the other.
  private var bytes = ByteBlock()
  private var pathEnd = 0
  private var targetEnd = 0
  private var fieldsEnd = 0
  private var headEnd = 0
  private var bodyEnd = 0
  private var answerHeadEnd = 0

  /// What is masked in whatever is read. The journal sets it on a copy that it gives away.
  var keys = KnownKeys()

  /// Memory that an entry takes besides its bytes, roughly.
  private static let fixedByteCount = 512
  /// Memory that a violation takes besides its message, roughly.
  private static let violationByteCount = 256
  /// A block of memory up to this size stays for the next entry in its place.
  private static let keptCapacityMax = 2048

  /// An empty place in the journal of a session.
  init(session: String = "") {
    self.session = session
  }
}

extension JournalEntry {
  var connection: Int { exchange.connection }
  var time: Int64 { exchange.time }
  var validation: ValidationResult {
    exchange.annotations.map { keys.masked($0.validation) } ?? ValidationResult()
  }
  var violations: [Violation] { validation.violations }
  var hasViolations: Bool { exchange.hasViolations }
  var refusal: String? { exchange.annotations?.refusal.map(keys.masked) }
  var scenario: String? { exchange.annotations?.scenario?.name }
  var via: String? { exchange.annotations?.scenario?.source.rawValue }
  var outcome: JournalOutcome { exchange.outcome }

  var method: HTTPMethod {
    sentMethod.isKnown
      ? sentMethod : HTTPMethod(rawValue: keys.masked(sentMethod.rawValue))
  }

  /// As it was sent.
  var target: String {
    bytes.withBytes(0..<pathEnd) { keys.text($0) } + (query.map { "?" + $0 } ?? "")
  }

  /// As it was served: without the query, without what only chose a session or a scenario, and
  /// without needless percent-encoding.
  var path: String { withPath { String(decoding: $0, as: UTF8.self) } }

  /// What follows the first `?`, encoded as it was sent.
  var query: String? {
    guard pathEnd < targetEnd else { return nil }
    return bytes.withBytes((pathEnd + 1)..<targetEnd) {
      keys.text($0, CredentialFinder.inQuery($0))
    }
  }

  /// The header fields in the order sent; of a head that was refused, also the lines that are no
  /// fields, or not whole ones.
  var headers: [(name: String, value: String)] {
    fields(targetEnd..<fieldsEnd) + lines(fieldsEnd..<headEnd).map(unreadField)
  }

  /// Those of the answer, but for Date, Content-Length and Connection, which the server adds last.
  var answerHeaders: [(name: String, value: String)] { fields(bodyEnd..<answerHeadEnd) }

  private func fields(_ range: Range<Int>) -> [(name: String, value: String)] {
    lines(range).compactMap { line in
      line.withUnsafeBufferPointer { line in
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = UnsafeBufferPointer(rebasing: line[..<colon])
        let value = UnsafeBufferPointer(rebasing: Self.trimmed(line[(colon + 1)...]))
        return (keys.text(name), keys.text(value, CredentialFinder.inField(name, value)))
      }
    }
  }

  private func lines(_ range: Range<Int>) -> [[UInt8]] {
    bytes.withBytes(range) { lines in
      lines.split(separator: UInt8(ascii: "\n")).filter { !Self.trimmed($0).isEmpty }
        .map(Array.init)
    }
  }

  private static func trimmed(
    _ text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var text = text.drop(while: CredentialFinder.isBlank)
    while let last = text.last, CredentialFinder.isBlank(last) { text = text.dropLast() }
    return text
  }

  /// Nothing shows where in such a line a credential may stand: its value is masked unless the name
  /// is that of a harmless field.
  private func unreadField(_ line: [UInt8]) -> (name: String, value: String) {
    line.withUnsafeBufferPointer { line in
      let mask = "\(KnownKeys.mask)"
      guard let found = CredentialFinder.unreadField(line) else { return (mask, mask) }
      let name = UnsafeBufferPointer(rebasing: line[found.name])
      guard CredentialName.isHarmlessField(name) else { return (keys.text(name), mask) }
      let value = UnsafeBufferPointer(rebasing: Self.trimmed(line[found.value]))
      return (keys.text(name), keys.text(value, CredentialFinder.inField(name, value)))
    }
  }

  var isAnswerWhole: Bool { bytes.count - answerHeadEnd == answerByteCount }

  var body: RecordedContent { body(readsJSON: true) }
  var answer: RecordedContent { answer(readsJSON: true) }

  func body(readsJSON: Bool) -> RecordedContent {
    bytes.withBytes(headEnd..<bodyEnd) {
      content(
        $0, CredentialFinder.inBody($0, isWhole: isBodyWhole), isWhole: isBodyWhole,
        readsJSON: readsJSON)
    }
  }

  func answer(readsJSON: Bool) -> RecordedContent {
    bytes.withBytes(answerHeadEnd..<bytes.count) {
      content($0, isWhole: isAnswerWhole, readsJSON: readsJSON)
    }
  }

  /// As much of the answer as was sent, and is kept.
  var sentAnswer: RecordedContent {
    let count = min(bytesWritten, bytes.count - answerHeadEnd)
    return bytes.withBytes(answerHeadEnd..<(answerHeadEnd + count)) {
      content($0, isWhole: count == answerByteCount, readsJSON: false)
    }
  }

  private func content(
    _ bytes: UnsafeBufferPointer<UInt8>, _ spans: [CredentialSpan] = [], isWhole: Bool,
    readsJSON: Bool
  ) -> RecordedContent {
    guard let masked = keys.masked(bytes, spans) else {
      return RecordedContent(bytes, isWhole: isWhole, readsJSON: readsJSON)
    }
    return masked.withUnsafeBufferPointer {
      RecordedContent($0, isWhole: isWhole, readsJSON: readsJSON)
    }
  }

  /// Whether more of the answer was sent than is kept.
  var isSentAnswerCut: Bool { bytesWritten > bytes.count - answerHeadEnd }

  /// Passes the bytes of `path`, without a copy unless it was encoded or is masked.
  func withPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    func pass(_ path: UnsafeBufferPointer<UInt8>) -> Result {
      guard let masked = keys.masked(path) else { return body(path) }
      return masked.withUnsafeBufferPointer(body)
    }
    return bytes.withBytes(pathStart..<pathEnd) { path in
      guard path.contains(UInt8(ascii: "%")) else { return pass(path) }
      return PercentEncoding.decodeUnreserved(path).withUnsafeBufferPointer(pass)
    }
  }

  private var pathStart: Int { min(max(0, exchange.pathPrefixCount), pathEnd) }
}

// MARK: Recording

extension JournalEntry {
  /// Takes over a request and its answer.
  mutating func record(
    id: Int, exchange: JournalExchange, request: HTTPRequest,
    answer: HTTPResponse?, limits: JournalLimits
  ) {
    self.id = id
    self.exchange = exchange
    hasRequestLine = request.hasRequestLine
    sentMethod = hasRequestLine ? request.method : HTTPMethod(rawValue: "-")
    version = request.version
    status = answer?.status.code
    bodyByteCount = request.body.count
    answerByteCount = answer?.body.count ?? 0
    let isOver = exchange.outcome == .answered || exchange.outcome == .refused
    bytesWritten = isOver && sentMethod != .head ? answerByteCount : 0
    durationNanoseconds = isOver ? 0 : nil
    let bodyKept = min(bodyByteCount, limits.bodyBytesMax)
    let answerKept = min(answerByteCount, limits.answerBytesMax)
    bytes.restart(capacity: Self.usualByteCount, keptMax: Self.keptCapacityMax)
    appendHead(of: request)
    bytes.reserve(bodyKept + answerKept)
    isBodyWhole = bodyKept == bodyByteCount
    append(request.body, count: bodyKept)
    bodyEnd = bytes.count
    answer?.withFieldLines { bytes.append($0) }
    answerHeadEnd = bytes.count
    if let answer { append(answer.body, count: answerKept) }
    byteCost = Self.fixedByteCount + bytes.count
    for violation in exchange.annotations?.validation.violations ?? [] {
      byteCost += Self.violationByteCount + violation.message.utf8.count
    }
  }

  /// - Parameter time: when it ended, in Unix nanoseconds.
  mutating func conclude(_ outcome: JournalOutcome, bytesWritten: Int, at time: Int64) {
    exchange.outcome = outcome
    self.bytesWritten = bytesWritten
    let (duration, isTooLong) = time.subtractingReportingOverflow(exchange.time)
    durationNanoseconds = isTooLong ? nil : max(0, duration)
  }

  /// Ends an entry and frees its memory, unless another entry takes its slot at once. Mutating,
  /// because reading an entry out of the array would copy it.
  mutating func evict(keepingMemory: Bool) -> (byteCost: Int, hasViolations: Bool) {
    let past = (byteCost, hasViolations)
    if !keepingMemory { self = JournalEntry(session: session) }
    return past
  }

  /// Room for an ordinary request and its answer, so that they are not moved.
  private static let usualByteCount = 768

  private mutating func appendHead(of request: HTTPRequest) {
    if request.hasRequestLine {
      request.withPath { bytes.append($0) }
    } else {
      bytes.append("-")
    }
    pathEnd = bytes.count
    request.withQuery { query in
      guard !query.isEmpty else { return }
      bytes.append(UInt8(ascii: "?"))
      bytes.append(query)
    }
    targetEnd = bytes.count
    request.fields.withLines { bytes.append($0) }
    fieldsEnd = bytes.count
    if exchange.annotations?.refusal != nil {
      request.fields.withUnreadLines { bytes.append($0) }
    }
    headEnd = bytes.count
  }

  private mutating func append(_ content: ContiguousArray<UInt8>, count: Int) {
    content.withUnsafeBufferPointer { bytes.append($0[..<count]) }
  }
}

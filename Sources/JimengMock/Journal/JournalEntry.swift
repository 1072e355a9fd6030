import HTTPTransport
import OpenAPIContract
import StrictJSON

/// One request and its answer, with every key already masked. All its text lies in one block of
/// bytes, whose memory the journal uses again; strings are made of it when someone asks.
struct JournalEntry: Sendable {
  /// From 1, in the order of arrival; unique within its session until that is reset.
  fileprivate(set) var id = 0
  let session: String
  /// False when nothing of the request is known but that there was one.
  fileprivate(set) var hasRequestLine = true
  fileprivate(set) var method = HTTPMethod.get
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

  /// Whether all of the body is kept, but for the keys in it.
  private(set) var isBodyWhole = true

  /// What this entry counts for against the journal's bound.
  private(set) var byteCost = 0

  /// Target, header fields, body, and the answer's fields and content, one behind the other.
  private var bytes = ByteBlock()
  private var pathEnd = 0
  private var targetEnd = 0
  private var headEnd = 0
  private var bodyEnd = 0
  private var answerHeadEnd = 0

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
  var validation: ValidationResult { exchange.annotations?.validation ?? ValidationResult() }
  var violations: [Violation] { exchange.annotations?.validation.violations ?? [] }
  var hasViolations: Bool { exchange.hasViolations }
  var refusal: String? { exchange.annotations?.refusal }
  var scenario: String? { exchange.annotations?.scenario?.name }
  var via: String? { exchange.annotations?.scenario?.source.rawValue }
  var outcome: JournalOutcome { exchange.outcome }

  /// As it was sent, with the keys of its query masked.
  var target: String { bytes.text(0..<targetEnd) }

  /// As it was served: without the query, without what only chose a session or a scenario, and
  /// without needless percent-encoding.
  var path: String { withPath { String(decoding: $0, as: UTF8.self) } }

  /// What follows the first `?`, encoded as it was sent, with its keys masked.
  var query: String? { pathEnd < targetEnd ? bytes.text((pathEnd + 1)..<targetEnd) : nil }

  /// The header fields in the order sent, with keys masked.
  var headers: [(name: String, value: String)] { fields(targetEnd..<headEnd) }

  /// Those of the answer, but for Date, Content-Length and Connection, which the server adds last.
  var answerHeaders: [(name: String, value: String)] { fields(bodyEnd..<answerHeadEnd) }

  private func fields(_ range: Range<Int>) -> [(name: String, value: String)] {
    bytes.withBytes(range) { lines in
      lines.split(separator: UInt8(ascii: "\n")).compactMap(Self.field)
    }
  }

  /// Of a line, whether as it was received or with a masked key in it.
  private static func field(
    _ line: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    var value = line[(colon + 1)...].drop(while: isBlank)
    while let last = value.last, isBlank(last) { value = value.dropLast() }
    return (String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
  }

  var isAnswerWhole: Bool { bytes.count - answerHeadEnd == answerByteCount }

  var body: RecordedContent { body(readsJSON: true) }
  var answer: RecordedContent { answer(readsJSON: true) }

  func body(readsJSON: Bool) -> RecordedContent {
    bytes.withBytes(headEnd..<bodyEnd) {
      RecordedContent($0, isWhole: isBodyWhole, readsJSON: readsJSON)
    }
  }

  func answer(readsJSON: Bool) -> RecordedContent {
    bytes.withBytes(answerHeadEnd..<bytes.count) {
      RecordedContent($0, isWhole: isAnswerWhole, readsJSON: readsJSON)
    }
  }

  /// As much of the answer as was sent, and is kept.
  var sentAnswer: RecordedContent {
    let count = min(bytesWritten, bytes.count - answerHeadEnd)
    return bytes.withBytes(answerHeadEnd..<(answerHeadEnd + count)) {
      RecordedContent($0, isWhole: count == answerByteCount, readsJSON: false)
    }
  }

  /// Whether more of the answer was sent than is kept.
  var isSentAnswerCut: Bool { bytesWritten > bytes.count - answerHeadEnd }

  /// Passes the bytes of `path`, without a copy unless it was encoded.
  func withPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withBytes(pathStart..<pathEnd) { path in
      guard path.contains(UInt8(ascii: "%")) else { return body(path) }
      return PercentEncoding.decodeUnreserved(path).withUnsafeBufferPointer(body)
    }
  }

  private var pathStart: Int { min(max(0, exchange.pathPrefixCount), pathEnd) }
}

// MARK: Recording

extension JournalEntry {
  /// Takes over a request and its answer. Every key is masked here.
  mutating func record(
    id: Int, exchange: JournalExchange, request: HTTPRequest,
    answer: HTTPResponse?, limits: JournalLimits
  ) {
    self.id = id
    self.exchange = exchange
    hasRequestLine = request.hasRequestLine
    method = hasRequestLine ? request.method : HTTPMethod(rawValue: "-")
    version = request.version
    status = answer?.status.code
    bodyByteCount = request.body.count
    answerByteCount = answer?.body.count ?? 0
    let isOver = exchange.outcome == .answered || exchange.outcome == .refused
    bytesWritten = isOver && method != .head ? answerByteCount : 0
    durationNanoseconds = isOver ? 0 : nil
    let bodyKept = min(bodyByteCount, limits.bodyBytesMax)
    let answerKept = min(answerByteCount, limits.answerBytesMax)
    bytes.restart(capacity: Self.usualByteCount, keptMax: Self.keptCapacityMax)
    appendHead(of: request)
    bytes.reserve(bodyKept + answerKept)
    appendBody(of: request, count: bodyKept)
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
      Redaction.appendQuery(query, to: &bytes)
    }
    targetEnd = bytes.count
    if Redaction.concerns(request.fields) {
      request.fields.visit { Redaction.appendField($0, $1, to: &bytes) }
    } else {
      request.fields.withLines { bytes.append($0) }
    }
    if refusal != nil {
      request.fields.withUnreadLines { Redaction.appendUnread($0, to: &bytes) }
    }
    headEnd = bytes.count
  }

  private mutating func appendBody(of request: HTTPRequest, count: Int) {
    isBodyWhole = count == bodyByteCount
    guard count > 0 else { return }
    guard !exchange.isBodyPlain else { return append(request.body, count: count) }
    request.body.withUnsafeBufferPointer {
      Redaction.appendBody(
        UnsafeBufferPointer(rebasing: $0[..<count]), isWhole: isBodyWhole, to: &bytes)
    }
  }

  private mutating func append(_ content: ContiguousArray<UInt8>, count: Int) {
    content.withUnsafeBufferPointer { bytes.append($0[..<count]) }
  }
}

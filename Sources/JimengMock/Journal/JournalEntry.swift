import HTTPTransport
import OpenAPIContract
import StrictJSON

/// One request and what was answered, with every key already masked. All its text lies in one block
/// of bytes, whose memory the journal uses again; it is cut into strings when someone asks.
struct JournalEntry: Sendable {
  /// From 1, in the order of arrival; unique within its session until that is reset.
  fileprivate(set) var id = 0
  fileprivate(set) var session = ""
  fileprivate(set) var method = HTTPMethod.get
  fileprivate(set) var exchange = JournalExchange(connection: 0, time: 0)
  /// Nil when nothing that has a status was answered.
  fileprivate(set) var status: Int?
  /// Of the whole body, of which `body` may be only the beginning.
  fileprivate(set) var bodyByteCount = 0
  fileprivate(set) var answerByteCount = 0
  fileprivate(set) var bytesWritten = 0
  /// From the request's being complete to the end of its answer; nil until then.
  fileprivate(set) var durationNanoseconds: Int64?

  /// What this entry counts for against the journal's bound.
  private(set) var byteCost = 0

  /// Target, header fields, body and answer, one behind the other.
  private var bytes = ByteBlock()
  private var pathEnd = 0
  private var targetEnd = 0
  private var headEnd = 0
  private var bodyEnd = 0

  /// Memory that an entry takes besides its bytes, roughly.
  private static let fixedByteCount = 512
  /// Memory that a violation takes besides its message, roughly.
  private static let violationByteCount = 256
  /// A block of memory up to this size stays for the next entry in its place.
  private static let keptCapacityMax = 2048

  init() {}
}

extension JournalEntry {
  var connection: Int { exchange.connection }
  var time: Int64 { exchange.time }
  var violations: [Violation] { exchange.judgement.violations }
  var hasViolations: Bool { !exchange.judgement.violations.isEmpty }
  var scenario: String? { exchange.scenario }
  var via: String? { exchange.via }
  var outcome: JournalOutcome { exchange.outcome }

  /// As it was sent, with the keys of its query masked.
  var target: String { bytes.text(0..<targetEnd) }

  /// Without the query, and without what only chose a session or a scenario.
  var path: String { bytes.text(pathStart..<pathEnd) }

  /// What follows the first `?`, encoded as it was sent, with its keys masked.
  var query: String? { pathEnd < targetEnd ? bytes.text((pathEnd + 1)..<targetEnd) : nil }

  /// The header fields in the order sent, with keys masked.
  var headers: [(name: String, value: String)] {
    bytes.withBytes(targetEnd..<headEnd) { head in
      head.split(separator: UInt8(ascii: "\n")).map { line in
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        return (
          String(decoding: line[..<colon], as: UTF8.self),
          String(decoding: line[colon...].dropFirst(), as: UTF8.self)
        )
      }
    }
  }

  var isBodyWhole: Bool { bodyEnd - headEnd == bodyByteCount }
  var isAnswerWhole: Bool { bytes.count - bodyEnd == answerByteCount }

  var body: RecordedContent { body(readsJSON: true) }
  var answer: RecordedContent { answer(readsJSON: true) }

  func body(readsJSON: Bool) -> RecordedContent {
    bytes.withBytes(headEnd..<bodyEnd) {
      RecordedContent($0, isWhole: isBodyWhole, readsJSON: readsJSON)
    }
  }

  func answer(readsJSON: Bool) -> RecordedContent {
    bytes.withBytes(bodyEnd..<bytes.count) {
      RecordedContent($0, isWhole: isAnswerWhole, readsJSON: readsJSON)
    }
  }

  /// Passes the bytes of `path` without a copy.
  func withPath<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withBytes(pathStart..<pathEnd, body)
  }

  private var pathStart: Int { min(max(0, exchange.pathPrefixCount), pathEnd) }

}

// MARK: Recording

extension JournalEntry {
  /// Takes over a request and its answer. No key gets past here.
  mutating func record(
    id: Int, session: String, exchange: consuming JournalExchange, request: HTTPRequest,
    answer: HTTPResponse?, limits: JournalLimits
  ) {
    self.id = id
    self.session = session
    self.exchange = exchange
    if hasViolations { Redaction.redact(&self.exchange.judgement) }
    method = request.method
    status = answer?.status.code
    bytesWritten = 0
    durationNanoseconds = nil
    bodyByteCount = request.body.count
    answerByteCount = answer?.body.count ?? 0
    let bodyKept = min(bodyByteCount, limits.bodyBytesMax)
    let answerKept = min(answerByteCount, limits.answerBytesMax)
    bytes.restart(capacity: Self.usualByteCount, keptMax: Self.keptCapacityMax)
    appendHead(of: request)
    bytes.reserve(bodyKept + answerKept)
    append(request.body, count: bodyKept)
    bodyEnd = bytes.count
    if let answer { append(answer.body, count: answerKept) }
    byteCost = Self.fixedByteCount + bytes.count
    for violation in violations {
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

  /// Gives back what an evicted entry holds.
  mutating func release() {
    bytes.restart(capacity: 0, keptMax: Self.keptCapacityMax)
    pathEnd = 0
    targetEnd = 0
    headEnd = 0
    bodyEnd = 0
    exchange = JournalExchange(connection: 0, time: 0)
  }

  /// Room for an ordinary request and its answer, so that they are not moved.
  private static let usualByteCount = 768

  private mutating func appendHead(of request: HTTPRequest) {
    request.withPath { bytes.append($0) }
    pathEnd = bytes.count
    request.withQuery { query in
      guard !query.isEmpty else { return }
      bytes.append(UInt8(ascii: "?"))
      Redaction.appendQuery(query, to: &bytes)
    }
    targetEnd = bytes.count
    request.fields.visit { Redaction.appendField($0, $1, to: &bytes) }
    headEnd = bytes.count
  }

  private mutating func append(_ content: ContiguousArray<UInt8>, count: Int) {
    content.withUnsafeBufferPointer { bytes.append($0[..<count]) }
  }
}

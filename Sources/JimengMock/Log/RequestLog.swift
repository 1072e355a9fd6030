import HTTPTransport
import StrictJSON

/// The log: one line a request, and notes of the mock about itself. The lines of one turn of the
/// loop are written at its end. Header fields, bodies and queries are not logged, so no API key can
/// get into it.
struct RequestLog {
  private let format: LogFormat
  private let isColored: Bool
  private var writer: LogWriter
  /// The time of day down to the second, formatted once a second.
  private var clock = ContiguousArray<UInt8>()
  private var formattedSecond = Int64.min

  init(format: LogFormat, isColored: Bool, descriptor: Int32) {
    self.format = format
    self.isColored = isColored
    writer = LogWriter(descriptor: descriptor)
  }

  mutating func append(_ entry: LogEntry) {
    switch format {
    case .off: break
    case .text: appendText(entry)
    case .json: writer.appendLine { Self.appendJSON(entry, to: &$0) }
    }
  }

  mutating func flush() {
    writer.flush()
  }

  /// `17:04:05.123 note: …`, or `{"time":…,"note":…}`.
  mutating func append(note: String, at time: ServerTime) {
    switch format {
    case .off: break
    case .text:
      setClock(to: time)
      writer.appendLine { [clock] line in
        Self.append(time, clock, to: &line)
        line.append(" note: ")
        line.append(text: note)
        line.append("\n")
      }
    case .json:
      writer.appendLine { line in
        let members: JSONObject = [
          "time": .string(CivilTime.timestamp(unixNanoseconds: MockInstant(time).unixNanoseconds)),
          "note": .string(note),
        ]
        JSONWriter.write(.object(members), to: &line)
        line.append("\n")
      }
    }
  }

  private mutating func setClock(to time: ServerTime) {
    guard time.unixSeconds != formattedSecond else { return }
    formattedSecond = time.unixSeconds
    clock.removeAll(keepingCapacity: true)
    CivilTime(unixSeconds: formattedSecond).appendClock(to: &clock)
    clock.append(".")
  }

  /// `17:04:05.123`
  private static func append(
    _ time: ServerTime, _ clock: ContiguousArray<UInt8>, to line: inout ContiguousArray<UInt8>
  ) {
    line.append(contentsOf: clock)
    line.append(decimal: time.unixNanoseconds / 1_000_000, width: 3)
  }

  /// `17:04:05.123 #7 POST /jimeng/submit/videos 400 duration: 7 is not one of 5, 10`
  private mutating func appendText(_ entry: LogEntry) {
    setClock(to: entry.time)
    writer.appendLine { [clock, isColored] line in
      Self.append(entry.time, clock, to: &line)
      Self.appendNumber(entry, to: &line)
      line.append(text: entry.method)
      line.append(" ")
      line.append(text: entry.path)
      line.append(" ")
      Self.appendStatus(entry.status, isColored, to: &line)
      for (index, note) in entry.violations.enumerated() {
        line.append(index == 0 ? " " : "; ")
        line.append(text: PrintableText.of(note))
      }
      if let scenario = entry.scenario {
        line.append(" [scenario: ")
        line.append(text: scenario)
        line.append("]")
      }
      for note in entry.warnings {
        line.append(" [warning: ")
        line.append(text: PrintableText.of(note))
        line.append("]")
      }
      line.append("\n")
    }
  }

  /// ` #7 `, or ` mine#7 ` in a session of that name.
  private static func appendNumber(_ entry: LogEntry, to line: inout ContiguousArray<UInt8>) {
    line.append(" ")
    if let session = entry.session { line.append(text: session) }
    if let sequence = entry.sequence {
      line.append("#")
      line.append(decimal: sequence)
      line.append(" ")
    } else if entry.session != nil {
      line.append(" ")
    }
  }

  private static func appendStatus(
    _ status: HTTPStatus?, _ isColored: Bool, to line: inout ContiguousArray<UInt8>
  ) {
    guard let status else { return line.append("-") }
    guard isColored else {
      line.append(decimal: status.code, width: 3)
      return
    }
    line.append(status.code < 400 ? "\u{1B}[32m" : status.code < 500 ? "\u{1B}[33m" : "\u{1B}[31m")
    line.append(decimal: status.code, width: 3)
    line.append("\u{1B}[0m")
  }

  private static func appendJSON(_ entry: LogEntry, to line: inout ContiguousArray<UInt8>) {
    var members: JSONObject = [
      "time": .string(
        CivilTime.timestamp(unixNanoseconds: MockInstant(entry.time).unixNanoseconds)),
      "request": entry.sequence.map { .number($0) } ?? .null,
      "requestId": .string(entry.requestID.text), "method": .string(entry.method),
      "path": .string(entry.path), "status": entry.status.map { .number($0.code) } ?? .null,
    ]
    members.members.append(
      .init(name: "violations", value: .array(entry.violations.map { .string($0) })))
    members.members.append(
      .init(name: "warnings", value: .array(entry.warnings.map { .string($0) })))
    if let session = entry.session { members.append("session", .string(session)) }
    if let scenario = entry.scenario { members.append("scenario", .string(scenario)) }
    JSONWriter.write(.object(members), to: &line)
    line.append("\n")
  }
}

/// What the log shows of one request.
struct LogEntry {
  /// The number of the request in the journal; nil for one that is not recorded.
  var sequence: Int?
  /// Nil for the default session.
  var session: String?
  var time: ServerTime
  var requestID: RequestIDSource.RequestID
  var method: String
  /// Without the query, which may hold anything.
  var path: String
  /// Nil when a fault left the request without an answer.
  var status: HTTPStatus?
  /// The messages of the violations, in document order.
  var violations: [String] = []
  var warnings: [String] = []
  /// The scenario and its source, as in `Mock-Scenario`.
  var scenario: String?
}

/// How the log shows a request.
public enum LogFormat: String, CaseIterable, Sendable {
  /// A line for people.
  case text
  /// A JSON object a line (NDJSON).
  case json
  /// Nothing.
  case off
}

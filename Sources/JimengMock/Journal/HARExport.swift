import HTTPTransport
import OpenAPIContract
import StrictJSON

/// A journal as an HTTP Archive (HAR 1.2), which browsers and proxies can open. Keys were masked
/// before they were recorded.
struct HARExport {
  /// Where the server was reached, without a slash at the end: `http://127.0.0.1:4310`.
  let baseURL: String
  let version: String

  func json(_ journal: Journal) -> JSONValue {
    let creator: JSONValue = ["name": "jimeng-mock", "version": .string(version)]
    return [
      "log": [
        "version": "1.2", "creator": creator,
        "entries": .array(journal.filter(\.hasRequestLine).map(json)),
        "comment": .string(Self.comment(journal)),
      ]
    ]
  }

  /// An entry of an archive must have a method and a URL, and not every refused request has.
  private static func comment(_ journal: Journal) -> String {
    let evicted =
      "\(journal.evictedCountIfKnown.map(String.init) ?? "an unknown number of") "
      + "older requests were not kept"
    let count = journal.count { !$0.hasRequestLine }
    guard count > 0 else { return evicted }
    return "\(evicted); \(count) whose request line could not be read "
      + (count == 1 ? "is left out" : "are left out")
  }

  private func json(_ entry: JournalEntry) -> JSONValue {
    let wait = JournalEntry.milliseconds(entry.durationNanoseconds ?? 0)
    return [
      "startedDateTime": .string(CivilTime.timestamp(unixNanoseconds: entry.time)),
      "time": wait, "request": request(entry), "response": response(entry), "cache": [:],
      // Of these only `wait` is seen from here; HAR wants send and receive all the same.
      "timings": [
        "blocked": -1, "dns": -1, "connect": -1, "ssl": -1, "send": 0, "wait": wait, "receive": 0,
      ],
      "connection": .string(String(entry.connection)),
      "comment": .string(comment(entry)),
    ]
  }

  private func request(_ entry: JournalEntry) -> JSONValue {
    var object: JSONObject = [
      "method": .string(entry.method.rawValue),
      "url": .string(url(entry)),
      "httpVersion": .string(entry.version.text), "cookies": [],
      "headers": .array(entry.headers.map(Self.pair)),
      "queryString": .array(JournalFilter.pairs(ofQuery: entry.query ?? "").map(Self.pair)),
      "headersSize": -1, "bodySize": .number(entry.bodyByteCount),
    ]
    if entry.bodyByteCount > 0 { object.append("postData", postData(entry)) }
    return .object(object)
  }

  /// The target URI (RFC 9112 §3.3): `*` stands for the server itself, and the target of CONNECT is
  /// an authority.
  private func url(_ entry: JournalEntry) -> String {
    let target = Self.encoded(entry.target)
    if entry.method == .connect { return "http://\(target)" }
    return target == "*" ? baseURL : baseURL + target
  }

  private func postData(_ entry: JournalEntry) -> JSONValue {
    let type = entry.headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
    var object: JSONObject = ["mimeType": .string(type)]
    let (text, encoding) = Self.content(entry.body(readsJSON: false))
    object.append("text", .string(text))
    let notes = [encoding, entry.isBodyWhole ? nil : "truncated"].compactMap(\.self)
    if !notes.isEmpty { object.append("comment", .string(notes.joined(separator: ", "))) }
    return .object(object)
  }

  /// Status 0 is how HAR writers say that there was no answer.
  private func response(_ entry: JournalEntry) -> JSONValue {
    let status = entry.status ?? 0
    let size = entry.status == nil ? 0 : entry.bytesWritten
    let (text, encoding) = Self.content(entry.sentAnswer)
    let type = entry.answerHeaders.first { $0.name == "Content-Type" }?.value ?? "x-unknown"
    var content: JSONObject = [
      "size": .number(size), "mimeType": .string(type), "text": .string(text),
    ]
    if let encoding { content.append("encoding", .string(encoding)) }
    if entry.status != nil, entry.isSentAnswerCut { content.append("comment", "truncated") }
    return [
      "status": .number(status), "statusText": .string("\(HTTPStatus(status).reason)"),
      "httpVersion": "HTTP/1.1", "cookies": [],
      "headers": .array(entry.answerHeaders.map(Self.pair)), "content": .object(content),
      "redirectURL": "", "headersSize": -1, "bodySize": .number(size),
    ]
  }

  private func comment(_ entry: JournalEntry) -> String {
    var parts = ["session \(entry.session), request \(entry.id), \(entry.outcome.rawValue)"]
    if let scenario = entry.scenario { parts.append("scenario \(scenario)") }
    if let refusal = entry.refusal { parts.append("refused: \(refusal)") }
    parts += entry.violations.map(\.message)
    parts += entry.warnings.map { "warning: \($0.message)" }
    return parts.joined(separator: "; ")
  }

  /// What may stand raw in a request line here and in no URL (RFC 3986 §2), such as the braces of a
  /// template that nobody filled in.
  private static func encoded(_ target: String) -> String {
    guard target.utf8.contains(where: isForbidden) else { return target }
    return target.utf8.reduce(into: "") { text, byte in
      if isForbidden(byte) {
        text += "%" + String(byte, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "^"), UInt8(ascii: "`"), 0x80...:
      true
    default: false
    }
  }

  private static func pair(_ pair: (name: String, value: String)) -> JSONValue {
    ["name": .string(pair.name), "value": .string(pair.value)]
  }

  private static func content(_ content: RecordedContent) -> (text: String, encoding: String?) {
    switch content {
    case .empty: ("", nil)
    case .json(let value): (JSONWriter.string(value), nil)
    case .text(let text): (text, nil)
    case .base64(let text): (text, "base64")
    }
  }
}

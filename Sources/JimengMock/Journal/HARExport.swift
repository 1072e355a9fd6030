import HTTPTransport
import OpenAPIContract
import Reports
import StrictJSON

/// A journal as an HTTP Archive (HAR 1.2), which browsers and proxies can open. Keys were masked
/// before they were recorded.
struct HARExport {
  /// Where the server was reached, without a slash at the end: `http://127.0.0.1:4310`.
  let baseURL: String
  let version: String

  func json(_ journal: Journal) -> JSONValue {
    var archive = HARArchive(creator: "jimeng-mock", version: version)
    archive.comment = Self.comment(journal)
    return archive.json(journal.filter(\.hasRequestLine).map(archived))
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

  private func archived(_ entry: JournalEntry) -> HARArchive.Entry {
    var archived = HARArchive.Entry(
      time: CivilTime.timestamp(unixNanoseconds: entry.time),
      milliseconds: JournalEntry.milliseconds(entry.durationNanoseconds ?? 0),
      request: request(entry), response: response(entry))
    archived.connection = String(entry.connection)
    archived.comment = comment(entry)
    return archived
  }

  private func request(_ entry: JournalEntry) -> HARArchive.Request {
    var request = HARArchive.Request(
      method: entry.method.rawValue, url: url(entry), headers: entry.headers,
      byteCount: entry.bodyByteCount,
      content: Self.content(entry.body(readsJSON: false), isCut: !entry.isBodyWhole))
    request.version = entry.version.text
    request.query = JournalFilter.pairs(ofQuery: entry.query ?? "")
    return request
  }

  private func response(_ entry: JournalEntry) -> HARArchive.Response {
    let isAnswered = entry.status != nil
    var response = HARArchive.Response(
      status: entry.status ?? 0, headers: entry.answerHeaders,
      byteCount: isAnswered ? entry.bytesWritten : 0,
      content: Self.content(entry.sentAnswer, isCut: isAnswered && entry.isSentAnswerCut))
    response.reason = "\(HTTPStatus(entry.status ?? 0).reason)"
    return response
  }

  /// The target URI (RFC 9112 §3.3): `*` stands for the server itself, and the target of CONNECT is
  /// an authority.
  private func url(_ entry: JournalEntry) -> String {
    let target = Self.encoded(entry.target)
    if entry.method == .connect { return "http://\(target)" }
    return target == "*" ? baseURL : baseURL + target
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

  private static func content(_ content: RecordedContent, isCut: Bool) -> HARArchive.Content {
    switch content {
    case .empty: HARArchive.Content(text: "", isCut: isCut)
    case .json(let value): HARArchive.Content(text: JSONWriter.string(value), isCut: isCut)
    case .text(let text): HARArchive.Content(text: text, isCut: isCut)
    case .base64(let text): HARArchive.Content(text: text, isBase64: true, isCut: isCut)
    }
  }
}

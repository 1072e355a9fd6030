import HTTPTransport
import StrictJSON

/// One request to the admin API and what it is about. The handlers are extensions of it, one file
/// for each group of endpoints.
struct AdminRequest {
  let http: HTTPRequest
  /// The value of the braces in the endpoint's path, decoded; empty where there are none.
  let item: String
  /// The one that the path or the field `Mock-Session` names.
  let session: Session
  let state: MockState
  let events: EventStreams
  let now: ServerTime

  /// Where the client reached the server, without a slash at the end.
  var baseURL: String { "http://\(http.authority ?? state.address.authority)" }

  /// The session's own base URL: what a client under test takes for the service's address.
  func url(of session: Session) -> String { baseURL + Self.path(of: session) }

  static func path(of session: Session) -> String {
    session.isDefault ? "" : "/session/\(session.name)"
  }

  /// More than any verification needs.
  static let bodyBytesMax = 1 << 20
  private static let bodyLimits = JSONLimits(depthMax: 64, byteCountMax: bodyBytesMax)

  /// The JSON of the body, read by `read`; an empty body is an empty object. Content-Type is not
  /// checked, so that `curl -d` works.
  func body<Value>(
    _ read: (JSONNode) throws(JSONNodeError) -> Value
  ) throws(AdminError) -> Value {
    guard http.body.count <= Self.bodyBytesMax else { throw .bodyTooLarge }
    do throws(JSONNodeError) {
      return try read(
        http.body.isEmpty ? JSONNode([:]) : .read(http.body, limits: Self.bodyLimits))
    } catch {
      throw .badBody(error)
    }
  }

  /// In whole milliseconds of real time.
  func passed(since earlier: ServerTime) -> Duration {
    let (nanoseconds, isOutOfOrder) = now.monotonicNanoseconds.subtractingReportingOverflow(
      earlier.monotonicNanoseconds)
    return isOutOfOrder ? .zero : .milliseconds(nanoseconds / 1_000_000)
  }
}

extension JSONValue {
  /// A finite one, as Swift writes it, whose grammar is JSON's.
  static func number(_ value: Double) -> JSONValue {
    JSONNumber("\(value)").map { .number($0) } ?? .null
  }

  /// Exact to the nanosecond and no digit longer than it must be: `30`, `0.25`.
  static func seconds(_ duration: Duration) -> JSONValue {
    let nanoseconds = duration.nanosecondsClamped
    let (whole, part) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    var text = (nanoseconds < 0 ? "-" : "") + String(whole)
    if part > 0 {
      var digits = String(1_000_000_000 + part).dropFirst()
      while digits.utf8.last == UInt8(ascii: "0") { digits = digits.dropLast() }
      text += ".\(digits)"
    }
    return .number(JSONNumber(checkedText: text))
  }
}

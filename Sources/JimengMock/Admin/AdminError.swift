import HTTPTransport
import OpenAPIContract
import StrictJSON

/// Why the admin API does not do what it is asked for.
enum AdminError: Error, Equatable {
  // Access
  case foreignHost(String?)
  case foreignOrigin(String)
  /// Reachable from other machines, and without a token.
  case closed
  case tokenMissing
  case tokenWrong
  // The path
  case unknownPath(String, nearest: String?)
  case otherMethod(String, path: String, allowed: String)
  // The body and the query
  case bodyTooLarge
  case badBody(JSONNodeError)
  case badParameter(String)
  case badFilter(JournalFilterError)
  // The thing itself
  /// - Parameter pointer: where the body names it; nil when the path does.
  case unknownScenario(String, at: JSONPointer?, nearest: [String])
  case queueFull
  case tooManyStreams
  case noSuchRequest(String)
  case requestEvicted(Int)
  case noSuchTask(String)
  case noSuchSession(String)
}

/// As problem details (RFC 9457), marked `Mock-Error: true` so that it is never taken for an answer
/// of the service. The one place that knows the statuses and the words.
extension AdminError {
  private static let detailBytesMax = 4096

  func write(into response: inout HTTPResponse) {
    response.appendField("Mock-Error", "true")
    switch self {
    case .otherMethod(_, _, let allowed): response.appendField("Allow", allowed)
    case .tokenMissing, .tokenWrong:
      // RFC 9110 §15.5.2 asks for it.
      response.appendField("WWW-Authenticate", "Bearer realm=\"jimeng-mock\"")
    default: break
    }
    response.setProblem(.object(details), status: status)
  }

  var status: HTTPStatus {
    switch self {
    case .foreignHost, .foreignOrigin, .closed: HTTPStatus(403)
    case .tokenMissing, .tokenWrong: .unauthorized
    case .unknownPath, .noSuchRequest, .noSuchTask, .noSuchSession,
      .unknownScenario(_, at: nil, _):
      .notFound
    case .otherMethod: .methodNotAllowed
    case .bodyTooLarge: .contentTooLarge
    case .badBody, .badParameter, .badFilter, .unknownScenario: .badRequest
    case .queueFull: HTTPStatus(409)
    case .tooManyStreams: .serviceUnavailable
    case .requestEvicted: HTTPStatus(410)
    }
  }

  private var details: JSONObject {
    let detail = Self.shortened(detail)
    var object: JSONObject = [
      "type": "about:blank", "title": .string("\(status.reason)"), "status": .number(status.code),
      "detail": .string(detail),
    ]
    if let pointer {
      object.append("pointer", .string("\(pointer)"))
      object.append("errors", [["pointer": .string("\(pointer)"), "message": .string(detail)]])
    }
    if !nearest.isEmpty { object.append("nearest", .array(nearest.map { .string($0) })) }
    if case .unknownPath = self { object.append("endpoints", AdminEndpoint.list) }
    return object
  }

  /// Where in the body the mistake is; nil when it is not in the body.
  private var pointer: JSONPointer? {
    switch self {
    case .badBody(let error): error.pointer
    case .unknownScenario(_, let pointer, _): pointer
    default: nil
    }
  }

  private var nearest: [String] {
    switch self {
    case .unknownScenario(_, _, let names): names
    case .unknownPath(_, let path): path.map { [$0] } ?? []
    case .badBody(let error): error.problem.nearest.map { [$0] } ?? []
    default: []
    }
  }

  private var detail: String {
    switch self {
    case .foreignHost(let host):
      "Host is \(host ?? "missing"); the admin API answers to localhost, loopback addresses"
        + " and the address it listens on"
    case .foreignOrigin(let origin):
      "a web page of \(origin) has no access; the admin API is for pages on this machine"
    case .closed:
      "the server can be reached from other machines; start it with --admin-token to open the"
        + " admin API"
    case .tokenMissing:
      "the admin API asks for a token: Authorization: Bearer … or Mock-Admin-Token: …"
    case .tokenWrong: "the token is not the one of --admin-token"
    case .unknownPath(let path, let nearest):
      "\(path): there is no such endpoint" + NearestName.suggestion(nearest.map { [$0] } ?? [])
    case .otherMethod(let method, let path, let allowed):
      "\(method) is not served on \(path); served: \(allowed)"
    case .bodyTooLarge: "the body may have at most \(AdminRequest.bodyBytesMax) bytes"
    case .badBody(let error):
      switch error.problem {
      case .notJSON(let error): "the body is not JSON: \(error)"
      case .mustBe where error.pointer == .root: "the body \(error)"
      default: "\(error)"
      }
    case .badParameter(let words): words
    case .badFilter(let error): "\(error)"
    case .unknownScenario(let name, _, let nearest):
      "no scenario is called \(name)" + NearestName.suggestion(nearest)
    case .queueFull: "\(ScenarioQueueError.full)"
    case .tooManyStreams: "\(EventStreams.countMax) event streams are open, and no more are allowed"
    case .noSuchRequest(let id): "no request has the number \(id)"
    case .requestEvicted(let id): "request \(id) is no longer recorded"
    case .noSuchTask(let id): "no task has the id \(id)"
    case .noSuchSession(let name): "no session is called \(name)"
    }
  }

  /// A name that a client made up can be as long as its body.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > detailBytesMax else { return text }
    let head = text.unicodeScalars.prefix(detailBytesMax / 4)
    return String(String.UnicodeScalarView(head)) + "…"
  }
}

extension JSONNodeError.Problem {
  fileprivate var nearest: String? {
    if case .unknownKey(let nearest, _) = self { nearest } else { nil }
  }
}

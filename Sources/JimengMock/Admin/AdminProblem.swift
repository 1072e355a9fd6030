import HTTPTransport
import StrictJSON

/// An error of the own side as problem details (RFC 9457), marked `Mock-Error: true` so that it is
/// never taken for the service's. The one place that knows their statuses and words.
struct AdminProblem {
  private static let detailBytesMax = 4096

  let error: AdminError

  func write(into response: inout HTTPResponse) {
    response.appendField("Mock-Error", "true")
    switch error {
    case .otherMethod(_, _, let allowed): response.appendField("Allow", allowed)
    case .tokenMissing, .tokenWrong:
      // RFC 9110 §15.5.2 asks for it.
      response.appendField("WWW-Authenticate", "Bearer realm=\"jimeng-mock\"")
    default: break
    }
    response.setProblem(.object(details), status: status)
  }

  var status: HTTPStatus {
    switch error {
    case .foreignHost, .foreignOrigin, .closed: HTTPStatus(403)
    case .tokenMissing, .tokenWrong: .unauthorized
    case .unknownPath, .noSuchRequest, .noSuchTask, .noSuchSession,
      .unknownScenario(_, at: nil, _):
      .notFound
    case .otherMethod: .methodNotAllowed
    case .bodyTooLarge: .contentTooLarge
    case .notJSON, .unknownName, .repeatedName, .badValue, .badParameter, .badFilter,
      .badVerification, .unknownScenario:
      .badRequest
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
    if case .unknownPath = error { object.append("endpoints", AdminOperation.list) }
    return object
  }

  /// Where in the body the fault is; nil when it is not in the body.
  private var pointer: JSONPointer? {
    switch error {
    case .notJSON: .root
    case .unknownName(let pointer, _, _), .repeatedName(let pointer), .badValue(let pointer, _):
      pointer
    case .badVerification(let error): error.pointer
    case .unknownScenario(_, let pointer, _): pointer
    default: nil
    }
  }

  private var nearest: [String] {
    switch error {
    case .unknownScenario(_, _, let names): names
    case .unknownPath(_, let path): path.map { [$0] } ?? []
    case .unknownName(_, let name, _), .badVerification(.unknownName(_, let name)):
      name.map { [$0] } ?? []
    default: []
    }
  }

  private var detail: String {
    switch error {
    case .foreignHost(let host):
      "Host is \(host ?? "missing"); the mock's own side answers to localhost, loopback addresses"
        + " and the address it listens on"
    case .foreignOrigin(let origin):
      "a web page of \(origin) is not let in; the mock's own side is for pages on this machine"
    case .closed:
      "the server can be reached from other machines; start it with --admin-token to open its own"
        + " side"
    case .tokenMissing:
      "the mock's own side asks for a token: Authorization: Bearer … or Mock-Admin-Token: …"
    case .tokenWrong: "the token is not the one of --admin-token"
    case .unknownPath(let path, let nearest):
      "\(path): there is no such thing" + NearestName.suggestion(nearest.map { [$0] } ?? [])
    case .otherMethod(let method, let path, let allowed):
      "\(method) is not served on \(path); served: \(allowed)"
    case .bodyTooLarge: "a body of at most \(AdminBody.bytesMax) bytes is read"
    case .notJSON(let error): "the body is not JSON: \(error)"
    case .unknownName(let pointer, let nearest, let known):
      "\(pointer): unknown name" + NearestName.suggestion(nearest.map { [$0] } ?? known)
    case .repeatedName(let pointer): "\(pointer): stands twice"
    case .badValue(let pointer, let expected):
      "\(pointer.tokens.isEmpty ? "the body" : "\(pointer)"): must be \(expected)"
    case .badParameter(let words): words
    case .badFilter(let error): "\(error)"
    case .badVerification(let error): "\(error)"
    case .unknownScenario(let name, _, let nearest):
      "no scenario is called \(name)" + NearestName.suggestion(nearest)
    case .queueFull: "\(ScenarioQueueError.full)"
    case .tooManyStreams: "\(EventStreams.countMax) streams of events are open, and no more are"
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

import HTTPTransport
import OpenAPIContract
import StrictJSON

/// What goes into the ledger, where one is kept. That a request is for nothing that is served goes
/// there alone: the page's own rules are silent on it.
extension MockState {
  /// Longer paths are cut there.
  private static let pathBytesMax = 200
  /// What browsers ask for of themselves, and what is asked of any host (RFC 8615).
  private static let pathsOfNobody = ["/favicon.ico", "/.well-known/"]

  /// A request to an operation.
  /// - Parameter path: as the page has it.
  func note(_ method: String, _ path: String, _ judgement: ValidationResult, of visit: Visit) {
    let session = visit.session
    ledger?.note(
      method: method, path: path, judgement: judgement,
      at: LedgerEntry.Place(
        session: session.isDefault ? nil : session.name, id: session.journal.nextID))
  }

  /// A request for a path that is not served, or with a method that is not served there.
  /// - Parameter allowed: the methods of the path; nil when the path is unknown.
  func noteUnserved(_ request: HTTPRequest, allowed: String?, of visit: Visit) {
    guard ledger != nil else { return }
    let path = Self.clientPath(of: request, visit)
    if Self.pathsOfNobody.contains(where: path.hasPrefix) { return }
    let method = request.method.rawValue
    let violation =
      if let allowed {
        Violation(
          .method, expected: allowed, actual: method, "method: \(method) is not one of \(allowed)")
      } else {
        Violation(.path, expected: "", actual: path, "path: not on the page" + hint(for: path))
      }
    note(method, path, violation, of: visit)
  }

  /// What could not be read as HTTP. That a connection broke or was slow, or that there was too
  /// much to do, is no fault of a request.
  func note(_ refusal: HTTPRefusal, of request: HTTPRequest, _ visit: Visit) {
    let isAboutRequest =
      refusal != .endedEarly && ![.requestTimeout, .serviceUnavailable].contains(refusal.status)
    guard ledger != nil, isAboutRequest else { return }
    let isKnown = request.hasRequestLine
    note(
      isKnown ? request.method.rawValue : "-", isKnown ? Self.clientPath(of: request, visit) : "-",
      Violation(.http, expected: "", actual: "", "HTTP: \(refusal.message)"), of: visit)
  }

  private func note(_ method: String, _ path: String, _ violation: Violation, of visit: Visit) {
    var judgement = ValidationResult()
    judgement.violations = [violation]
    note(method, path, judgement, of: visit)
  }

  /// Without what only chooses a session or a scenario.
  private static func clientPath(of request: HTTPRequest, _ visit: Visit) -> String {
    let path = request.path.utf8.dropFirst(visit.prefixes.count)
    guard path.count > pathBytesMax else { return String(Substring(path)) }
    return String(decoding: path.prefix(pathBytesMax), as: UTF8.self) + "…"
  }

  private func hint(for path: String) -> String {
    let base = configuration.basePath
    let served = contract.operations.flatMap(\.servedPaths) + ["/jimeng/fetch"]
    let known = served + (base.isEmpty ? [] : served.map { base + $0 })
    return NearestName.suggestion(for: path, among: known)
  }
}

extension Violation {
  /// One of a rule that no page has.
  fileprivate init(_ rule: RuleName, expected: String, actual: String, _ message: String) {
    self.init(
      location: .path, pointer: JSONPointer(tokens: []), rule: rule, expected: expected,
      actual: actual, message: message, source: nil)
  }
}

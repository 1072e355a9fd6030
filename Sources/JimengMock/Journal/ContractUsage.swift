import HTTPTransport
package import OpenAPIContract
import StrictJSON

/// What the client of a mock kept and broke of the contract, in all sessions and over the mock's
/// whole life: no reset of a session changes it. Its size is bounded by the kinds of requests, not
/// by their number.
package struct ContractUsage: Sendable, Equatable {
  /// A request in the journal.
  package struct RequestNumber: Sendable, Equatable, CustomStringConvertible {
    /// Nil for the default session.
    package let session: String?
    /// From 1 in its session; a reset begins anew.
    package let id: Int

    /// As the log writes it: `#7`, `mine#7`.
    package var description: String { "\(session ?? "")#\(id)" }
  }

  /// Requests of one kind: for the same operation, and breaking the same rules in the same words,
  /// or none.
  package struct Entry: Sendable, Equatable {
    package let method: String
    /// As the page has it, with the names of its parameters in braces.
    package let path: String
    package let violations: [Violation]
    /// How many more violations each of them has that were not kept.
    package let violationsDropped: Int
    /// How many requests there were.
    package fileprivate(set) var count = 0
    /// The first of them, up to `numberCountMax`.
    package fileprivate(set) var numbers: [RequestNumber] = []

    package static let numberCountMax = 10

    package var isValid: Bool { violations.isEmpty }
  }

  /// In the order of their first requests.
  package private(set) var entries: [Entry] = []
  /// Requests to operations, the broken ones included.
  package private(set) var requestCount = 0
  /// Those that break a rule.
  package private(set) var brokenCount = 0
  /// Those that break a rule and for which there was no room.
  package private(set) var unlistedCount = 0

  package static let entryCountMax = 100

  package init() {}

  /// - Parameter validation: with every key masked.
  package mutating func record(
    method: String, path: String, validation: ValidationResult, number: RequestNumber
  ) {
    requestCount += 1
    if !validation.isValid { brokenCount += 1 }
    let known = entries.firstIndex {
      $0.path == path && $0.method == method && $0.violations == validation.violations
        && $0.violationsDropped == validation.violationsDropped
    }
    guard let index = known ?? newEntry(method, path, validation) else { return }
    entries[index].count += 1
    guard entries[index].numbers.count < Entry.numberCountMax else { return }
    entries[index].numbers.append(number)
  }

  /// Nil when there is no room. There is always room for the valid requests of each operation.
  private mutating func newEntry(_ method: String, _ path: String, _ validation: ValidationResult)
    -> Int?
  {
    guard validation.isValid || entries.count < Self.entryCountMax else {
      unlistedCount += 1
      return nil
    }
    entries.append(
      Entry(
        method: method, path: path, violations: validation.violations,
        violationsDropped: validation.violationsDropped))
    return entries.count - 1
  }
}

/// What is recorded of requests, where it is wanted. A request for something that is not served is
/// a violation here only: no rule of the page is about it.
extension MockState {
  /// Longer paths are cut there.
  private static let pathBytesMax = 200
  /// What browsers request of themselves, and what is asked of any host (RFC 8615).
  private static let ignoredPaths = ["/favicon.ico", "/.well-known/"]

  /// A request to an operation.
  func recordUsage(_ operation: EmulatedOperation, _ context: RequestContext) {
    recordUsage(operation.method, operation.plainPath, context.validation, of: context)
  }

  private func recordUsage(
    _ method: String, _ path: String, _ validation: ValidationResult, of context: RequestContext
  ) {
    let session = context.session
    contractUsage?.record(
      method: method, path: path, validation: validation,
      number: ContractUsage.RequestNumber(
        session: session.isDefault ? nil : session.name, id: session.journal.nextID))
  }

  /// A request for a path that is not served, or with a method that is not served there.
  /// - Parameter allowed: the methods of the path; nil when the path is unknown.
  func recordUnserved(_ request: HTTPRequest, allowed: String?, of context: RequestContext) {
    guard contractUsage != nil else { return }
    let path = Self.clientPath(of: request, context)
    if Self.ignoredPaths.contains(where: path.hasPrefix) { return }
    let method = request.method.rawValue
    let violation =
      if let allowed {
        Violation(
          .method, expected: allowed, actual: method, "method: \(method) is not one of \(allowed)")
      } else {
        Violation(.path, expected: "", actual: path, "path: not on the page" + hint(for: path))
      }
    record(method, path, violation, of: context)
  }

  /// What could not be read as HTTP. A broken or slow connection and an overloaded server are not
  /// the fault of a request.
  func recordRefusal(_ refusal: HTTPRefusal, of request: HTTPRequest, _ context: RequestContext) {
    let isAboutRequest =
      refusal != .endedEarly && ![.requestTimeout, .serviceUnavailable].contains(refusal.status)
    guard contractUsage != nil, isAboutRequest else { return }
    let isKnown = request.hasRequestLine
    record(
      isKnown ? request.method.rawValue : "-",
      isKnown ? Self.clientPath(of: request, context) : "-",
      Violation(.http, expected: "", actual: "", "HTTP: \(refusal.message)"), of: context)
  }

  private func record(
    _ method: String, _ path: String, _ violation: Violation, of context: RequestContext
  ) {
    var validation = ValidationResult()
    validation.violations = [violation]
    recordUsage(method, path, validation, of: context)
  }

  /// Without what only chooses a session or a scenario.
  private static func clientPath(of request: HTTPRequest, _ context: RequestContext) -> String {
    let path = request.path.utf8.dropFirst(context.prefixes.count)
    guard path.count > pathBytesMax else { return String(Substring(path)) }
    return String(decoding: path.prefix(pathBytesMax), as: UTF8.self) + "…"
  }

  private func hint(for path: String) -> String {
    let base = configuration.basePath
    let served = services.flatMap(\.operations).flatMap { $0.served.map(\.text) }
    let known = served + (base.isEmpty ? [] : served.map { base + $0 })
    return NearestName.find(path, among: known).map { "; did you mean \($0)?" } ?? ""
  }
}

extension Violation {
  /// One of a rule that is on no page.
  fileprivate init(_ rule: RuleName, expected: String, actual: String, _ message: String) {
    self.init(
      location: .path, pointer: JSONPointer(tokens: []), rule: rule, expected: expected,
      actual: actual, message: message, source: nil)
  }
}

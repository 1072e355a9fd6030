package import JimengClient
import OpenAPIContract
import StrictJSON

/// What was asked of a server and what it answered, read from an HTTP Archive (HAR 1.2): the export
/// of a mock, of a run of this suite, of a browser or a proxy.
public struct Recording: Sendable {
  /// The file's name.
  public let name: String
  /// Whether a mock of this family wrote it down.
  public let isOfMock: Bool
  /// What the server was held to, as far as the archive tells; a mock is by default held to the
  /// whole page.
  public let profile: ContractProfile?
  /// In the order recorded; those that a scenario answered, and those that are not whole, are left
  /// out, for they say nothing of the rules.
  package let exchanges: [RecordedExchange]

  /// - Parameters:
  ///   - bytes: of the archive.
  ///   - name: as errors and reports have it.
  /// - Throws: `RecordingError`.
  public init(har bytes: [UInt8], name: String) throws(RecordingError) {
    var reader = RecordingReader(name: name)
    exchanges = try reader.exchanges(bytes)
    isOfMock = reader.creator == "jimeng-mock"
    profile = reader.profile ?? (isOfMock ? .contract : nil)
    self.name = name
  }

  /// What was recorded of what a case asks: under its own path, or else under a base URL's path and
  /// that. Of a case that follows a task, only submits whose task was fetched.
  func exchanges(for contractCase: ContractCase) -> [RecordedExchange] {
    let request = contractCase.request
    // A mock's export does not tell whether it asked for keys.
    guard !isOfMock || !contractCase.requiresKey else { return [] }
    let asked = exchanges.filter { $0.isAsked(by: request) }
    let found = Self.at(request.path, asked)
    guard let following = contractCase.following else { return found }
    return found.filter { !fetches(of: $0, following).isEmpty }
  }

  /// The fetches of the task that a submit made.
  func fetches(
    of submit: RecordedExchange, _ following: CaseFollowing
  ) -> [RecordedExchange] {
    guard let id = submit.answer.taskID else { return [] }
    let path = following.path.replacing(CaseFollowing.taskIDPlaceholder, with: id)
    return Self.at(path, exchanges.filter { $0.method == "GET" })
  }

  private static func at(_ path: String, _ exchanges: [RecordedExchange]) -> [RecordedExchange] {
    let exact = exchanges.filter { $0.path == path }
    return exact.isEmpty ? exchanges.filter { $0.path.hasSuffix(path) } : exact
  }
}

// MARK: Recorded answers held against what cases expect

extension Recording {
  /// Every answer to what the case asks is checked; the worst verdict counts.
  func result(of contractCase: ContractCase) -> CaseResult {
    var worst = CaseResult(contractCase, .couldNotCheck("it is not in the recording"))
    var rank = -1
    for exchange in exchanges(for: contractCase) {
      let verdict = verdict(on: exchange, contractCase)
      guard Self.rank(verdict) > rank else { continue }
      rank = Self.rank(verdict)
      worst = CaseResult(contractCase, verdict, answer: exchange.answer)
    }
    return worst
  }

  private static func rank(_ verdict: CaseVerdict) -> Int {
    switch verdict {
    case .passed: 0
    case .couldNotCheck: 1
    case .failed: 2
    }
  }

  private func verdict(
    on exchange: RecordedExchange, _ contractCase: ContractCase
  ) -> CaseVerdict {
    let validator = CaseValidator(isOwnMock: isOfMock)
    let verdict = validator.validate(exchange.answer, by: contractCase.expectation)
    guard verdict == .passed, let following = contractCase.following else { return verdict }
    var hasEnded = false
    for fetch in fetches(of: exchange, following) {
      guard fetch.answer.isSuccess, fetch.answer.acceptance != .refused,
        let document = try? fetch.answer.json()
      else { continue }
      let faults = following.answer.validate(document.root).violations
      guard faults.isEmpty else {
        return .failed(faults.map { "GET \(fetch.path): body: \($0.message)" })
      }
      hasEnded = hasEnded || following.end.isValid(document.root)
    }
    return hasEnded ? .passed : .couldNotCheck("the recording has no end of the task")
  }
}

/// Why a recording cannot be used.
public struct RecordingError: Error, Equatable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// `/log/entries/0/request/url: must be a string`, or `line:column: …` where it is not JSON.
  public let fault: String

  /// `run.har: /log/entries: must be an array`
  public var description: String { "\(file): \(fault)" }
}

/// A request and its whole answer, as they were recorded.
package struct RecordedExchange: Sendable {
  package let method: String
  /// With the query, as in the URL.
  package let path: String
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]
  package let answer: HTTPAnswer

  /// The first value of a field; nil also for an empty one.
  package subscript(header name: String) -> String? {
    let value = headers.first { $0.name.lowercased() == name.lowercased() }?.value
    return value?.isEmpty == true ? nil : value
  }
}

extension RecordedExchange {
  /// Whether it is what a case asks, but for the path: the same method, the same body as it is
  /// written, and the same header fields as far as they decide about an answer.
  func isAsked(by request: CaseRequest) -> Bool {
    method == request.method && hasBody(of: request) && hasHeaders(of: request)
  }

  /// JSON is compared as JSON, with `5` and `5.0` apart; what is none, or repeats a name, by its
  /// bytes.
  private func hasBody(of request: CaseRequest) -> Bool {
    let asked = request.body ?? []
    if asked == body { return true }
    guard let left = try? JSONReader.read(asked), left.duplicates.isEmpty,
      let right = try? JSONReader.read(body), right.duplicates.isEmpty
    else { return false }
    return left.root.isWritten(as: right.root)
  }

  private func hasHeaders(of request: CaseRequest) -> Bool {
    for (name, value) in request.headers where self[header: name] ?? "" != value { return false }
    func isNamed(_ name: String) -> Bool {
      request.headers.contains { $0.name.lowercased() == name }
    }
    // Which key was the right one is not recorded; a 401 says that it was another.
    let isOtherwiseKeyed =
      request.isAnonymous ? self[header: "Authorization"] != nil : answer.status == 401
    if !isNamed("authorization"), isOtherwiseKeyed { return false }
    // Many clients give a type to a GET that has no body.
    let isTyped = self[header: "Content-Type"] != nil
    if method != "GET", !isNamed("content-type"), isTyped { return false }
    return isNamed("accept") || acceptsJSON
  }

  /// A case that says nothing of Accept is asked in the service's own form.
  private var acceptsJSON: Bool {
    guard let accept = self[header: "Accept"]?.lowercased() else { return true }
    return ["*/*", "application/*", "application/json"].contains { accept.contains($0) }
  }
}

extension JSONValue {
  /// Whether both are equal and every number is written alike; the order of members does not count.
  /// Neither may repeat a name.
  fileprivate func isWritten(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): left.text == right.text
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isWritten(as: $1) }
    case (.object(let left), .object(let right)):
      left.members.count == right.members.count
        && left.members.allSatisfy { member in
          right[member.name].map { member.value.isWritten(as: $0) } ?? false
        }
    case (.null, _), (.bool, _), (.string, _), (.number, _), (.array, _), (.object, _):
      self == other
    }
  }
}

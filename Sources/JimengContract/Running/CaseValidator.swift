package import JimengClient
import OpenAPIContract
import StrictJSON

/// Holds an answer against what a case expects. It sends nothing.
package struct CaseValidator: Sendable {
  /// Whether the answers are a mock's of this family. Another service need not have the header
  /// fields of such a mock, and may have troubles of its own that say nothing of the request.
  package let isOwnMock: Bool

  package init(isOwnMock: Bool) {
    self.isOwnMock = isOwnMock
  }

  package func validate(_ answer: HTTPAnswer, by expected: CaseExpectation) -> CaseVerdict {
    if !isOwnMock, !expected.statuses.contains(answer.status), let trouble = Self.trouble(answer) {
      return .couldNotCheck(trouble)
    }
    var reasons: [String] = []
    if !expected.statuses.contains(answer.status) {
      let statuses = expected.statuses.map(String.init).joined(separator: " or ")
      reasons.append("status is \(answer.status), not \(statuses)")
    }
    if let type = expected.contentType {
      let given = answer[header: "Content-Type"]
      // What is no media type is compared as it stands.
      let isSame = given.flatMap { MediaType($0) }.map { $0 == MediaType(type) } ?? (given == type)
      if !isSame {
        reasons.append("Content-Type is \(given ?? "missing"), not \(type)")
      }
    }
    for (name, prefix) in expected.headers {
      let value = answer[header: name]
      if value == nil, !isOwnMock, name.hasPrefix("Mock-") { continue }
      if value?.hasPrefix(prefix) != true {
        reasons.append("\(name) is \(value ?? "missing") and does not begin with \(prefix)")
      }
    }
    return validateBody(answer, by: expected, reasons)
  }

  private func validateBody(
    _ answer: HTTPAnswer, by expected: CaseExpectation, _ known: [String]
  ) -> CaseVerdict {
    var reasons = known
    if expected.body != nil || !expected.mentions.isEmpty {
      let document: JSONDocument
      do {
        document = try answer.json()
      } catch {
        return .couldNotCheck("\(error)")
      }
      let body = document.root
      reasons += document.duplicates.map { "body: \($0): given more than once" }
      reasons += expected.body?.validate(body).violations.map { "body: \($0.message)" } ?? []
      let message = body["message"]?.string ?? ""
      for mention in expected.mentions where !message.contains(mention) {
        reasons.append("message does not mention '\(mention)': \(message)")
      }
    }
    return reasons.isEmpty ? .passed : .failed(reasons)
  }

  /// Answers by which a service says that it has not looked at the request: keys, channels, rates
  /// and upstreams come before (EVIDENCE.md, rows 2 to 7 and 12 to 16).
  static func trouble(_ answer: HTTPAnswer) -> String? {
    switch answer.status {
    case 300..<400, 401, 402, 403, 407, 429, 500...:
      "it answered \(answer.status) and did not judge the request: \(answer.firstWords)"
    default: nil
    }
  }
}

/// What came of one case.
public enum CaseVerdict: Equatable, Sendable {
  /// The answer is as the case says.
  case passed
  /// The answer came and is not what the case says: each reason.
  case failed([String])
  /// There was no answer to judge, with the reason. Never a pass.
  case couldNotCheck(String)

  /// `passed`, `failed` or `could-not-check`, as the reports have it.
  public var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .couldNotCheck: "could-not-check"
    }
  }

  /// Why it is no pass; empty for one.
  public var reasons: [String] {
    switch self {
    case .passed: []
    case .failed(let reasons): reasons
    case .couldNotCheck(let reason): [reason]
    }
  }
}

import OpenAPIContract
import StrictJSON

/// Holds an answer against what a case expects. It sends nothing.
package enum CaseJudge {
  package static func judge(_ answer: CaseAnswer, by expected: ContractCase.Expectation)
    -> CaseVerdict
  {
    var reasons: [String] = []
    if answer.status != expected.status {
      reasons.append("status is \(answer.status), not \(expected.status)")
    }
    if let type = expected.contentType, answer[header: "Content-Type"] != type {
      reasons.append("Content-Type is \(answer[header: "Content-Type"] ?? "missing"), not \(type)")
    }
    for (name, prefix) in expected.headers {
      let value = answer[header: name]
      if value?.hasPrefix(prefix) != true {
        reasons.append("\(name) is \(value ?? "missing") and does not begin with \(prefix)")
      }
    }
    reasons += judgeBody(answer.body, by: expected)
    return reasons.isEmpty ? .passed : .failed(reasons)
  }

  private static func judgeBody(
    _ bytes: [UInt8], by expected: ContractCase.Expectation
  ) -> [String] {
    guard expected.body != nil || !expected.mentions.isEmpty else { return [] }
    let body: JSONValue
    do {
      body = try JSONReader.read(bytes).root
    } catch {
      return ["the body is not JSON: \(error)"]
    }
    var reasons =
      expected.body?.judge(body).violations.map { "body: \($0.message)" } ?? []
    let message = body["message"]?.string ?? ""
    for mention in expected.mentions where !message.contains(mention) {
      reasons.append("message does not mention '\(mention)': \(message)")
    }
    return reasons
  }
}

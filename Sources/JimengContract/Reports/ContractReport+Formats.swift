import Foundation
import JimengClient
import OpenAPIContract
import Reports
import StrictJSON

// MARK: JSON

extension ContractReport {
  /// For programs, as JSON text:
  /// `{"target", "page", "startedAt", "seconds", "result", "passed", "failed", "couldNotCheck",
  /// "billedSubmits", "uncertainSubmits": how many of those, "stopped": reason or null,
  /// "cases": [{"id", "requirement", "source", "tier", "profile", "result", "reasons", "status":
  /// number or null, "taskID": text or null, "seconds", "evidence": on the gateway, or null}],
  /// "omitted": [{"id", "reason"}],
  /// "rules": [{"operation", "field", "location", "rule", "words",
  /// "documented": {"words", "origin", "line"},
  /// "observed": {"on", "status", "accepted", "cases"} or null, "assumed": text or null,
  /// "caseIDs"}], "notCovered": [text]}`,
  /// where the status of what was observed is `enforced`, `not-enforced`, `kept` or `undecided`,
  /// `result` is `passed`, `failed` or `could-not-check`, `seconds` a number, `startedAt`
  /// a time of RFC 3339 in UTC and `on` its day.
  public var json: String {
    let value: JSONValue = [
      "target": .string(plan.target.name), "page": .string(plan.suite.contract.name),
      "startedAt": .string("\(timestamp)Z"), "seconds": Self.seconds(duration),
      "result": .string(verdict.name), "passed": .number(passedCount),
      "failed": .number(failedCount), "couldNotCheck": .number(uncheckedCount),
      "billedSubmits": .number(billedSubmits), "uncertainSubmits": .number(uncertainSubmits),
      "stopped": stopReason.map(JSONValue.string) ?? .null,
      "cases": .array(results.map(Self.object)),
      "omitted": .array(
        omissions.map { ["id": .string($0.id), "reason": .string($0.reason)] }),
      "rules": .array(RuleEvidence.table(self).map(object)),
      "notCovered": .array(plan.suite.uncoveredRules.map(JSONValue.string)),
    ]
    return JSONWriter.string(value, style: .pretty)
  }

  private static func object(_ result: CaseResult) -> JSONValue {
    let contractCase = result.contractCase
    return [
      "id": .string(contractCase.id), "requirement": .string(contractCase.requirement),
      "source": .string(contractCase.source), "tier": .string(contractCase.tier.rawValue),
      "profile": .string(contractCase.profile.rawValue), "result": .string(result.verdict.name),
      "reasons": .array(result.verdict.reasons.map(JSONValue.string)),
      "status": result.status.map(JSONValue.number) ?? .null,
      "taskID": result.taskID.map(JSONValue.string) ?? .null,
      "seconds": seconds(result.duration),
      "evidence": contractCase.coverage.map { .string($0.standing.evidence) } ?? .null,
    ]
  }

  private func object(_ evidence: RuleEvidence) -> JSONValue {
    let rule = evidence.rule
    return [
      "operation": .string("\(rule.method) \(rule.path)"), "field": .string(rule.field),
      "location": .string(rule.location.rawValue), "rule": .string(rule.rule.rawValue),
      "words": .string(rule.words),
      "documented": [
        "words": .string(rule.source.words), "origin": .string(rule.source.origin.rawValue),
        "line": rule.source.line.map(JSONValue.number) ?? .null,
      ],
      "observed": observed(evidence.finding), "assumed": Self.assumed(evidence.finding),
      "caseIDs": .array(evidence.caseIDs.map(JSONValue.string)),
    ]
  }

  private func observed(_ finding: RuleEvidence.Finding) -> JSONValue {
    func object(_ status: String, _ accepted: Int, _ cases: Int) -> JSONValue {
      [
        "on": .string(day), "status": .string(status), "accepted": .number(accepted),
        "cases": .number(cases),
      ]
    }
    switch finding {
    case .enforced(let cases): return object("enforced", 0, cases)
    case .notEnforced(let accepted, let cases, _): return object("not-enforced", accepted, cases)
    case .kept(let accepted, let cases): return object("kept", accepted, cases)
    case .undecided(let cases): return object("undecided", 0, cases)
    case .assumed, .notCovered: return .null
    }
  }

  private static func assumed(_ finding: RuleEvidence.Finding) -> JSONValue {
    switch finding {
    case .assumed(let words): .string(words)
    case .enforced, .notEnforced, .kept, .undecided, .notCovered: .null
    }
  }

  private static func seconds(_ duration: Duration) -> JSONValue {
    .number(JSONNumber(checkedText: duration.secondsText))
  }
}

// MARK: JUnit

extension ContractReport {
  /// JUnit's XML: one suite, a `failure` for a case that failed, an `error` for one that could not
  /// be checked, `skipped` for one that was not sent.
  public var junit: String {
    let stop = stopReason.map { ["stopped: \($0)"] } ?? []
    let output = plan.suite.uncoveredRules.map { "not covered: \($0)" } + stop
    let omitted = omissions.map {
      JUnitReport.Case(group: "contract", name: $0.id, problem: .skipped($0.reason))
    }
    return JUnitReport(
      name: "\(plan.suite.contract.name) at \(plan.target.name)", date: date, duration: duration,
      cases: results.map(Self.junitCase) + omitted, output: output.joined(separator: "\n")
    ).xml
  }

  private static func junitCase(_ result: CaseResult) -> JUnitReport.Case {
    let contractCase = result.contractCase
    let reasons = result.verdict.reasons
    let lines = [contractCase.requirement] + reasons + ["source: \(contractCase.source)"]
    let (type, message) = (result.verdict.name, reasons.first ?? "")
    let details = lines.joined(separator: "\n")
    let problem: JUnitReport.Problem? =
      switch result.verdict {
      case .passed: nil
      case .failed: .failure(type: type, message: message, details: details)
      case .couldNotCheck: .error(type: type, message: message, details: details)
      }
    return JUnitReport.Case(
      group: "contract.\(contractCase.tier.rawValue)", name: contractCase.id,
      duration: result.duration, problem: problem)
  }
}

// MARK: HAR

extension ContractReport {
  /// What was asked and answered, as an HTTP Archive (HAR 1.2) that `Recording` reads again.
  /// `<key>` stands in place of the key. Without entries where a run did not record.
  public var har: String {
    var archive = HARArchive(creator: "jimeng-mock-test", version: "1")
    let profiles = Set(plan.cases.map(\.profile))
    if profiles.count == 1, let profile = profiles.first {
      archive.ownMembers = [
        .init(name: RecordingReader.profileName, value: .string(profile.rawValue))
      ]
    }
    return JSONWriter.string(archive.json(exchanges.map(Self.archived)), style: .pretty)
  }

  private static func archived(_ entry: ExchangeLog.Entry) -> HARArchive.Entry {
    let exchange = entry.exchange
    let answer = exchange.answer
    let headers = answer.fields.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    return HARArchive.Entry(
      time: entry.date.utcText, milliseconds: .number(Int(entry.duration / .milliseconds(1))),
      request: HARArchive.Request(
        method: exchange.method, url: entry.url, headers: exchange.headers,
        byteCount: exchange.body.count, content: content(exchange.body)),
      response: HARArchive.Response(
        status: answer.status, headers: headers, byteCount: answer.body.count,
        content: content(answer.body)))
  }

  private static func content(_ bytes: [UInt8]) -> HARArchive.Content {
    String(validating: bytes, as: UTF8.self).map { HARArchive.Content(text: $0) }
      ?? HARArchive.Content(text: Data(bytes).base64EncodedString(), isBase64: true)
  }
}

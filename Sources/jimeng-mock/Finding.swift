import JimengMock
import OpenAPIContract
import StrictJSON

/// What `check` found in one file.
struct Finding {
  let name: String
  private let summary: String
  private var faults: [Fault] = []
  private var warnings: [String] = []

  /// One thing that is wrong, as a line and as JSON.
  private struct Fault {
    let line: String
    let json: JSONValue
  }

  var isFine: Bool { faults.isEmpty }

  /// A page that compiled.
  init(name: String, contract: Contract) {
    self.name = name
    let prose = contract.rules.count { $0.source.origin == .prose }
    summary =
      "\(contract.operations.count) operation(s), \(contract.rules.count) rules, "
      + "\(prose) of them from prose, \(contract.unread.count) description(s) left unread"
    warnings = contract.unread.map { unread in
      let place = unread.line.map { ":\($0)" } ?? ""
      return "\(name)\(place): unread: \(unread.words) (\(unread.why))"
    }
  }

  /// A file that holds a page, good or bad.
  init(name: String, page bytes: [UInt8]) {
    do {
      self.init(name: name, contract: try PageFile.contract(bytes: bytes, name: name))
    } catch {
      self.name = name
      summary = "no page that can be enforced"
      faults = [Fault(line: "\(error)", json: ["message": .string("\(error)")])]
    }
  }

  /// The body of a request.
  init(name: String, body bytes: [UInt8], operation: OpenAPIContract.Operation) {
    self.name = name
    summary = "a valid body for \(operation.method) \(operation.plainPath)"
    let judgement = Self.judge(bytes, operation)
    faults = judgement.violations.map { violation in
      let source = violation.source.map { source in
        "  [\(source.words)\(source.line.map { ", line \($0)" } ?? "")]"
      }
      return Fault(
        line: "\(name): \(violation.pointer): \(violation.message)\(source ?? "")",
        json: ViolationReport.object(violation))
    }
    if judgement.violationsDropped > 0 {
      let words = "and \(judgement.violationsDropped) more"
      faults.append(Fault(line: "\(name): \(words)", json: ["message": .string(words)]))
    }
    warnings = judgement.warnings.map { "\(name): \($0.pointer): warning: \($0.message)" }
  }

  private static func judge(
    _ bytes: [UInt8], _ operation: OpenAPIContract.Operation
  ) -> Judgement {
    guard !bytes.isEmpty else { return operation.judgeMissingBody() }
    do {
      return operation.judgeBody(try JSONReader.read(bytes))
    } catch {
      return operation.judgeUnreadableBody(error)
    }
  }

  var lines: [String] {
    (isFine ? ["\(name): fine: \(summary)"] : faults.map(\.line)) + warnings
  }

  var json: JSONValue {
    [
      "file": .string(name), "fine": .bool(isFine), "violations": .array(faults.map(\.json)),
      "warnings": .array(warnings.map { .string($0) }),
    ]
  }
}

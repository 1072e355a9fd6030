import CommandInterface
import JimengMock
import OpenAPIContract
import StrictJSON

/// What `check` found in one file.
struct Finding {
  let name: String
  private let summary: String
  private var faults: [Fault] = []
  private var warnings: [String] = []

  /// One problem, as a line and as JSON.
  private struct Fault {
    let line: String
    let json: JSONValue
  }

  var isFine: Bool { faults.isEmpty }

  /// A page that compiled.
  static func page(_ contract: Contract, name: String) -> Finding {
    let prose = contract.rules.count { $0.source.origin == .prose }
    let warnings = contract.unread.map { unread in
      let place = unread.line.map { ":\($0)" } ?? ""
      return "\(name)\(place): unread: \(unread.words) (\(unread.why))"
    }
    return Finding(
      name: name,
      summary: "\(contract.operations.count) operation(s), \(contract.rules.count) rules, "
        + "\(prose) of them from prose, \(contract.unread.count) description(s) left unread",
      warnings: warnings)
  }

  /// A file that holds a page, good or bad.
  static func page(_ bytes: [UInt8], name: String) -> Finding {
    do {
      return page(try PageFile.contract(bytes: bytes, name: name), name: name)
    } catch {
      let fault = Fault(line: "\(error)", json: ["message": .string("\(error)")])
      return Finding(name: name, summary: "", faults: [fault])
    }
  }

  /// The body of a request.
  static func body(
    _ bytes: [UInt8], name: String, operation: OpenAPIContract.Operation
  ) -> Finding {
    let result = validate(bytes, operation)
    var faults = result.violations.map { violation in
      let source = violation.source.map { source in
        "  [\(source.words)\(source.line.map { ", line \($0)" } ?? "")]"
      }
      return Fault(
        line: "\(name): \(violation.message)\(source ?? "")",
        json: ViolationReport.object(violation))
    }
    if result.violationsDropped > 0 {
      let words = "and \(result.violationsDropped) more"
      faults.append(Fault(line: "\(name): \(words)", json: ["message": .string(words)]))
    }
    return Finding(
      name: name, summary: "a valid body for \(operation.method) \(operation.plainPath)",
      faults: faults,
      warnings: result.warnings.map { "\(name): warning: \($0.message)" })
  }

  private static func validate(
    _ bytes: [UInt8], _ operation: OpenAPIContract.Operation
  ) -> ValidationResult {
    guard !bytes.isEmpty else { return operation.validateMissingBody() }
    do {
      return operation.validateBody(try JSONReader.read(bytes))
    } catch {
      return operation.validateUnreadableBody(error)
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

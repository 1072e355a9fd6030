import HTTPTransport
import OpenAPIContract
import StrictJSON

/// `POST /jimeng/submit/videos`, as service files and messages name an operation.
struct OperationName: Equatable {
  let method: String
  let template: PathTemplate

  init(_ node: JSONNode) throws(JSONNodeError) {
    let parts = try node.string().split(separator: " ").map(String.init)
    guard parts.count == 2, HTTPFields.isName(parts[0]), Self.isPath(parts[1]),
      let template = PathTemplate(parts[1])
    else {
      throw node.mustBe("a method and a path, such as POST /videos")
    }
    guard !parts[1].utf8.starts(with: "/__mock/".utf8) else {
      throw node.error(.rule("paths under /__mock/ are the mock's own; describe another one"))
    }
    method = parts[0].uppercased()
    self.template = template
  }

  /// Without what no path of a request can hold.
  private static func isPath(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"?#".utf8.contains($0) }
  }

  var text: String { "\(method) \(template.text)" }

  func matches(_ operation: Operation) -> Bool {
    operation.method == method && operation.served.contains { $0.shape == template.shape }
  }

  func find(in contracts: [Contract]) -> Operation? {
    contracts.lazy.flatMap(\.operations).first(where: matches)
  }

  /// That no page has it.
  func missing(in contracts: [Contract], at node: JSONNode) -> JSONNodeError {
    let known = contracts.flatMap(\.operations).map { "\($0.method) \($0.plainPath)" }
    return JSONNodeError(
      pointer: node.pointer.appending("operation"),
      problem: .rule(
        "no page has \(text)"
          + (known.isEmpty ? "" : "; they have \(known.prefix(5).joined(separator: ", "))")))
  }
}

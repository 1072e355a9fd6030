import HTTPTransport
import OpenAPIContract

/// Finds the operation of the contract that a request is for. It decides nothing else.
struct MockRouter: Sendable {
  enum Route {
    /// Position in the contract's operations, and the values of the path's parameters.
    case operation(Int, parameters: [String: String])
    /// The path is served, the method is not.
    case otherMethod(allowed: String)
    case unknownPath
  }

  private struct Entry {
    let pattern: PathPattern
    let method: HTTPMethod
    let operation: Int
  }

  private let entries: [Entry]

  /// - Parameter basePath: a prefix under which every operation is served as well; empty for none.
  init(operations: [Operation], basePath: String) {
    let prefixes = basePath.isEmpty ? [""] : ["", basePath]
    entries = operations.indices.flatMap { index in
      prefixes.flatMap { prefix in
        operations[index].servedPaths.map { path in
          Entry(
            pattern: PathPattern(prefix + path),
            method: HTTPMethod(rawValue: operations[index].method), operation: index)
        }
      }
    }
  }

  /// What is served, as `POST /path`, for messages.
  var servedOperations: [String] { entries.map { "\($0.method.rawValue) \($0.pattern.text)" } }

  /// A HEAD is routed as the GET it stands for (RFC 9110 §9.3.2).
  func route(_ request: HTTPRequest) -> Route {
    let method = request.method == .head ? .get : request.method
    return request.withPath { path in
      var allowed: [String] = []
      for entry in entries {
        guard let parameters = entry.pattern.match(path) else { continue }
        if entry.method == method { return .operation(entry.operation, parameters: parameters) }
        allowed.append(entry.method.rawValue)
        if entry.method == .get { allowed.append("HEAD") }
      }
      guard !allowed.isEmpty else { return .unknownPath }
      return .otherMethod(allowed: (allowed + ["OPTIONS"]).joined(separator: ", "))
    }
  }
}

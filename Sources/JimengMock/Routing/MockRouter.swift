import HTTPTransport
import OpenAPIContract

/// Finds the operation of the contract that a request is for. It decides nothing else.
struct MockRouter: Sendable {
  enum Route {
    /// Position in the contract's operations.
    case operation(Int)
    case fetch(FetchRoute)
    /// The path is served, the method is not.
    case otherMethod(allowed: String)
    case unknownPath
  }

  private final class Entry: Sendable {
    let template: PathTemplate
    let method: HTTPMethod
    let operation: Int
    /// The whole path, when the template has no parameters.
    private let literal: ContiguousArray<UInt8>?

    init(template: PathTemplate, method: HTTPMethod, operation: Int) {
      self.template = template
      self.method = method
      self.operation = operation
      literal = template.parameterNames.isEmpty ? ContiguousArray(template.text.utf8) : nil
    }

    func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let literal else { return template.matches(path) }
      return literal.withUnsafeBufferPointer { path.hasSameBytes(as: $0) }
    }
  }

  private let entries: [Entry]

  init(operations: [Operation]) {
    entries = operations.indices.flatMap { index in
      operations[index].served.map { template in
        Entry(
          template: template, method: HTTPMethod(rawValue: operations[index].method),
          operation: index)
      }
    }
  }

  /// What is served, as `POST /path`, for messages.
  var servedOperations: [String] {
    entries.map { "\($0.method.rawValue) \($0.template.text)" } + FetchRoute.served
  }

  func route(_ request: HTTPRequest, path: ContractPath) -> Route {
    let method = request.method
    return path.withBytes(of: request) { route(method: method, path: $0) }
  }

  /// - Parameter path: as the contract knows it.
  func route(method: HTTPMethod, path: UnsafeBufferPointer<UInt8>) -> Route {
    // A HEAD is answered as the GET it stands for (RFC 9110 §9.3.2).
    let method = method == .head ? .get : method
    var allowed: [String] = []
    for entry in entries where entry.matches(path) {
      if entry.method == method { return .operation(entry.operation) }
      allowed.append(entry.method.rawValue)
      if entry.method == .get { allowed.append("HEAD") }
    }
    guard !allowed.isEmpty else { return routeFetch(method: method, path: path) }
    return .otherMethod(allowed: (allowed + ["OPTIONS"]).joined(separator: ", "))
  }

  /// What the page itself serves comes first.
  private func routeFetch(method: HTTPMethod, path: UnsafeBufferPointer<UInt8>) -> Route {
    switch FetchRoute.find(method: method, path: path) {
    case nil: .unknownPath
    case .otherMethod(let allowed): .otherMethod(allowed: allowed)
    case .some(let route): .fetch(route)
    }
  }
}

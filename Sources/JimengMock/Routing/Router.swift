import HTTPTransport
import OpenAPIContract

/// Finds the operation that a request is for, among those of all services. It decides nothing else.
struct Router: Sendable {
  enum Route {
    case operation(EmulatedOperation)
    /// The path is served, the method is not.
    case otherMethod(allowed: String)
    case unknownPath
  }

  /// One method on one path, and what answers there.
  private final class Row: Sendable {
    let template: PathTemplate
    let method: HTTPMethod
    let operation: EmulatedOperation
    /// The whole path, when the template has no parameters.
    private let literal: ContiguousArray<UInt8>?

    init(template: PathTemplate, _ operation: EmulatedOperation) {
      self.template = template
      method = HTTPMethod(rawValue: operation.method)
      self.operation = operation
      literal = template.parameterNames.isEmpty ? ContiguousArray(template.text.utf8) : nil
    }

    func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let literal else {
        return template.matches(path) || isWithoutValue(path)
      }
      return literal.withUnsafeBufferPointer { path.hasSameBytes(as: $0) }
    }

    /// Whether the path ends where the id of a task should stand: a client that did not read the
    /// answer to its submit sends nothing there.
    private func isWithoutValue(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
      guard case .fetch(.path, _) = operation.role, path.last == UInt8(ascii: "/") else {
        return false
      }
      return template.matches(path, withoutLastValue: true)
    }
  }

  private let rows: [Row]

  init(_ services: [Service]) {
    rows = services.flatMap(\.operations).flatMap { operation in
      operation.served.map { Row(template: $0, operation) }
    }
  }

  /// What is served, as `POST /path`, for messages.
  var servedOperations: [String] {
    rows.map { "\($0.method.rawValue) \($0.template.text)" }
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
    for row in rows where row.matches(path) {
      if row.method == method { return .operation(row.operation) }
      allowed.append(row.method.rawValue)
      if row.method == .get { allowed.append("HEAD") }
    }
    guard !allowed.isEmpty else { return .unknownPath }
    return .otherMethod(allowed: (allowed + ["OPTIONS"]).joined(separator: ", "))
  }
}

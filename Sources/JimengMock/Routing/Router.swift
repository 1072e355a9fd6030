import HTTPTransport
import OpenAPIContract

/// Finds the operation or the admin endpoint of a request, in one table of rows. It decides nothing
/// else.
struct Router: Sendable {
  /// What answers a request.
  enum Target: Sendable {
    case operation(EmulatedOperation)
    case admin(AdminEndpoint)
  }

  enum Route {
    case found(Row)
    /// The path is served, the method is not.
    case otherMethod(allowed: String)
    case unknownPath
  }

  /// One method on one path.
  final class Row: Sendable {
    let template: PathTemplate
    fileprivate let method: HTTPMethod
    let target: Target
    /// The whole path, if the template has no parameters.
    private let literal: ContiguousArray<UInt8>?
    fileprivate var isConcrete: Bool { literal != nil }
    /// Whether the last value of the path may be missing: a client that does not read the answer to
    /// its submit has no id to send.
    private let mayEndEarly: Bool
    private let isAdmin: Bool

    fileprivate init(_ method: HTTPMethod, _ template: PathTemplate, _ target: Target) {
      self.template = template
      self.method = method
      self.target = target
      isAdmin = if case .admin = target { true } else { false }
      literal = template.parameterNames.isEmpty ? ContiguousArray(template.text.utf8) : nil
      mayEndEarly =
        if case .operation(let operation) = target, case .fetch(.path, _) = operation.role {
          true
        } else {
          false
        }
    }

    fileprivate func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let literal else {
        // A page's `/{a}/{b}` must not hide the admin API.
        return template.matches(
          path, withoutLastValue: mayEndEarly && path.last == UInt8(ascii: "/"))
          && (isAdmin || !path.starts(with: "/__mock/".utf8))
      }
      return literal.withUnsafeBufferPointer { path.hasSameBytes(as: $0) }
    }
  }

  private let rows: [Row]

  init(_ services: [Service]) {
    let operations = services.flatMap(\.operations).flatMap { operation in
      operation.served.map {
        Row(HTTPMethod(rawValue: operation.method), $0, .operation(operation))
      }
    }
    // Concrete paths come before templated ones (OpenAPI 3.0.3 §4.7.8.2).
    rows =
      operations.filter(\.isConcrete) + operations.filter { !$0.isConcrete }
      + AdminEndpoint.all.flatMap { endpoint in
        endpoint.paths.compactMap(PathTemplate.init).map {
          Row(endpoint.method, $0, .admin(endpoint))
        }
      }
  }

  /// The operations that are served, as `POST /path`, for messages.
  var servedOperations: [String] {
    rows.compactMap { row in
      guard case .operation = row.target else { return nil }
      return "\(row.method.rawValue) \(row.template.text)"
    }
  }

  /// - Parameter path: without its prefixes.
  func route(method: HTTPMethod, path: UnsafeBufferPointer<UInt8>) -> Route {
    var allowed: [String] = []
    for row in rows where row.matches(path) {
      if row.method == method { return .found(row) }
      // A HEAD is answered as the GET it stands for (RFC 9110 §9.3.2).
      if row.method == .get, method == .head { return .found(row) }
      allowed.append(row.method.rawValue)
      if row.method == .get { allowed.append("HEAD") }
    }
    guard !allowed.isEmpty else { return .unknownPath }
    return .otherMethod(allowed: (allowed + ["OPTIONS"]).joined(separator: ", "))
  }
}

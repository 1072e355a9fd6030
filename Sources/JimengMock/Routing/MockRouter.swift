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
  private let basePath: ContiguousArray<UInt8>

  /// - Parameter basePath: a prefix under which every operation is served as well; empty for none.
  init(operations: [Operation], basePath: String) {
    entries = operations.indices.flatMap { index in
      operations[index].served.map { template in
        Entry(
          template: template, method: HTTPMethod(rawValue: operations[index].method),
          operation: index)
      }
    }
    self.basePath = ContiguousArray(basePath.utf8)
  }

  /// What is served, as `POST /path`, for messages.
  var servedOperations: [String] {
    entries.map { "\($0.method.rawValue) \($0.template.text)" } + FetchRoute.served
  }

  /// The path as the contract knows it: without the base path, and with percent-encoding undone
  /// where it changes nothing (RFC 3986 §6.2.2.2).
  ///
  /// - Parameter prefixCount: bytes at the start that only choose a session or a scenario.
  func withContractPath<Result>(
    of request: HTTPRequest, dropping prefixCount: Int = 0,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    request.withPath { path in
      guard prefixCount < path.count else { return ("/" as StaticString).withUTF8Buffer(body) }
      var path = UnsafeBufferPointer(rebasing: path[prefixCount...])
      if !basePath.isEmpty, path.starts(with: basePath),
        path.count > basePath.count, path[basePath.count] == UInt8(ascii: "/")
      {
        path = UnsafeBufferPointer(rebasing: path[basePath.count...])
      }
      guard path.contains(UInt8(ascii: "%")) else { return body(path) }
      return Self.undoingNeedlessEncoding(path).withUnsafeBufferPointer(body)
    }
  }

  /// - Parameter path: as `withContractPath` passes it.
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

  /// Letters, digits, `-`, `.`, `_` and `~` mean the same encoded or not; all else stays encoded.
  private static func undoingNeedlessEncoding(
    _ path: UnsafeBufferPointer<UInt8>
  ) -> ContiguousArray<UInt8> {
    var result = ContiguousArray<UInt8>()
    var index = 0
    while index < path.count {
      if path[index] == UInt8(ascii: "%"), index + 2 < path.count,
        let high = path[index + 1].hexDigitValue, let low = path[index + 2].hexDigitValue,
        isUnreserved(UInt8(high << 4 | low))
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(path[index])
        index += 1
      }
    }
    return result
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

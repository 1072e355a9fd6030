import HTTPTransport
import OpenAPIContract

/// The fetch of tasks, which the vendor's page does not have (observed; `jimeng-fetch.yaml`).
enum FetchRoute: Equatable {
  /// `GET /jimeng/fetch/{task_id}`, the id percent-decoded; it may be empty, as a client's that did
  /// not read the answer to its submit.
  case one(taskID: String)
  /// `POST /jimeng/fetch`
  case batch
  /// The path is one of them, the method is not.
  case otherMethod(allowed: String)

  static let served = ["GET /jimeng/fetch/{task_id}", "POST /jimeng/fetch"]

  /// As one of `served`, whatever the task; nil for what is not served.
  var operation: (method: String, path: String)? {
    switch self {
    case .one: ("GET", "/jimeng/fetch/{task_id}")
    case .batch: ("POST", "/jimeng/fetch")
    case .otherMethod: nil
    }
  }

  /// - Parameters:
  ///   - method: GET for a HEAD.
  ///   - path: as the contract knows it.
  static func find(method: HTTPMethod, path: UnsafeBufferPointer<UInt8>) -> FetchRoute? {
    let stem: StaticString = "/jimeng/fetch"
    guard path.hasBytes(stem, at: 0) else { return nil }
    let rest = UnsafeBufferPointer(rebasing: path[stem.utf8CodeUnitCount...])
    guard let first = rest.first else {
      return method == .post ? .batch : .otherMethod(allowed: "POST, OPTIONS")
    }
    guard first == UInt8(ascii: "/"), !rest.dropFirst().contains(first) else { return nil }
    guard method == .get else { return .otherMethod(allowed: "GET, HEAD, OPTIONS") }
    return .one(taskID: PercentEncoding.decode(rest.dropFirst(), plusIsSpace: false))
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether `word` stands at `offset`.
  func hasBytes(_ word: StaticString, at offset: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count - offset >= length else { return false }
    for index in 0..<length where self[offset + index] != word.utf8Start[index] { return false }
    return true
  }
}

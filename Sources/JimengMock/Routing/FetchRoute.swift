import HTTPTransport

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
  ///   - path: without the base path.
  static func find(method: HTTPMethod, path: UnsafeBufferPointer<UInt8>) -> FetchRoute? {
    var path = path
    let flattened: StaticString = "/BASE_URL"
    if path.hasBytes(flattened, at: 0) {
      path = UnsafeBufferPointer(rebasing: path[flattened.utf8CodeUnitCount...])
    }
    let stem: StaticString = "/jimeng/fetch"
    guard path.hasBytes(stem, at: 0) else { return nil }
    let rest = UnsafeBufferPointer(rebasing: path[stem.utf8CodeUnitCount...])
    guard let first = rest.first else {
      return method == .post ? .batch : .otherMethod(allowed: "POST, OPTIONS")
    }
    guard first == UInt8(ascii: "/"), !rest.dropFirst().contains(first) else { return nil }
    guard method == .get else { return .otherMethod(allowed: "GET, HEAD, OPTIONS") }
    return .one(taskID: decoded(rest.dropFirst()))
  }

  /// RFC 3986 §2.1; what is no encoding stands for itself.
  private static func decoded(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard bytes.contains(UInt8(ascii: "%")) else { return String(decoding: bytes, as: UTF8.self) }
    var result = ContiguousArray<UInt8>()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let high = bytes[index + 1].hexDigitValue, let low = bytes[index + 2].hexDigitValue
      {
        result.append(UInt8(high << 4 | low))
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
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

/// An answer that is not what the service is known to say: what is wrong with it, and where.
public struct MalformedAnswer: Hashable, Sendable {
  /// The ways in which an answer can be wrong.
  public enum Reason: Hashable, Sendable {
    /// 2xx, and nothing in it.
    case empty
    /// A page for people (evidence row 20): nearly always the base URL is wrong.
    case webPage(title: String?)
    /// No JSON: line, column and what stands there.
    case notJSON(String)
    /// JSON of another shape: where (RFC 6901), what belongs there, and what is there.
    case wrongShape(pointer: String, expected: String, found: String)
    /// Longer than is read.
    case tooLarge(byteCountMax: Int)
    /// A redirect. None is followed: the API key would go where nobody meant it to.
    case redirect(location: String?)
  }

  /// What is wrong.
  public let reason: Reason
  /// The HTTP status.
  public let status: Int
  /// The Content-Type field.
  public let contentType: String?
  /// The service's name for the request, for its support.
  public let requestID: String?
  /// The beginning of the body, 4 KiB at most.
  public let body: String
}

extension MalformedAnswer: CustomStringConvertible {
  /// `malformed answer (status 200): /data: a string was expected, found null`
  public var description: String {
    "malformed answer (status \(status)): \(reason)"
  }
}

extension MalformedAnswer.Reason: CustomStringConvertible {
  /// In words.
  public var description: String {
    switch self {
    case .empty: "it is empty"
    case .webPage(let title):
      "a web page\(title.map { " titled '\($0)'" } ?? ""): check the base URL"
    case .notJSON(let fault): "not JSON: \(fault)"
    case .wrongShape(let pointer, let expected, let found):
      "\(pointer.isEmpty ? "the whole" : pointer): \(expected) was expected, found \(found)"
    case .tooLarge(let byteCountMax): "longer than the \(byteCountMax) bytes that are read"
    case .redirect(let location):
      "a redirect to \(location ?? "nowhere"), which is not followed: check the base URL"
    }
  }
}

/// The protocol versions this server speaks. A higher minor version is answered as 1.1
/// (RFC 9110 §2.5); another major version is refused with 505.
package enum HTTPVersion: Sendable {
  case http10
  case http11

  /// As it stands in a request line.
  package var text: String {
    switch self {
    case .http10: "HTTP/1.0"
    case .http11: "HTTP/1.1"
    }
  }
}

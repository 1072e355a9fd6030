import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why there is no HTTP answer to a request.
struct CallFailure: Error, Equatable {
  /// `it cannot be reached: Could not connect to the server.`
  let reason: String

  init(reason: String) {
    self.reason = reason
  }

  init(_ error: any Error) {
    let words = Self.words(error)
    guard let error = error as? URLError else {
      reason = words
      return
    }
    // libcurl's TLS failures come with words alone.
    let isTLS = ["SSL", "TLS", "certificate"].contains { words.contains($0) }
    let kind = Self.kind(error.code) ?? (isTLS ? "TLS failed" : nil)
    reason = kind.map { "\($0): \(words)" } ?? words
  }

  private static func kind(_ code: URLError.Code) -> String? {
    switch code {
    case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet:
      "it cannot be reached"
    case .timedOut: "no answer in time"
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
      .clientCertificateRequired:
      "TLS failed"
    case .badServerResponse, .cannotParseResponse, .unsupportedURL: "the answer is not HTTP"
    case .networkConnectionLost: "the connection broke"
    // The client's own doing, when a login is asked for (`WWW-Authenticate`).
    case .cancelled: "it asks for a login that no case gives"
    default: .none
    }
  }

  private static func words(_ error: any Error) -> String {
    let words = error.localizedDescription
    return words.contains("error -1001.") ? "time is over" : words
  }
}

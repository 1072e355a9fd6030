import Foundation
import JimengClient

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Why there is no whole HTTP answer to a request.
struct CallFailure: Error, Equatable {
  /// `it cannot be reached: Could not connect to the server.`
  let reason: String
  /// Whether nothing was sent.
  let isUnsent: Bool

  init(unsent reason: String) {
    self.reason = reason
    isUnsent = true
  }

  init(_ error: JimengError) {
    isUnsent = false
    switch error {
    case .network(let fault): reason = Self.words(fault)
    case .requestTimedOut(let duration): reason = "no whole answer within \(duration)"
    case .malformedAnswer(let answer): reason = "the answer is \(answer.reason)"
    case .cancelled: reason = "interrupted before its answer came"
    case .unsendable, .service, .waitTimedOut, .taskFailed, .taskFinishedWithoutURL:
      reason = "\(error)"
    }
  }

  private static func words(_ fault: NetworkFault) -> String {
    // libcurl's TLS failures come with words alone.
    let isTLS = ["SSL", "TLS", "certificate"].contains { fault.message.contains($0) }
    // An optional by declaration: on Linux it is one, on Darwin not.
    let code: URLError.Code? = URLError.Code(rawValue: fault.code)
    let kind = code.flatMap(kind) ?? (isTLS ? "TLS failed" : nil)
    return kind.map { "\($0): \(fault.message)" } ?? fault.message
  }

  private static func kind(_ code: URLError.Code) -> String? {
    switch code {
    case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet:
      "it cannot be reached"
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
      .clientCertificateRequired:
      "TLS failed"
    case .badServerResponse, .cannotParseResponse, .unsupportedURL: "the answer is not HTTP"
    case .networkConnectionLost: "the connection broke"
    default: .none
    }
  }
}

import Foundation
import JimengClient
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Makes a request of a case and sends it with a real client, exactly once.
struct CaseCaller: Sendable {
  private let target: ContractTarget
  private let log: ExchangeLog?

  /// - Parameters:
  ///   - target: whose key and bounds hold.
  ///   - log: gets what is asked and answered; nil for none.
  init(_ target: ContractTarget, log: ExchangeLog? = nil) {
    self.target = target
    self.log = log
  }

  /// - Throws: `CallFailure` when no whole answer came, or nothing could be sent.
  func send(
    _ request: CaseRequest, to baseURL: String
  ) async throws(CallFailure) -> HTTPAnswer {
    guard let url = URL(string: baseURL + request.path) else {
      throw CallFailure(unsent: "\(baseURL)\(request.path) is no URL")
    }
    let fields = Self.fields(of: request, key: target.key)
    for (name, value) in fields where !Self.isSendable(value) {
      throw CallFailure(unsent: "\(name) holds characters that no header can carry")
    }
    let call = HTTPCall(method: request.method, url: url, fields: fields, body: request.body)
    let (date, start) = (Date(), ContinuousClock.now)
    let answer: HTTPAnswer
    do throws(JimengError) {
      answer = try await HTTPExchange.perform(
        call, timeout: target.timeout, byteCountMax: target.answerByteCountMax)
    } catch {
      throw CallFailure(error)
    }
    log?.append(
      ExchangeLog.Entry(
        url: baseURL + request.path, exchange: recorded(request, answer), date: date,
        duration: ContinuousClock.now - start))
    return answer
  }

  /// Without the key.
  private func recorded(_ request: CaseRequest, _ answer: HTTPAnswer) -> RecordedExchange {
    let text = String(decoding: answer.body, as: UTF8.self)
    let shown = target.masked(text)
    return RecordedExchange(
      method: request.method, path: request.path,
      headers: Self.fields(of: request, key: CaseRequest.keyPlaceholder), body: request.body ?? [],
      answer: HTTPAnswer(
        status: answer.status, fields: answer.fields.mapValues(target.masked),
        body: shown == text ? answer.body : Array(shown.utf8)))
  }

  private static func fields(
    of request: CaseRequest, key: String
  ) -> [(name: String, value: String)] {
    var fields = request.headers.map {
      (name: $0.name, value: $0.value.replacing(CaseRequest.keyPlaceholder, with: key))
    }
    let isAuthorized = fields.contains { $0.name.lowercased() == "authorization" }
    if !request.isAnonymous, !isAuthorized {
      fields.append((name: "Authorization", value: "Bearer \(key)"))
    }
    return fields
  }

  /// RFC 9110 §5.5. URLSession leaves out, or cuts off, what it cannot send, and says nothing.
  private static func isSendable(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
  }
}

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

/// Gathers what a run asks and is answered.
final class ExchangeLog: Sendable {
  struct Entry: Sendable {
    let url: String
    let exchange: RecordedExchange
    let date: Date
    let duration: Duration
  }

  private let state = Mutex<[Entry]>([])

  var entries: [Entry] { state.withLock(\.self) }

  func append(_ entry: Entry) {
    state.withLock { $0.append(entry) }
  }
}

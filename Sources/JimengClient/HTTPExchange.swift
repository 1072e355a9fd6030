import Dispatch
package import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  package import FoundationNetworking
#endif

/// One request and its answer, over URLSession: the only file that knows of it. The contract suite
/// sends its cases by it too.
///
/// Each has a session and so a connection of its own. When one that was kept breaks before an
/// answer, libcurl sends the request again, unasked, or with a body hangs until the time-out, and
/// CFNetwork may send it again; a submit that is sent twice is billed twice.
package final class HTTPExchange: NSObject, URLSessionDataDelegate {
  private struct State {
    var continuation: CheckedContinuation<Outcome, Never>?
    var task: URLSessionDataTask?
    var body: [UInt8] = []
    var outcome: Outcome?
  }

  private typealias Outcome = Result<HTTPAnswer, JimengError>

  private let timeout: Duration
  private let byteCountMax: Int
  private let state = Mutex(State())

  private init(timeout: Duration, byteCountMax: Int) {
    self.timeout = timeout
    self.byteCountMax = byteCountMax
  }

  /// Sends a request, once, and returns its whole answer. No redirect is followed and no login
  /// given; libcurl takes a proxy from the environment.
  /// - Parameters:
  ///   - timeout: from now to the last byte of the answer, in real time.
  ///   - byteCountMax: of the answer's body.
  /// - Throws: `network`, `requestTimedOut`, `cancelled`, or `malformedAnswer` where it is too
  ///   large.
  package static func perform(
    _ call: HTTPCall, timeout: Duration, byteCountMax: Int
  ) async throws(JimengError) -> HTTPAnswer {
    let exchange = HTTPExchange(timeout: timeout, byteCountMax: byteCountMax)
    let outcome = await withTaskGroup(of: Outcome.self) { group in
      group.addTask { await exchange.run(call) }
      group.addTask {
        do {
          try await Task.sleep(for: timeout)
          return .failure(.requestTimedOut(after: timeout))
        } catch {
          return .failure(.cancelled)
        }
      }
      let first = await group.next()
      group.cancelAll()
      return first ?? .failure(.cancelled)
    }
    return try outcome.get()
  }

  private func run(_ call: HTTPCall) async -> Outcome {
    await withTaskCancellationHandler {
      await withCheckedContinuation { start(call, continuation: $0) }
    } onCancel: {
      end(.failure(.cancelled))
    }
  }

  private func start(_ call: HTTPCall, continuation: CheckedContinuation<Outcome, Never>) {
    let session = URLSession(
      configuration: Self.configuration(timeout: timeout), delegate: self, delegateQueue: nil)
    let task = session.dataTask(with: Self.urlRequest(call))
    let early: Outcome? = state.withLock { state in
      if state.outcome == nil { (state.continuation, state.task) = (continuation, task) }
      return state.outcome
    }
    if let early {
      session.invalidateAndCancel()
      continuation.resume(returning: early)
    } else {
      // If it is cancelled between the two, this does nothing.
      task.resume()
      session.finishTasksAndInvalidate()
    }
  }

  /// The first call decides; a transfer that still runs is given up.
  private func end(_ outcome: Outcome) {
    let ended: State? = state.withLock { state in
      guard state.outcome == nil else { return nil }
      defer { state = State(outcome: outcome) }
      return state
    }
    ended?.continuation?.resume(returning: outcome)
    guard let task = ended?.task else { return }
    // On Linux this waits for libcurl to pause, which it does not while there is more to be read.
    // Were it waited for here, all that is read meanwhile would pile up before our delegate.
    DispatchQueue.global().async { task.cancel() }
  }

  // MARK: Setup

  private static func configuration(timeout: Duration) -> URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.httpShouldSetCookies = false
    configuration.urlCredentialStorage = nil
    // Our own limit comes first. Here whole seconds count: on Linux 0.9 would be none at all.
    configuration.timeoutIntervalForRequest = (timeout / .seconds(1)).rounded(.up) + 5
    return configuration
  }

  private static func urlRequest(_ call: HTTPCall) -> URLRequest {
    var request = URLRequest(url: call.url)
    request.httpMethod = call.method
    request.httpBody = call.body.map { Data($0) }
    for (name, value) in call.fields { request.setValue(value, forHTTPHeaderField: name) }
    return request
  }

  private func answer(_ response: HTTPURLResponse, body: [UInt8]) -> HTTPAnswer {
    var fields: [String: String] = [:]
    for (name, value) in response.allHeaderFields { fields["\(name)".lowercased()] = "\(value)" }
    return HTTPAnswer(status: response.statusCode, fields: fields, body: body)
  }

  // MARK: URLSession's calls

  package func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    end(.success(answer(response, body: [])))
    // Owed to CFNetwork. On Linux the process would end, for the task may be cancelled by now.
    #if !canImport(FoundationNetworking)
      completionHandler(nil)
    #endif
  }

  /// A 401 that asks for a login is the answer, whole. CFNetwork gives it when nobody has one;
  /// certificates it judges as ever. FoundationNetworking would then cancel the task and tell
  /// nobody, but has the whole answer by now, and asks this about nothing else.
  package func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler:
      @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
  ) {
    #if canImport(FoundationNetworking)
      guard let response = challenge.failureResponse as? HTTPURLResponse else {
        return end(.failure(.network(NetworkFault(URLError(.userAuthenticationRequired)))))
      }
      end(.success(answer(response, body: state.withLock(\.body))))
    #else
      completionHandler(.performDefaultHandling, nil)
    #endif
  }

  /// A length that is announced need not be read to be too large: libcurl reads ahead of us.
  package func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    guard response.expectedContentLength > Int64(byteCountMax) else {
      return completionHandler(.allow)
    }
    end(.failure(tooLarge(response, beginning: Data())))
    completionHandler(.cancel)
  }

  package func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data
  ) {
    let isTooLarge = state.withLock { state in
      let isTooLarge = state.body.count + data.count > byteCountMax
      if !isTooLarge { state.body += data }
      return isTooLarge
    }
    if isTooLarge { end(.failure(tooLarge(dataTask.response, beginning: data))) }
  }

  private func tooLarge(_ response: URLResponse?, beginning: Data) -> JimengError {
    let head = (response as? HTTPURLResponse).map { answer($0, body: Array(beginning)) }
    return .malformedAnswer(
      MalformedAnswer(
        reason: .tooLarge(byteCountMax: byteCountMax), status: head?.status ?? 0,
        contentType: head?[field: "content-type"], requestID: head?[field: "x-oneapi-request-id"],
        body: head?.excerpt ?? ""))
  }

  package func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if let error {
      let fault = NetworkFault(error)
      let isTimeout = fault.code == URLError.Code.timedOut.rawValue
      end(.failure(isTimeout ? .requestTimedOut(after: timeout) : .network(fault)))
    } else if let response = task.response as? HTTPURLResponse {
      end(.success(answer(response, body: state.withLock(\.body))))
    } else {
      end(.failure(.network(NetworkFault(URLError(.badServerResponse)))))
    }
  }
}

extension NetworkFault {
  fileprivate init(_ error: any Error) {
    let error = error as NSError
    self.init(code: error.code, message: error.localizedDescription)
  }
}

/// One request, ready to be sent.
package struct HTTPCall: Sendable {
  package let method: String
  package let url: URL
  /// In this order; of two of one name the last counts.
  package let fields: [(name: String, value: String)]
  /// Nil for none.
  package let body: [UInt8]?

  package init(
    method: String, url: URL, fields: [(name: String, value: String)], body: [UInt8]?
  ) {
    self.method = method
    self.url = url
    self.fields = fields
    self.body = body
  }
}

/// An answer as it came over the network, whole.
package struct HTTPAnswer: Sendable {
  package let status: Int
  /// By name in lower case.
  package let fields: [String: String]
  package let body: [UInt8]

  package init(status: Int, fields: [String: String], body: [UInt8]) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  /// - Parameter name: in lower case.
  subscript(field name: String) -> String? { fields[name] }

  /// The beginning of the body as text, for errors to carry: a page of megabytes helps nobody.
  var excerpt: String { String(decoding: body.prefix(Self.excerptByteCountMax), as: UTF8.self) }

  private static let excerptByteCountMax = 4096
}

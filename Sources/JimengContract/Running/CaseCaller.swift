import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends a request with a real client, URLSession, exactly once: on a connection of its own, since
/// a client may send again what a reused connection lost, and without following redirects.
struct CaseCaller: Sendable {
  let timeout: Duration

  /// - Throws: `CallFailure` when no HTTP answer came.
  func send(
    _ request: CaseRequest, to baseURL: String, key: String
  ) async throws(CallFailure) -> CaseAnswer {
    guard let url = URL(string: baseURL + request.path) else {
      throw CallFailure(reason: "\(baseURL)\(request.path) is no URL")
    }
    let session = URLSession(
      configuration: configuration, delegate: SingleAnswer(), delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    do {
      let (data, response) = try await session.data(for: urlRequest(request, url, key))
      guard let response = response as? HTTPURLResponse else {
        throw CallFailure(reason: "the answer is not HTTP")
      }
      let headers = response.allHeaderFields.map { (name: "\($0.key)", value: "\($0.value)") }
      return CaseAnswer(status: response.statusCode, headers: headers, body: Array(data))
    } catch let failure as CallFailure {
      throw failure
    } catch {
      throw CallFailure(error)
    }
  }

  private var configuration: URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    let (seconds, attoseconds) = timeout.components
    configuration.timeoutIntervalForRequest = Double(seconds) + Double(attoseconds) / 1e18
    configuration.timeoutIntervalForResource = 2 * configuration.timeoutIntervalForRequest
    configuration.httpShouldSetCookies = false
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    return configuration
  }

  private func urlRequest(_ request: CaseRequest, _ url: URL, _ key: String) -> URLRequest {
    var result = URLRequest(url: url)
    result.httpMethod = request.method
    for (name, value) in request.headers {
      let value = value.replacingOccurrences(of: CaseRequest.keyPlace, with: key)
      result.setValue(value, forHTTPHeaderField: name)
    }
    if !request.isAnonymous, result.value(forHTTPHeaderField: "Authorization") == nil {
      result.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
    }
    result.httpBody = request.body.map { Data($0) }
    return result
  }
}

/// Takes the first answer as the answer: no redirect is followed, no login given.
private final class SingleAnswer: NSObject, URLSessionTaskDelegate {
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  /// Certificates are judged as ever. A login would be asked for for ever, so the call ends.
  func urlSession(
    _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
    completionHandler:
      @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
  ) {
    completionHandler(.rejectProtectionSpace, nil)
  }
}

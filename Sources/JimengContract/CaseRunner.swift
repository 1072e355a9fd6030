package import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Runs cases against a server with a real client, URLSession. It never sends a request twice.
package struct CaseRunner: Sendable {
  private let baseURL: URL
  private let session: URLSession

  /// - Parameter baseURL: without a slash at the end; a case's path is appended as it is.
  package init(baseURL: URL, timeout: Duration = .seconds(10)) {
    self.baseURL = baseURL
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = Double(timeout.components.seconds)
    session = URLSession(configuration: configuration)
  }

  package func run(_ contractCase: ContractCase) async -> CaseVerdict {
    guard let url = URL(string: baseURL.absoluteString + contractCase.request.path) else {
      return .couldNotCheck("\(contractCase.request.path) makes no URL")
    }
    var request = URLRequest(url: url)
    request.httpMethod = contractCase.request.method
    for (name, value) in contractCase.request.headers {
      request.setValue(value, forHTTPHeaderField: name)
    }
    request.httpBody = contractCase.request.body.map { Data($0) }
    do {
      let (data, response) = try await session.data(for: request)
      guard let response = response as? HTTPURLResponse else {
        return .couldNotCheck("the answer is not HTTP")
      }
      let headers = response.allHeaderFields.map { (name: "\($0.key)", value: "\($0.value)") }
      let answer = CaseAnswer(status: response.statusCode, headers: headers, body: Array(data))
      return CaseJudge.judge(answer, by: contractCase.expectation)
    } catch {
      return .couldNotCheck(error.localizedDescription)
    }
  }
}

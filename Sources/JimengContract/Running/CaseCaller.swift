import Foundation
import JimengClient

/// Makes a request of a case and sends it with a real client, exactly once.
struct CaseCaller: Sendable {
  /// From the sending to the last byte of the answer.
  let timeout: Duration
  /// Of an answer's body.
  let byteCountMax: Int

  /// - Throws: `CallFailure` when no whole answer came, or nothing could be sent.
  func send(
    _ request: CaseRequest, to baseURL: String, key: String
  ) async throws(CallFailure) -> CaseAnswer {
    guard let url = URL(string: baseURL + request.path) else {
      throw CallFailure(reason: "\(baseURL)\(request.path) is no URL")
    }
    let fields = Self.fields(of: request, key: key)
    for (name, value) in fields where !Self.isSendable(value) {
      throw CallFailure(reason: "\(name) holds characters that no header can carry")
    }
    let call = HTTPCall(method: request.method, url: url, fields: fields, body: request.body)
    do throws(JimengError) {
      let answer = try await HTTPExchange.perform(
        call, timeout: timeout, byteCountMax: byteCountMax)
      return CaseAnswer(
        status: answer.status, headers: answer.fields.map { (name: $0.key, value: $0.value) },
        body: answer.body)
    } catch {
      throw CallFailure(error)
    }
  }

  private static func fields(
    of request: CaseRequest, key: String
  ) -> [(name: String, value: String)] {
    var fields = request.headers.map {
      (name: $0.name, value: $0.value.replacing(CaseRequest.keyPlace, with: key))
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

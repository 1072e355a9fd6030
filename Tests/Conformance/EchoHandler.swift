import Foundation
import HTTPTransport

/// Says back what the HTTP core understood, so that an outside suite judges the core alone.
final class EchoHandler: HTTPHandler {
  func respond(to request: HTTPRequest, at now: ServerTime, into response: inout HTTPResponse) {
    switch (request.method, request.path) {
    case (.options, _):
      response.status = .noContent
      response.appendField("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
    case (_, "/garden"):
      response.setBody(garden(request), type: "application/json")
    case (_, "/echo"):
      response.setBody(headerLines(request), type: "text/plain; charset=utf-8")
    case (_, "/cookie"):
      response.setBody(cookieLines(request), type: "text/plain; charset=utf-8")
    case (.get, "/"), (.head, "/"):
      response.setBody("OK", type: "text/plain; charset=utf-8")
    case (.delete, _) where request.body.isEmpty:
      response.status = .methodNotAllowed
      response.appendField("Allow", "GET, HEAD, POST, OPTIONS")
    case (.get, _), (.head, _):
      response.status = .notFound
    default:
      response.appendField("Content-Type", "application/octet-stream")
      response.body = request.body
    }
  }

  private func fields(_ request: HTTPRequest) -> [(name: String, value: String)] {
    (0..<request.fields.count).map { request.fields[$0] }
  }

  private func headerLines(_ request: HTTPRequest) -> String {
    fields(request).map { "\($0.name): \($0.value)\n" }.joined()
  }

  /// `name=value` a line, from every Cookie field (RFC 6265 §5.4).
  private func cookieLines(_ request: HTTPRequest) -> String {
    fields(request).filter { $0.name.lowercased() == "cookie" }
      .flatMap { $0.value.split(separator: ";") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.contains("=") && !$0.hasPrefix("=") }
      .map { "\($0)\n" }.joined()
  }

  /// What was parsed, in base64, so that no byte is lost on the way.
  private func garden(_ request: HTTPRequest) -> String {
    var headers: [String] = []
    request.fields.forEach { name, value in
      headers.append("[\(base64(name)),\(base64(value))]")
    }
    let body = request.body.withUnsafeBufferPointer { base64($0) }
    return """
      {"method":\(base64(request.method.rawValue)),"uri":\(base64(request.target)),\
      "version":\(base64(request.version.text)),"body":\(body),\
      "headers":[\(headers.joined(separator: ","))]}
      """
  }

  private func base64(_ text: String) -> String {
    "\"\(Data(text.utf8).base64EncodedString())\""
  }

  private func base64(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    "\"\(Data(buffer: bytes).base64EncodedString())\""
  }
}

import Foundation
import JimengClient
package import StrictJSON

/// An answer as a case looks at it.
package struct CaseAnswer: Sendable {
  package let status: Int
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a field, whatever the case of its name.
  package subscript(header name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// Whether what was asked for was taken. A status of 2xx is not believed: there are errors and
  /// web pages with 200 (evidence rows 20 and 24). About money, ask `provesRefusal`.
  package var acceptance: Acceptance {
    guard isSuccess else { return .refused }
    guard let root = try? json().root else { return isWebPage ? .refused : .unclear }
    let code = root["code"]?.string
    if code == "success" { return .accepted }
    if root["error"] != nil || (code != nil && root["data"]?.isNull ?? true) { return .refused }
    return .unclear
  }

  /// Whether it proves that no task was made. Without a proof the request may be billed.
  package var provesRefusal: Bool {
    HTTPAnswer(status: status, fields: [:], body: body).provesRefusal
  }

  /// The id in the answer to a submit that was taken (evidence row 1).
  package var taskID: String? {
    acceptance == .accepted ? (try? json())?.root["data"]?.string : nil
  }

  private var isWebPage: Bool {
    WebPage.isOne(
      contentType: self[header: "Content-Type"], String(decoding: body, as: UTF8.self))
  }

  /// - Throws: `NotJSON`, with what there was instead.
  package func json() throws(NotJSON) -> JSONDocument {
    do {
      return try JSONReader.read(body)
    } catch {
      let type = self[header: "Content-Type"] ?? "no Content-Type"
      let kind = "status \(status), \(type), \(body.count) bytes"
      throw NotJSON(description: "the answer is not JSON (\(kind)): \(error)")
    }
  }

  package struct NotJSON: Error, Equatable, CustomStringConvertible {
    package let description: String
  }

  /// The beginning of the body, on one line.
  var excerpt: String {
    let text = String(decoding: body.prefix(200), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// Whether a service took a request, as far as its answer tells.
package enum Acceptance: Sendable {
  /// It says so (evidence row 1).
  case accepted
  /// It says that it did not, or gave a web page (evidence rows 2 to 24).
  case refused
  /// It says something else with 2xx.
  case unclear
}

/// A media type with its parameters, which is equal to another when both mean the same
/// (RFC 9110 §8.3.1): names, and the value of `charset`, in any case; a value with or without
/// quotes; parameters in any order.
struct MediaType: Equatable {
  private let name: String
  /// Each as `name=value`, sorted.
  private let parameters: [String]

  /// - Parameter text: the value of a Content-Type field.
  init(_ text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    name = parts.first?.lowercased() ?? ""
    // Empty parameters are allowed (RFC 9110 §5.6.6).
    parameters = parts.dropFirst().filter { !$0.isEmpty }.map(Self.parameter).sorted()
  }

  private static func parameter(_ text: String) -> String {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts[0].lowercased()
    var value = parts.count > 1 ? String(parts[1]) : ""
    if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
      value = String(value.dropFirst().dropLast())
    }
    return name + "=" + (name == "charset" ? value.lowercased() : value)
  }
}

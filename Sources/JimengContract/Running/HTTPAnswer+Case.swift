import Foundation
package import JimengClient
package import StrictJSON

// MARK: An answer as a case looks at it

extension HTTPAnswer {
  /// Of fields that stand twice, the first counts.
  package init(status: Int, headers: [(name: String, value: String)], body: [UInt8]) {
    let fields = headers.map { ($0.name.lowercased(), $0.value) }
    self.init(
      status: status, fields: Dictionary(fields, uniquingKeysWith: { first, _ in first }),
      body: body)
  }

  /// The value of a field, whatever the case of its name.
  package subscript(header name: String) -> String? { fields[name.lowercased()] }

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// Whether what was asked for was taken. A status of 2xx is not believed: there are errors and
  /// web pages with 200 (EVIDENCE.md, rows 20 and 24). About money, ask `provesRefusal`.
  package var acceptance: Acceptance {
    guard isSuccess else { return .refused }
    guard let root = try? json().root else { return isWebPage ? .refused : .unclear }
    let code = root["code"]?.string
    if code == "success" { return .accepted }
    if root["error"] != nil || (code != nil && root["data"]?.isNull ?? true) { return .refused }
    return .unclear
  }

  /// The id in the answer to a submit that was taken (EVIDENCE.md, row 1).
  package var taskID: String? {
    acceptance == .accepted ? (try? json())?.root["data"]?.string : nil
  }

  private var isWebPage: Bool {
    WebPage.isOne(
      contentType: self[header: "Content-Type"], String(decoding: body, as: UTF8.self))
  }

  /// - Throws: `NotJSONError`, with what there was instead.
  package func json() throws(NotJSONError) -> JSONDocument {
    do {
      return try JSONReader.read(body)
    } catch {
      let type = self[header: "Content-Type"] ?? "no Content-Type"
      let kind = "status \(status), \(type), \(body.count) bytes"
      throw NotJSONError(description: "the answer is not JSON (\(kind)): \(error)")
    }
  }

  /// The beginning of the body, on one line.
  var firstWords: String {
    let text = String(decoding: body.prefix(200), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// That an answer that should be JSON is none.
package struct NotJSONError: Error, Equatable, CustomStringConvertible {
  package let description: String
}

/// Whether a service took a request, as far as its answer tells.
package enum Acceptance: Sendable {
  /// It says so (EVIDENCE.md, row 1).
  case accepted
  /// It says that it did not, or gave a web page (EVIDENCE.md, rows 2 to 24).
  case refused
  /// It says something else with 2xx.
  case unclear
}

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

  /// - Throws: `NotJSON`, with what there was instead.
  package func json() throws(NotJSON) -> JSONValue {
    do {
      return try JSONReader.read(body).root
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

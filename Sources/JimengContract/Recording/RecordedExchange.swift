/// A request and its whole answer, as they were recorded.
package struct RecordedExchange: Sendable {
  package let method: String
  /// With the query, as in the URL.
  package let path: String
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]
  package let answer: CaseAnswer

  package init(
    method: String, path: String, headers: [(name: String, value: String)], body: [UInt8],
    answer: CaseAnswer
  ) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
    self.answer = answer
  }

  /// The first value of a field; nil also for an empty one.
  package subscript(header name: String) -> String? {
    let value = headers.first { $0.name.lowercased() == name.lowercased() }?.value
    return value?.isEmpty == true ? nil : value
  }
}

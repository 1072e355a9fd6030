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

package import Foundation

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

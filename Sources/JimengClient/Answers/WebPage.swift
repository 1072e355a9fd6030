/// Tells a page for people from an answer. It knows no HTML beyond that.
package enum WebPage {
  private static let titleCountMax = 200

  /// Whether a body is one by its type, or begins as web pages do.
  package static func isOne(contentType: String?, _ text: String) -> Bool {
    contentType?.lowercased().hasPrefix("text/html") == true || looksLikeOne(text)
  }

  /// Whether a text begins as web pages do.
  static func looksLikeOne(_ text: String) -> Bool {
    let start = text.drop(while: \.isWhitespace).prefix(16).lowercased()
    return ["<!doctype", "<html", "<head", "<body"].contains { start.hasPrefix($0) }
  }

  /// What stands in `<title>`; nil without one, or for an empty one.
  static func title(of text: String) -> String? {
    guard let found = text.firstMatch(of: /(?i)<title>([^<]+)</) else { return nil }
    return String(found.1.prefix(titleCountMax))
  }
}

import StrictJSON

/// What an answer says about an error, from whichever envelope: `{"error":{…}}` of authentication,
/// channels, rate limits and routing, or `{"code","message","data":null}` of all the rest.
struct ErrorEnvelope: Equatable {
  /// Nil where there is none, or an empty one.
  var code: String?
  var message: String?
  /// Only the first envelope has one.
  var type: String?

  /// The status alone speaks.
  init() {}

  init(code: String?, message: String?, type: String? = nil) {
    self.code = code
    self.message = message
    self.type = type
  }

  /// Nil when the value is neither envelope.
  init?(_ value: JSONValue) {
    guard value.object != nil else { return nil }
    let error = value["error"]
    let inner = error?.object == nil ? value : error
    code = Self.text(inner?["code"])
    message =
      Self.text(inner?["message"]) ?? Self.text(error)
      // RFC 9457, in which a mock tells that it was asked for what it cannot do.
      ?? Self.text(value["detail"]) ?? Self.text(value["title"])
    type = error == nil ? nil : Self.text(inner?["type"])
    guard code != nil || message != nil || error?.object != nil else { return nil }
  }

  /// Whether a value is one of the two envelopes and nothing else: the service's own refusal, and
  /// not a proxy's error that looks like one.
  static func isExact(_ value: JSONValue) -> Bool {
    guard let object = value.object else { return false }
    if let error = value["error"] {
      let isTold = error["message"]?.string?.isEmpty == false && error["type"]?.string != nil
      return object.members.count == 1 && isTold
    }
    guard let code = value["code"]?.string, value["message"]?.string != nil else { return false }
    let isError = !code.isEmpty && code != "success"
    return object.members.count == 3 && isError && value["data"] == .null
  }

  /// Upstreams write codes as numbers too: `50413`.
  private static func text(_ value: JSONValue?) -> String? {
    let text = value?.string ?? value?.number?.text
    return text?.isEmpty == true ? nil : text
  }
}

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

import StrictJSON

/// What a service behind the gateway said: one layer of what the gateway passed on as text.
public struct UpstreamError: Hashable, Sendable {
  /// Its code, such as `InvalidParameter` or `50413`.
  public let code: String?
  /// Its message as written; of a web page, the title.
  public let message: String?
  /// Whether it answered with a web page instead of an error.
  public let isWebPage: Bool

  init(code: String?, message: String?, isWebPage: Bool = false) {
    self.code = code
    self.message = message
    self.isWebPage = isWebPage
  }

  /// Whether the content was refused: `…SensitiveContentDetected` and the vendor's codes 50411,
  /// 50412, 50413, 50511, 50516 and 50518. The same prompt or image is refused again.
  public var isModeration: Bool {
    guard let code else { return false }
    return Self.moderationCodes.contains(code) || code.hasSuffix("SensitiveContentDetected")
  }

  /// Whether the upstream asks for patience: 50429, 50430, `RateLimitExceeded…`, `QuotaExceeded`,
  /// `ServerOverloaded`.
  var isSaturation: Bool {
    guard let code else { return false }
    return Self.saturationCodes.contains(code) || code.hasPrefix("RateLimitExceeded")
  }

  private static let moderationCodes: Set<String> = [
    "50411", "50412", "50413", "50511", "50516", "50518",
  ]
  private static let saturationCodes: Set<String> = [
    "50429", "50430", "QuotaExceeded", "ServerOverloaded",
  ]
}

extension UpstreamError: CustomStringConvertible {
  /// `InvalidParameter: The parameter …`
  public var description: String {
    let text = [code, message].compactMap { $0 }.joined(separator: ": ")
    return isWebPage ? "a web page (\(text.isEmpty ? "no title" : text))" : text
  }
}

/// Unwraps what the gateway passes on (EVIDENCE.md, row 12): the whole upstream body as a string.
/// The upstream's own message in it may again be JSON in a string, or a web page.
enum UpstreamUnwrapper {
  /// Layers that are looked into; two or three were observed.
  private static let depthMax = 8

  /// What a message holds, outermost first; empty when it is plain text.
  static func unwrap(message: String) -> [UpstreamError] {
    layers(ofText: message, depth: 0)
  }

  /// What an error holds that is JSON already: itself, then what its message holds.
  static func unwrap(error: JSONValue) -> [UpstreamError] {
    if let text = error.string, !text.isEmpty {
      let inner = unwrap(message: text)
      return inner.isEmpty ? [UpstreamError(code: nil, message: text)] : inner
    }
    return layers(of: error, depth: 0)
  }

  private static func layers(ofText text: String, depth: Int) -> [UpstreamError] {
    guard depth < depthMax, let first = text.first(where: { !$0.isWhitespace }) else { return [] }
    switch first {
    case "<" where WebPage.looksLikeOne(text):
      return [UpstreamError(code: nil, message: WebPage.title(of: text), isWebPage: true)]
    // A string around the JSON is no layer of its own: `"{\"code\":…}"`.
    case "{", "\"":
      guard let value = try? JSONReader.read(text).root else { return [] }
      if let inner = value.string { return layers(ofText: inner, depth: depth + 1) }
      return layers(of: value, depth: depth)
    default: return []
    }
  }

  private static func layers(of value: JSONValue, depth: Int) -> [UpstreamError] {
    guard let envelope = ErrorEnvelope(value) else { return [] }
    let layer = UpstreamError(code: envelope.code, message: envelope.message)
    return [layer] + layers(ofText: envelope.message ?? "", depth: depth + 1)
  }
}

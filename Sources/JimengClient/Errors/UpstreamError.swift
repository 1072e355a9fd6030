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

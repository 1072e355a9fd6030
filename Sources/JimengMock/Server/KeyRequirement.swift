import HTTPTransport

/// Which API keys are let in. The page requires none, so by default none is needed.
public enum KeyRequirement: Equatable, Sendable {
  /// None is needed, and any is let in.
  case none
  /// Any key but an empty one and the page's unsubstituted placeholder `{{YOUR_API_KEY}}`.
  case any
  /// This key alone, with or without its `sk-`; not an empty one.
  case exactly(String)

  /// What came of the Authorization field.
  enum Verdict: Equatable {
    case accepted
    /// 401 (EVIDENCE.md, row 2).
    case missing
    /// 401 (EVIDENCE.md, row 3).
    case unknown
  }

  /// Whether there is a key that is let in.
  var canBeMet: Bool {
    switch self {
    case .none, .any: true
    case .exactly(let known): !Self.bareKey(known).isEmpty
    }
  }

  /// `Bearer ` before the key is optional and `sk-` is stripped, as the gateway does (EVIDENCE.md,
  /// section 2).
  func verdict(on authorization: String?) -> Verdict {
    guard self != .none else { return .accepted }
    let key = Self.bareKey(authorization ?? "")
    guard !key.isEmpty else { return .missing }
    switch self {
    case .none: return .accepted
    case .any: return key.contains("{{") ? .unknown : .accepted
    case .exactly(let known):
      return key.utf8.elementsEqual(Self.bareKey(known).utf8) ? .accepted : .unknown
    }
  }

  private static func bareKey(_ text: String) -> Substring {
    var key = Substring(text)
    if key.lowercased().hasPrefix("bearer") { key = key.dropFirst("bearer".count) }
    while key.first == " " { key = key.dropFirst() }
    return key.hasPrefix("sk-") ? key.dropFirst("sk-".count) : key
  }
}

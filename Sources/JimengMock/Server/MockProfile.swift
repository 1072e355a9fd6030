/// How much of the page is enforced.
public enum MockProfile: String, CaseIterable, Sendable {
  /// Everything the page says, in schema or in prose.
  case contract
  /// What the real gateway is known to check: that the body is JSON and the prompt is not blank.
  /// The rest is accepted, and recorded as violations all the same.
  case gateway
}

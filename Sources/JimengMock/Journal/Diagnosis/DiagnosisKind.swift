/// A mistake that clients of this API are known to make. It breaks no rule of the page, so it is a
/// warning.
enum DiagnosisKind: String, CaseIterable, Sendable {
  /// The submit's answer was not read: the id is `None`, `null`, `undefined` or empty.
  case pollingWithoutID = "polling-without-id"
  /// The page's own `{{YOUR_API_KEY}}` was sent.
  case placeholderKey = "placeholder-key"
  /// The page's own `{{BASE_URL}}` was sent.
  case placeholderBaseURL = "placeholder-base-url"
  /// The client had been told that the task was at its end.
  case pollingAfterEnd = "polling-after-end"
  case numberAsString = "number-as-string"
  /// The same request body was accepted less than a second before: each is billed.
  case doubleSubmit = "double-submit"

  var bit: UInt8 { 1 << UInt8(truncatingIfNeeded: Self.allCases.firstIndex(of: self) ?? 0) }
}

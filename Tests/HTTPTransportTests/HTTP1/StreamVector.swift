import HTTPTransport
import Testing

/// A byte stream, what it is, and what must come of it however it is cut into pieces.
struct StreamVector: Sendable, CustomTestStringConvertible {
  let what: String
  let bytes: [UInt8]
  /// The summaries of the requests that are complete in it.
  let requests: [String]
  /// Why the stream ends, or nil when it goes on.
  let refusal: HTTPRefusal?
  let limits: HTTPLimits

  /// A stream of complete requests.
  init(_ what: String, _ text: String, is requests: String..., limits: HTTPLimits = HTTPLimits()) {
    self.init(what, text, requests: requests, refusal: nil, limits: limits)
  }

  /// A stream that is refused.
  init(_ what: String, _ text: String, _ refusal: HTTPRefusal, limits: HTTPLimits = HTTPLimits()) {
    self.init(what, text, requests: [], refusal: refusal, limits: limits)
  }

  /// A stream that is refused after some complete requests.
  init(
    _ what: String, _ text: String, requests: [String], refusal: HTTPRefusal?,
    limits: HTTPLimits = HTTPLimits()
  ) {
    self.what = what
    self.bytes = latin1(text)
    self.requests = requests
    self.refusal = refusal
    self.limits = limits
  }

  var testDescription: String { what }
}

/// One byte a character, so that bytes above ASCII can be written as `\u{E9}`.
func latin1(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
}

/// The default limits with some changed.
func limits(_ change: (inout HTTPLimits) -> Void) -> HTTPLimits {
  var limits = HTTPLimits()
  change(&limits)
  return limits
}

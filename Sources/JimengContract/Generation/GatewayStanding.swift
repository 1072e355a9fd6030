/// What is known of how the real gateway takes a request, and how sure that is.
package struct GatewayStanding: Sendable, Equatable {
  package enum Outcome: String, Sendable {
    case accepts
    case refuses
    /// Assumed at best.
    case unknown
  }

  package let outcome: Outcome
  /// `row 11, gateway source: enums and ranges are not checked`
  package let evidence: String

  package var mayAccept: Bool { outcome != .refuses }
}

/// What a generated case has to do with the rules of its contract.
package struct CaseCoverage: Sendable {
  /// Positions in the contract's `rules`.
  package let rules: [Int]
  /// Whether the request breaks them; else it keeps them.
  package let isBreaking: Bool
  package let standing: GatewayStanding
}

/// What a server is held to.
public enum ContractProfile: String, CaseIterable, Sendable {
  /// Everything that the page says; how a mock is meant to be.
  case contract
  /// What the real gateway is known to check (the evidence that each case cites): JSON and a prompt
  /// that is not blank. It holds for the real service and for a mock that plays it.
  case gateway
}

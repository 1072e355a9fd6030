import HTTPTransport
import OpenAPIContract

/// What a running mock knows: its contract, its scenarios and its sessions. It lives on the loop's
/// thread, where the handler and the mock's own side share it.
final class MockState {
  let contract: Contract
  let configuration: MockConfiguration
  let catalogue: ScenarioCatalogue
  /// Where it listens.
  let address: SocketAddress
  let started: ServerTime
  var sessions: SessionTable
  /// Nil unless someone will ask for it.
  var ledger: ContractLedger?

  init(
    contract: Contract, configuration: MockConfiguration, catalogue: ScenarioCatalogue,
    address: SocketAddress, at now: ServerTime
  ) {
    self.contract = contract
    self.configuration = configuration
    self.catalogue = catalogue
    self.address = address
    started = now
    ledger = configuration.keepsLedger ? ContractLedger() : nil
    sessions = SessionTable(
      settings: SessionSettings(contract: contract, configuration: configuration), at: now)
  }
}

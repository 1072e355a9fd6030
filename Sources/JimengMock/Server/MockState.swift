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
  /// Unchecked for being a value that does not know this: no access can lead back here.
  @exclusivity(unchecked) var sessions: SessionTable

  init(
    contract: Contract, configuration: MockConfiguration, catalogue: ScenarioCatalogue,
    address: SocketAddress, at now: ServerTime
  ) {
    self.contract = contract
    self.configuration = configuration
    self.catalogue = catalogue
    self.address = address
    started = now
    sessions = SessionTable(
      settings: SessionSettings(contract: contract, configuration: configuration), at: now)
  }
}

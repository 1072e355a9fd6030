import HTTPTransport
import OpenAPIContract

/// What a running mock knows: its contract, its scenarios and its sessions. It lives on the loop's
/// thread, where the handler and the admin API share it.
final class MockState {
  let services: [Service]
  /// Of all services, by number.
  let jobs: [Job]
  let configuration: MockConfiguration
  /// Read when it is first needed, unless it was before.
  private(set) lazy var catalogue = chosenCatalogue ?? .embedded
  private let chosenCatalogue: ScenarioCatalogue?
  /// Where it listens.
  let address: SocketAddress
  let started: ServerTime
  /// Unchecked for being a value that does not know this: no access can lead back here.
  @exclusivity(unchecked) var sessions: SessionTable
  /// Nil unless someone will ask for it.
  var contractUsage: ContractUsage?

  /// - Parameter catalogue: nil for what comes with the mock.
  init(
    services: [Service], configuration: MockConfiguration, catalogue: ScenarioCatalogue?,
    address: SocketAddress, at now: ServerTime
  ) {
    self.services = services
    jobs = services.flatMap(\.jobs)
    self.configuration = configuration
    chosenCatalogue = catalogue
    self.address = address
    started = now
    contractUsage = configuration.recordsContractUsage ? ContractUsage() : nil
    sessions = SessionTable(
      settings: SessionSettings(jobs: jobs, configuration: configuration), at: now)
  }
}

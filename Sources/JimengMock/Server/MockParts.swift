import HTTPTransport
import OpenAPIContract

/// What a mock is made of, read and checked before it listens.
struct MockParts: Sendable {
  let contract: Contract
  /// Nil for what comes with the mock, as long as nobody has asked for any of it: reading it takes
  /// longer than all else at the start but the page.
  let catalogue: ScenarioCatalogue?
  let chaos: ChaosPlan

  init(_ configuration: MockConfiguration) throws(MockServerError) {
    do {
      contract = try configuration.contract ?? VendorPage.contract()
    } catch {
      throw .page("\(error)")
    }
    catalogue = try Self.catalogue(of: configuration)
    do {
      chaos = try ChaosPlan(configuration.chaos)
    } catch {
      throw .configuration("chaos: \(error)")
    }
    for share in chaos.shares { try Self.check(share.name, in: catalogue, of: "chaos") }
    if let name = configuration.scenario {
      try Self.check(name, in: catalogue, of: "scenario")
    }
    if configuration.keyRequirement.isUnmeetable {
      throw .configuration("require-key: an empty key is one that nobody can send")
    }
    try Self.checkOwnSide(configuration)
  }

  private static func catalogue(
    of configuration: MockConfiguration
  ) throws(MockServerError) -> ScenarioCatalogue? {
    guard let folder = configuration.fixtures else { return nil }
    do {
      var catalogue = try ScenarioCatalogue.builtIn()
      try catalogue.add(ScenarioFolder.read(folder))
      return catalogue
    } catch {
      throw .scenarios("\(error)")
    }
  }

  private static func check(
    _ name: String, in catalogue: ScenarioCatalogue?, of setting: String
  ) throws(MockServerError) {
    let catalogue = catalogue ?? .embedded
    guard catalogue.scenario(named: name) == nil else { return }
    let nearest = catalogue.nearestNames(to: name)
    let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
    throw .configuration("\(setting): there is no scenario '\(name)'\(hint)")
  }

  /// Anyone who reaches the mock's own side can read every request.
  private static func checkOwnSide(
    _ configuration: MockConfiguration
  ) throws(MockServerError) {
    if let token = configuration.adminToken, token.isEmpty {
      throw .configuration("admin-token: an empty one protects nothing")
    }
  }
}

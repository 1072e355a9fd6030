import HTTPTransport
import OpenAPIContract
import StrictJSON

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a mock is made of, read and checked before it listens.
struct MockParts: Sendable {
  let contract: Contract
  /// Nil for what comes with the mock, as long as nobody has asked for any of it: reading it takes
  /// longer than all else at the start but the page.
  let catalogue: ScenarioCatalogue?
  let chaos: ChaosPlan

  init(_ configuration: MockConfiguration) throws(MockServerError) {
    try configuration.check()
    contract = try Self.contract(of: configuration)
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
  }

  private static func contract(
    of configuration: MockConfiguration
  ) throws(MockServerError) -> Contract {
    if let contract = configuration.contract { return contract }
    do {
      guard let page = configuration.page else { return try VendorPage.contract() }
      let bytes = try Array(Data(contentsOf: page))
      return try Contract.compile(SpecLoader.load(bytes, name: page.relativePath))
    } catch let error as SpecLoadError {
      throw .page("\(error)")
    } catch let error as ContractError {
      throw .page("\(error)")
    } catch {
      let name = configuration.page?.relativePath ?? VendorPage.name
      let isMissing = (error as? CocoaError)?.code == .fileReadNoSuchFile
      throw .page("\(name): " + (isMissing ? "there is no such file" : "it cannot be read"))
    }
  }

  private static func catalogue(
    of configuration: MockConfiguration
  ) throws(MockServerError) -> ScenarioCatalogue? {
    guard let folder = configuration.fixtures else { return nil }
    do {
      return try ScenarioCatalogue.builtIn(adding: folder)
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
    throw .configuration(
      "\(setting): there is no scenario '\(name)'" + NearestName.suggestion(nearest))
  }
}

package import OpenAPIContract
import StrictJSON

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a mock is made of, read and checked before it listens.
struct MockParts: Sendable {
  let services: [Service]
  /// Nil for what comes with the mock, as long as nobody has asked for any of it: reading it takes
  /// longer than all else at the start but the page.
  let catalogue: ScenarioCatalogue?
  let chaos: ChaosPlan

  init(_ configuration: MockConfiguration) throws(MockServerError) {
    try configuration.check()
    if let loaded = configuration.loadedServices {
      services = loaded
    } else {
      services = try configuration.loadServices()
    }
    catalogue = try Self.catalogue(of: configuration, services)
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

  private static func catalogue(
    of configuration: MockConfiguration, _ services: [Service]
  ) throws(MockServerError) -> ScenarioCatalogue? {
    guard let folder = configuration.fixtures else { return nil }
    do {
      return try ScenarioCatalogue.builtIn(adding: folder, for: services)
    } catch {
      throw .scenarios("\(error)")
    }
  }

  private static func check(
    _ name: String, in catalogue: ScenarioCatalogue?, of setting: String
  ) throws(MockServerError) {
    let catalogue = catalogue ?? .embedded
    guard catalogue.scenario(named: name) == nil else { return }
    let hint = NearestName.suggestion(catalogue.nearestNames(to: name))
    throw .configuration("\(setting): there is no scenario '\(name)'\(hint)")
  }
}

extension MockConfiguration {
  /// Files beyond this are not read.
  private static let fileBytesMax = 64 << 20

  /// Reads what `services` and `pages` name.
  package func loadServices() throws(MockServerError) -> [Service] {
    var compiled: [Contract] = []
    for page in pages { compiled.append(try Self.contract(of: page.relativePath)) }
    return try loadServices(files: services.map(\.relativePath), pages: compiled)
  }

  /// - Parameters:
  ///   - files: paths of service files, in place of `services`.
  ///   - contracts: pages that someone has read, in place of `pages`.
  package func loadServices(
    files: [String], pages contracts: [Contract]
  ) throws(MockServerError) -> [Service] {
    let loaded: [Service]
    do throws(InputFileError) {
      let files = try files.map { path throws(InputFileError) in
        try InputFile(path: path, bytesMax: Self.fileBytesMax)
      }
      loaded = try ServiceLoader.load(files: files, pages: contracts, variant: variant) { path in
        Result { () throws(InputFileError) in
          try InputFile(path: path, bytesMax: Self.fileBytesMax)
        }
      }
    } catch {
      throw .service("\(error)")
    }
    try checkVariant(loaded)
    return loaded
  }

  private func checkVariant(_ services: [Service]) throws(MockServerError) {
    let known = services.flatMap(\.variants)
    guard let variant, !known.contains(variant) else { return }
    throw .configuration(
      "variant: no service has '\(variant)'; there is "
        + (known.isEmpty ? "none" : known.joined(separator: ", ")))
  }

  private static func contract(of path: String) throws(MockServerError) -> Contract {
    do {
      let file = try InputFile(path: path, bytesMax: fileBytesMax)
      return try Contract.compile(SpecLoader.load(file.bytes, name: path))
    } catch {
      throw .page("\(error)")
    }
  }
}

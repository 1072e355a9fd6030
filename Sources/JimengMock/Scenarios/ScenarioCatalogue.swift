import JimengFixtures
import StrictJSON

/// The scenarios that a server knows, by name and in order. Once made it never changes.
package struct ScenarioCatalogue: Sendable {
  /// Far more than anyone writes by hand.
  package static let countMax = 1000
  /// How many names a message suggests.
  private static let nearestCountMax = 3

  package private(set) var scenarios: [Scenario] = []
  private var indices: [String: Int] = [:]

  package init() {}

  /// What comes with the mock.
  package static func builtIn() throws(InputFileError) -> ScenarioCatalogue {
    try readBuiltIn.get()
  }

  /// The same, and the scenarios of a folder added to it: `*.json` in it and in its `scenarios/`,
  /// in the order of their names. Hidden files and `*.schema.json` are none.
  /// - Parameter services: those whose answers and states the files may speak of.
  package static func builtIn(
    adding folder: String, for services: [Service]
  ) throws(InputFileError) -> ScenarioCatalogue {
    var catalogue = try builtIn()
    var files = try scenarioFiles(in: folder)
    if try InputFile.names(in: folder).contains("scenarios") {
      files += try scenarioFiles(in: "\(folder)/scenarios")
    }
    try catalogue.add(files, for: services)
    return catalogue
  }

  static func scenarioFiles(in folder: String) throws(InputFileError) -> [InputFile] {
    let names = try InputFile.names(in: folder).filter {
      $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") && !$0.hasPrefix(".")
    }
    guard names.count <= countMax else { throw tooMany(folder) }
    return try names.map { name throws(InputFileError) in
      try InputFile(path: "\(folder)/\(name)", bytesMax: ScenarioReader.bytesMax)
    }
  }

  private static func tooMany(_ file: String) -> InputFileError {
    InputFileError(file, "more than \(countMax) scenarios")
  }

  /// The built-in ones, for when it is too late to stop a start. Nothing can be wrong with them:
  /// they come with the mock, and a test reads them.
  static var embedded: ScenarioCatalogue { (try? readBuiltIn.get()) ?? ScenarioCatalogue() }

  /// Read once, for a program may start a server for each of its tests.
  private static let readBuiltIn = Result { () throws(InputFileError) in
    var catalogue = ScenarioCatalogue()
    try catalogue.add(
      Fixtures.scenarios.map {
        InputFile(name: "fixtures/scenarios/\($0.name)", bytes: $0.bytes)
      })
    return catalogue
  }

  /// Adds the scenarios of one place. One whose name is known takes that one's place; two of one
  /// name among these files are an error.
  package mutating func add(
    _ files: [InputFile], for services: [Service] = []
  ) throws(InputFileError) {
    var owners: [String: String] = [:]
    let reader = ScenarioReader(services: services)
    for file in files {
      let scenario = try reader.read(file)
      if let owner = owners.updateValue(file.name, forKey: scenario.name) {
        throw InputFileError(
          file.name, at: JSONPointer(tokens: ["name"]), "the name is taken by \(owner)")
      }
      if let index = indices[scenario.name] {
        scenarios[index] = scenario
        continue
      }
      guard scenarios.count < Self.countMax else { throw Self.tooMany(file.name) }
      indices[scenario.name] = scenarios.count
      scenarios.append(scenario)
    }
  }
}

extension ScenarioCatalogue {
  package func scenario(named name: String) -> Scenario? {
    // Legal names are ASCII: Swift's string equality cannot mistake one for another.
    guard Scenario.isLegal(name: name), let index = indices[name] else { return nil }
    return scenarios[index]
  }

  /// The first that a client sees with this status.
  package func first(status: Int) -> Scenario? {
    scenarios.first { $0.status == status }
  }

  /// Names that a misspelt one may stand for, the likeliest first.
  package func nearestNames(to name: String) -> [String] {
    var names = scenarios.map(\.name)
    var nearest: [String] = []
    while nearest.count < Self.nearestCountMax, let found = NearestName.find(name, among: names) {
      nearest.append(found)
      names.removeAll { $0 == found }
    }
    return nearest
  }

  /// The statuses that some scenario answers with, those next to `status` first.
  package func nearestStatuses(to status: Int) -> [Int] {
    let known = Set(scenarios.compactMap(\.status)).sorted()
    let near = known.sorted { abs($0 - status) < abs($1 - status) }
    return Array(near.prefix(Self.nearestCountMax))
  }
}

import JimengFixtures
import StrictJSON

/// The scenarios that a server knows, by name and in order. Once made it never changes; it reads no
/// disk.
package struct ScenarioCatalogue: Sendable {
  /// Far more than anyone writes by hand.
  package static let countMax = 1000
  /// How many names a message suggests.
  private static let nearestCountMax = 3

  package private(set) var scenarios: [Scenario] = []
  private var indices: [String: Int] = [:]

  package init() {}

  /// What comes with the mock.
  package static func builtIn() throws(ScenarioFileError) -> ScenarioCatalogue {
    try readBuiltIn.get()
  }

  /// The same, and the scenarios of a folder added to it.
  package static func builtIn(
    adding folder: String
  ) throws(ScenarioFileError) -> ScenarioCatalogue {
    var catalogue = try builtIn()
    try catalogue.add(ScenarioFolder.read(folder))
    return catalogue
  }

  /// The built-in ones, for when it is too late to stop a start. Nothing can be wrong with them:
  /// they come with the mock, and a test reads them.
  static var embedded: ScenarioCatalogue { (try? readBuiltIn.get()) ?? ScenarioCatalogue() }

  /// Read once, for a program may start a server for each of its tests.
  private static let readBuiltIn = Result { () throws(ScenarioFileError) in
    var catalogue = ScenarioCatalogue()
    try catalogue.add(
      Fixtures.scenarios.map {
        ScenarioFile(name: "fixtures/scenarios/\($0.name)", bytes: $0.bytes)
      })
    return catalogue
  }

  /// Adds the scenarios of one place. One whose name is known takes that one's place; two of one
  /// name among these files are an error.
  package mutating func add(_ files: [ScenarioFile]) throws(ScenarioFileError) {
    var owners: [String: String] = [:]
    for file in files {
      let scenario = try ScenarioReader.read(file)
      if let owner = owners.updateValue(file.name, forKey: scenario.name) {
        throw ScenarioFileError(
          file: file.name, pointer: JSONPointer(tokens: ["name"]), fault: .nameTaken(file: owner))
      }
      try set(scenario, from: file)
    }
  }

  private mutating func set(
    _ scenario: Scenario, from file: ScenarioFile
  ) throws(ScenarioFileError) {
    if let index = indices[scenario.name] {
      scenarios[index] = scenario
      return
    }
    guard scenarios.count < Self.countMax else {
      throw ScenarioFileError(file: file.name, fault: .tooManyScenarios)
    }
    indices[scenario.name] = scenarios.count
    scenarios.append(scenario)
  }
}

extension ScenarioCatalogue {
  package func scenario(named name: String) -> Scenario? {
    // Legal names are ASCII: Swift's string equality cannot mistake one for another.
    guard ScenarioName.isLegal(name), let index = indices[name] else { return nil }
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

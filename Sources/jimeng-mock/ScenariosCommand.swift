import CommandInterface
import JimengMock
import StrictJSON

/// `jimeng-mock scenarios [NAME]`: what can be made to go wrong, and how to ask for it.
struct ScenariosCommand {
  let arguments: Arguments

  /// Where a mock is unless it is told otherwise.
  private static let url = "http://127.0.0.1:4310"

  func run() throws(CommandFailure) {
    let catalogue = try catalogue()
    let isJSON = arguments["--json"] != nil
    guard let name = arguments.operands.first else {
      let list: JSONValue = ["scenarios": .array(catalogue.scenarios.map { .object($0.json) })]
      let text =
        isJSON ? JSONWriter.string(list, style: .pretty) : ScenarioReport.table(of: catalogue)
      StandardStream.output.writeLine(text)
      return
    }
    let scenario = try scenario(name, in: catalogue).json(at: Self.url)
    let text =
      isJSON
      ? JSONWriter.string(.object(scenario), style: .pretty) : ScenarioReport.whole(scenario)
    StandardStream.output.writeLine(text)
  }

  private func catalogue() throws(CommandFailure) -> ScenarioCatalogue {
    do {
      guard let folder = arguments["--fixtures"] else { return try .builtIn() }
      return try .builtIn(adding: folder)
    } catch {
      throw CommandFailure(code: .couldNotStart, message: "\(error)")
    }
  }

  private func scenario(
    _ name: String, in catalogue: ScenarioCatalogue
  ) throws(CommandFailure) -> Scenario {
    if let scenario = catalogue.scenario(named: name) { return scenario }
    let nearest = catalogue.nearestNames(to: name)
    throw .usage("there is no scenario '\(name)'" + NearestName.suggestion(nearest))
  }
}

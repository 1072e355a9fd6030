import CommandInterface
import JimengMock
import StrictJSON

/// `jimeng-mock scenarios [NAME]`: what can be made to go wrong, and how to ask for it.
struct ScenariosCommand {
  let options: Options
  /// Nil for all.
  let name: String?

  func run() throws(CommandFailure) {
    let catalogue = try catalogue()
    guard let name else {
      let list: JSONValue = ["scenarios": .array(catalogue.scenarios.map { .object($0.json) })]
      let text =
        options.isJSON
        ? JSONWriter.string(list, style: .pretty) : ScenarioListing.table(of: catalogue)
      StandardStream.output.writeLine(text)
      return
    }
    let scenario = try scenario(name, in: catalogue).json(at: Subcommand.serve.defaults.url)
    let text =
      options.isJSON
      ? JSONWriter.string(.object(scenario), style: .pretty) : ScenarioListing.full(scenario)
    StandardStream.output.writeLine(text)
  }

  private func catalogue() throws(CommandFailure) -> ScenarioCatalogue {
    do {
      guard let folder = options.mock.fixtures else { return try .builtIn() }
      return try .builtIn(adding: folder, for: [ServiceLoader.builtIn()])
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

/// Scenarios as text for people.
private enum ScenarioListing {
  /// One line for each scenario, then how to ask for one.
  static func table(of catalogue: ScenarioCatalogue) -> String {
    let heads = ["name", "what is answered", "how sure", "what happens"]
    let rows = catalogue.scenarios.map { scenario in
      [
        scenario.name, effect(scenario.json), scenario.metadata.provenance.rawValue,
        scenario.metadata.summary,
      ]
    }
    return """
      \(lines(of: [heads] + rows).joined(separator: "\n"))

      Ask for one, the first of these that applies:
        header   Prefer: scenario=NAME, or Prefer: code=STATUS
        queue    POST /__mock/queue {"scenario":"NAME","times":2}
        key      Authorization: Bearer mock-NAME
        prompt   [[mock:NAME]] in it
        path     /scenario/NAME before it, such as in a client's base URL
        flag     --chaos NAME=0.1, --scenario NAME
      jimeng-mock scenarios NAME shows one in full: where it was seen, and what a good client does.
      """
  }

  /// Everything about one scenario.
  /// - Parameter scenario: the JSON of `Scenario.json(at:)`.
  static func full(_ scenario: JSONObject) -> String {
    var rows = [("answered", effect(scenario))]
    if let task = scenario["task"], task != .null, task["outcome"] != "success" {
      rows.append(("task", text(task)))
    }
    rows += [
      ("reaction", text(scenario["reaction"])),
      ("how sure", text(scenario["provenance"])), ("source", text(scenario["source"])),
    ]
    let ways = scenario["select"]?.object?.members.map { ($0.name, text($0.value)) } ?? []
    var lines = [text(scenario["name"]) + ": " + text(scenario["summary"])]
    lines += Self.lines(of: rows.map { ["  " + $0, $1] }) + ["ask for it:"]
    lines += Self.lines(of: ways.map { ["  " + $0, $1] })
    return lines.joined(separator: "\n")
  }

  /// `200, task failure, after 5 ms`
  private static func effect(_ scenario: JSONObject) -> String {
    var words: [String] = []
    if let fault = scenario["fault"]?.string { words.append(fault) }
    if let status = scenario["status"], status != .null { words.append(text(status)) }
    if let outcome = scenario["task"]?["outcome"] { words.append("task " + text(outcome)) }
    if let delay = scenario["delay"]?.object { words.append(Self.delay(delay)) }
    if let dribble = scenario["dribble"]?.object {
      words.append("\(text(dribble["chunks"])) pieces in \(text(dribble["seconds"])) s")
    }
    return words.joined(separator: ", ")
  }

  /// `after 5 ms`, `after 5 to 10 ms`, `after 5 ms, lognormal with sigma 0.5`
  private static func delay(_ delay: JSONObject) -> String {
    if let lower = delay["lower"] { return "after \(text(lower)) to \(text(delay["upper"])) ms" }
    if let median = delay["median"] {
      return "after about \(text(median)) ms (lognormal, sigma \(text(delay["sigma"])))"
    }
    return "after \(text(delay["milliseconds"])) ms"
  }

  /// A string as it is, a whole number without its fraction, anything else as JSON.
  private static func text(_ value: JSONValue?) -> String {
    guard let value else { return "" }
    let text = PrintableText.of(value.string ?? JSONWriter.string(value))
    return text.hasSuffix(".0") && value.string == nil ? String(text.dropLast(2)) : text
  }

  /// Columns, each as wide as its widest cell.
  private static func lines(of rows: [[String]]) -> [String] {
    let columns = rows.first?.indices.dropLast() ?? 0..<0
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      columns.map { row[$0] + String(repeating: " ", count: widths[$0] - row[$0].count + 2) }
        .joined() + (row.last ?? "")
    }
  }
}

import CommandInterface
import JimengMock
import OpenAPIContract
import StrictJSON

/// `jimeng-mock contract`: what is enforced, for people or as OpenAPI JSON.
struct ContractCommand {
  let options: Options

  func run() throws(CommandFailure) {
    let services = try PageFile.services(options, failingWith: .couldNotStart)
    guard options.isJSON else {
      let lines = services.flatMap(\.contracts).flatMap { [$0.name] + ContractListing($0).details }
      StandardStream.output.writeLine(lines.joined(separator: "\n"))
      return
    }
    let document = services.document(
      servers: [Subcommand.serve.defaults.url + options.mock.basePath])
    StandardStream.output.writeLine(JSONWriter.string(document, style: .pretty))
  }
}

/// What a contract enforces, in lines for people.
struct ContractListing {
  private let contract: Contract
  /// By the operation, as `POST /path`.
  private let rules: [String: [ContractRule]]

  init(_ contract: Contract) {
    self.contract = contract
    rules = Dictionary(grouping: contract.rules) { "\($0.method) \($0.path)" }
  }

  /// One line for each field: all its rules, and the prose that they come from. For the banner.
  var summary: [String] {
    contract.operations.flatMap { operation in
      [heading(operation)]
        + fieldLines(rules(of: operation)) { rules in
          let prose = rules.filter { $0.source.origin == .prose }.map(citation)
          return [rules.map(\.words).joined(separator: ", ")] + prose
        }
    } + omissions
  }

  /// One line for each rule, with the words that it comes from.
  var details: [String] {
    contract.operations.flatMap { operation in
      [heading(operation)]
        + rules(of: operation).map { rule in
          "  " + pad(field(rule), to: 22) + pad(rule.words, to: 34) + citation(rule)
        }
    } + omissions
  }

  private func heading(_ operation: OpenAPIContract.Operation) -> String {
    let others = operation.servedPaths.filter { $0 != operation.plainPath }
    let also = others.isEmpty ? "" : " (also \(others.joined(separator: ", ")))"
    return "\(operation.method) \(operation.plainPath)\(also)"
  }

  private func rules(of operation: OpenAPIContract.Operation) -> [ContractRule] {
    rules["\(operation.method) \(operation.plainPath)"] ?? []
  }

  private func fieldLines(
    _ rules: [ContractRule], _ columns: ([ContractRule]) -> [String]
  ) -> [String] {
    var fields: [String] = []
    for rule in rules where !fields.contains(field(rule)) { fields.append(field(rule)) }
    return fields.map { name in
      let columns = columns(rules.filter { field($0) == name })
      return "  " + pad(name, to: 22) + columns.joined(separator: "   ")
    }
  }

  /// What the page says and the mock does not enforce.
  private var omissions: [String] {
    let unread = contract.unread.map {
      "  unread\(place($0.line)): \(oneLine($0.words)) (\($0.why))"
    }
    let unchecked = contract.unchecked.map {
      "  unchecked\(place($0.line)): \(oneLine($0.words)) (\($0.why))"
    }
    return unread.isEmpty && unchecked.isEmpty ? [] : ["not enforced:"] + unread + unchecked
  }

  private func field(_ rule: ContractRule) -> String {
    rule.location == .body ? rule.field : "\(rule.location.rawValue) \(rule.field)"
  }

  private func citation(_ rule: ContractRule) -> String {
    let words = oneLine(rule.source.words)
    return rule.source.origin == .prose
      ? "“\(words)”\(place(rule.source.line))" : "\(words)\(place(rule.source.line))"
  }

  private func place(_ line: Int?) -> String {
    line.map { " (line \($0))" } ?? ""
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
  }

  private func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

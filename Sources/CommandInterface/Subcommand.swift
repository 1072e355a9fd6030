import JimengMock

/// What the command can do.
package enum Subcommand: String, CaseIterable, Sendable {
  case serve
  case exec
  case check
  case scenarios
  case contract
  case test
  case help
  case version

  package var flags: [Flag] { Flag.all.filter { $0.commands.contains(self) } }

  /// The options where nothing is said. Other than in a library, a server has a known port and a
  /// log.
  package var defaults: Options {
    var options = Options()
    if self == .serve {
      options.mock.port = 4310
      options.mock.log = .text
    }
    return options
  }

  var summary: String {
    switch self {
    case .serve: "serve the mock (without a command, this is what happens)"
    case .exec: "run a command against a mock of its own; 1 if it sent violations"
    case .check: "check pages and request bodies offline; - is stdin"
    case .scenarios: "list what can be made to go wrong; NAME shows one in full"
    case .contract: "show what is enforced, each rule with the words it comes from"
    case .test: "hold a mock or the real service to the page, case by case"
    case .help: "show this help; with a command, the help of that command"
    case .version: "show the version"
    }
  }

  /// What may follow the flags.
  var operands: String {
    switch self {
    case .exec: " -- CMD…"
    case .check: " [FILE…]"
    case .scenarios: " [NAME]"
    case .help: " [COMMAND]"
    case .serve, .contract, .test, .version: ""
    }
  }

  var operandCountMax: Int {
    switch self {
    case .exec, .check: .max
    case .scenarios, .help: 1
    case .serve, .contract, .test, .version: 0
    }
  }
}

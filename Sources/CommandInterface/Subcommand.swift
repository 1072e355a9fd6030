/// What the command can do.
package enum Subcommand: String, CaseIterable {
  case serve
  case exec
  case check
  case scenarios
  case contract
  case test
  case help
  case version

  package var flags: [Flag] {
    switch self {
    case .serve: Flag.serve
    case .exec: Flag.exec + Flag.serveInExec
    case .check: Flag.check
    case .scenarios: Flag.scenarios
    case .contract: Flag.contract
    case .test: Flag.test
    case .help, .version: []
    }
  }

  package var summary: String {
    switch self {
    case .serve: "serve the mock (this is what happens without a command)"
    case .exec: "run a command against a mock of its own; 1 if it sent violations"
    case .check: "check pages and request bodies offline; - is stdin"
    case .scenarios: "show what can be made to go wrong; NAME shows one whole"
    case .contract: "show what is enforced, each rule with the words it comes from"
    case .test: "hold a mock or the real service to the page, case by case"
    case .help: "show this; with a command, what that one takes"
    case .version: "show the version"
    }
  }

  /// What may follow the flags.
  package var operands: String {
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

  /// Those of `flags` that the help shows under its name.
  var flagsShown: [Flag] {
    self == .exec ? Flag.exec : flags
  }
}

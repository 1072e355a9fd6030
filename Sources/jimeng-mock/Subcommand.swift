/// What the command can do.
enum Subcommand: String, CaseIterable {
  case serve
  case exec
  case check
  case contract
  case help
  case version

  var flags: [Flag] {
    switch self {
    case .serve: Flag.serve
    case .exec: Flag.exec + Flag.serveInExec
    case .check: Flag.check
    case .contract: Flag.contract
    case .help, .version: []
    }
  }

  var summary: String {
    switch self {
    case .serve: "serve the mock (this is what happens without a command)"
    case .exec: "run a command against a mock of its own; 1 if it sent violations"
    case .check: "check pages and request bodies offline; - is stdin"
    case .contract: "show what is enforced, each rule with the words it comes from"
    case .help: "show this"
    case .version: "show the version"
    }
  }

  /// What may follow the flags.
  var operands: String {
    switch self {
    case .exec: " -- CMD…"
    case .check: " [FILE…]"
    case .serve, .contract, .help, .version: ""
    }
  }

  /// Those of `flags` that the help shows under its name.
  var flagsShown: [Flag] {
    self == .exec ? Flag.exec : flags
  }
}

import JimengMock

/// What `--help` prints.
package enum HelpText {
  package static let version = "jimeng-mock \(MockVersion.text)"

  package static var text: String {
    var lines = [
      "jimeng-mock: stands in for the 即梦3 video API and holds every request to the vendor's page",
      "",
    ]
    for command in Subcommand.allCases {
      lines.append(
        "  jimeng-mock " + pad(command.rawValue + command.operands, to: 18) + command.summary)
    }
    for command in Subcommand.allCases where !command.flags.isEmpty {
      lines += ["", "\(command.rawValue):"]
      lines += command.flagsShown.map(line)
      if command == .exec {
        lines.append("  and serve's but --port-file and --quiet; --port is 0, --log off by default")
      }
    }
    lines += [""] + environmentWords + ["", "Exit codes: \(exitCodes)"] + testWords + execWords
    return lines.joined(separator: "\n")
  }

  /// What one command takes.
  package static func text(of command: Subcommand) -> String {
    var lines = ["jimeng-mock \(command.rawValue)\(command.operands): \(command.summary)"]
    if !command.flags.isEmpty { lines += [""] + command.flags.map(line) + [""] + environmentWords }
    if command == .test { lines += [""] + testWords }
    if command == .exec { lines += [""] + execWords }
    lines += ["", "Exit codes: \(exitCodes)", "", "jimeng-mock --help shows every command."]
    return lines.joined(separator: "\n")
  }

  private static let environmentWords = [
    "Every flag can be set in the environment: --body-limit is JIMENG_MOCK_BODY_LIMIT.",
    "The command line comes first, then the environment, then the default. Only --live must be",
    "said each time.",
  ]

  private static let exitCodes = """
    0 fine, 1 violations or failed cases, 2 usage, 3 could not start,
    4 could not check.
    """

  private static let testWords = [
    "test tells what it knows when signal N ends it, and ends with 128 + N."
  ]

  private static let execWords = [
    "exec ends as its command does: 128 + N when signal N ended it, 126 when it cannot be run,",
    "127 when it is not there. The command finds the base URL in JIMENG_BASE_URL, a key in",
    "JIMENG_API_KEY, and what /__mock stands behind in JIMENG_MOCK_URL.",
  ]

  private static func line(_ flag: Flag) -> String {
    let written =
      switch flag.argument {
      case .none: flag.name
      case .required(let placeholder): "\(flag.name) \(placeholder)"
      case .optional(let placeholder): "\(flag.name)[=\(placeholder)]"
      }
    let standard = flag.standard.map { " [\($0)]" } ?? ""
    return "  " + pad(written, to: 29) + " " + flag.summary + standard
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

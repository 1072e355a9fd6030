import JimengMock

/// What `--help` and `--version` print.
package enum HelpText {
  package static let version = "jimeng-mock \(MockVersion.text)"

  /// The help of all commands.
  package static var text: String {
    var lines = [
      "jimeng-mock: stands in for the 即梦3 video API and holds every request to the vendor's page",
      "",
    ]
    for command in Subcommand.allCases {
      lines.append("  " + pad(command.usage, to: 30) + command.summary)
    }
    for command in Subcommand.allCases where !command.flags.isEmpty {
      lines += ["", "\(command.rawValue):"]
      lines += command.ownFlags.map { line($0, of: command) }
      if let shared = command.sharedFlagsText { lines.append("  \(shared)") }
    }
    lines += ["", precedence, "", "Exit codes: \(exitCodes)"]
    for command in Subcommand.allCases where !command.notes.isEmpty { lines.append(command.notes) }
    return lines.joined(separator: "\n")
  }

  /// The help of one command.
  package static func text(of command: Subcommand) -> String {
    var lines = ["\(command.usage): \(command.summary)"]
    if !command.flags.isEmpty {
      lines += [""] + command.flags.map { line($0, of: command) } + ["", precedence]
    }
    if !command.notes.isEmpty { lines += ["", command.notes] }
    if command == .exec {
      lines += ["", "Exit status:"]
      lines += execStatuses.map { "  " + pad($0.status, to: 9) + $0.meaning }
    } else {
      lines += ["", "Exit codes: \(exitCodes)"]
    }
    return (lines + ["", "jimeng-mock --help shows every command."]).joined(separator: "\n")
  }

  static var precedence: String {
    let given = Flag.all.filter { !$0.isInEnvironment }.map(\.name).joined(separator: ", ")
    return """
      An environment variable can set every flag but \(given): JIMENG_MOCK_BODY_LIMIT sets
      --body-limit. The command line wins over the environment, the environment over the default.
      """
  }

  static let exitCodes = """
    0 success, 1 violations or failed cases, 2 usage, 3 could not start,
    4 could not check.
    """

  static let execStatuses = [
    (status: "0", meaning: "the command ended with 0 and sent no violations"),
    (
      status: "1",
      meaning: "the command ended with 0 and sent violations, without --allow-violations"
    ),
    (status: "2", meaning: "the command line of jimeng-mock was not understood"),
    (status: "3", meaning: "the mock could not start"),
    (status: "4", meaning: "the command ended with 0, but its report could not be written"),
    (status: "126", meaning: "the command cannot be run"),
    (status: "127", meaning: "the command was not found"),
    (status: "128 + N", meaning: "signal N ended the command"),
    (status: "other", meaning: "the command ended with this status"),
  ]

  private static func line(_ flag: Flag, of command: Subcommand) -> String {
    let repeatable = flag.isRepeatable ? "; repeatable" : ""
    let standing = flag.defaultText(command.defaults).map { " [\($0)]" } ?? ""
    return "  " + pad(flag.usage, to: 29) + " " + flag.summary + repeatable + standing
  }

  private static func pad(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Subcommand {
  var usage: String { "jimeng-mock " + rawValue + operands }

  /// The flags that are listed under the command's name; `exec` refers to `serve` for the others.
  var ownFlags: [Flag] {
    self == .exec ? flags.filter { !$0.commands.contains(.serve) } : flags
  }

  /// Of `exec`: which flags of `serve` it has, and where their defaults differ.
  var sharedFlagsText: String? {
    guard self == .exec else { return nil }
    let serve = Subcommand.serve
    let missing = serve.flags.filter { !$0.commands.contains(self) }.map(\.name)
    let changed = serve.flags.filter { $0.commands.contains(self) }.compactMap { flag in
      let text = flag.defaultText(defaults)
      return text == flag.defaultText(serve.defaults) ? nil : "\(flag.name) \(text ?? "")"
    }
    return "also the flags of serve, except \(missing.joined(separator: " and ")); "
      + "defaults: \(changed.joined(separator: ", "))"
  }

  /// What the flags do not say.
  var notes: String {
    switch self {
    case .exec:
      """
      exec ends with the status of its command: 128 + N when signal N ended it, 126 when it cannot
      be run, 127 when it is not found. The command finds the base URL in JIMENG_BASE_URL, a key in
      JIMENG_API_KEY, and the URL before /__mock in JIMENG_MOCK_URL.
      """
    case .test:
      "When signal N ends test, it reports what it knows and ends with 128 + N."
    case .serve, .check, .scenarios, .contract, .help, .version: ""
    }
  }
}

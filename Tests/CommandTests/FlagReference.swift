@testable import CommandInterface

/// The flags of every command as a Markdown document.
enum FlagReference {
  static var markdown: String {
    var lines = ["# Flags", "", "Every command with its flags, their defaults and their values."]
    lines += ["", HelpText.precedence]
    for command in Subcommand.allCases {
      lines += ["", "## \(command.rawValue)", "", "`\(command.usage)`: \(command.summary)."]
      if !command.notes.isEmpty { lines += ["", command.notes] }
      if !command.ownFlags.isEmpty { lines += [""] + table(of: command) }
      if let shared = command.sharedFlagsText { lines += ["", "`exec` has \(shared)."] }
    }
    lines += ["", "## Exit codes", "", HelpText.exitCodes, "", "Those of `exec`:", ""]
    lines += ["| Status | Meaning |", "|---|---|"]
    lines += HelpText.execStatuses.map { "| \($0.status) | \($0.meaning) |" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(of command: Subcommand) -> [String] {
    let rows = command.ownFlags.map { flag in
      [
        code(flag.usage), flag.summary + (flag.isRepeatable ? "; repeatable" : ""),
        flag.range ?? "", flag.defaultText(command.defaults) ?? "",
        flag.isInEnvironment ? code(flag.environmentName) : "",
      ]
    }
    return ["| Flag | Meaning | Values | Default | Environment |", "|---|---|---|---|---|"]
      + rows.map { "| " + $0.map(escaped).joined(separator: " | ") + " |" }
  }

  private static func code(_ text: String) -> String { "`\(text)`" }

  /// A bar would end the cell, even within code.
  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}

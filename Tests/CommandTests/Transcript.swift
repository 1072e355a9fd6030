import Foundation

/// The terminal sessions of a document, as a script that runs them again.
///
/// A block marked `console` holds commands (`$ …`, and the lines below that a `\` continues) and
/// their output. A block of another language is written to a file if it has a name for it, after
/// the language (`json page.json`) or as a comment in its first line (`# client.py`). A block marked
/// `log` is what the last server wrote to stderr. All blocks of a document run in one shell, in
/// order, beside one server; `$ jimeng-mock` with flags, or with none, starts it anew.
///
/// In output, `…` stands for anything in its line, and alone in a line for any number of lines.
/// Ports, ids, dates and durations differ in every run, so they are not compared.
struct Transcript {
  struct Step {
    /// The line of the document, from 1.
    let line: Int
    let command: String
    fileprivate(set) var output: [String] = []
  }

  private enum Part {
    case step(Int)
    case file(name: String, text: String)
  }

  private(set) var steps: [Step] = []
  private(set) var logs: [[String]] = []
  private var parts: [Part] = []

  init(markdown: String) {
    var block: (language: String, line: Int, lines: [String])?
    for (index, line) in markdown.components(separatedBy: "\n").enumerated() {
      if let open = block, line == "```" {
        add(open.language, open.lines, line: open.line)
        block = nil
      } else if block != nil {
        block?.lines.append(line)
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), index + 2, [])
      }
    }
  }

  private mutating func add(_ language: String, _ lines: [String], line: Int) {
    switch language {
    case "console": addSteps(lines, line: line)
    case "log": logs.append(lines)
    default:
      guard let name = Self.fileName(after: language, in: lines.first ?? "") else { return }
      parts.append(.file(name: name, text: lines.joined(separator: "\n")))
    }
  }

  private mutating func addSteps(_ lines: [String], line: Int) {
    var continues = false
    for (offset, text) in lines.enumerated() {
      if continues, let last = steps.popLast() {
        steps.append(Step(line: last.line, command: "\(last.command)\n\(text)"))
      } else if text.hasPrefix("$ ") {
        parts.append(.step(steps.count))
        steps.append(Step(line: line + offset, command: String(text.dropFirst(2))))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output.append(text)
      }
      continues = text.hasSuffix("\\") && (continues || text.hasPrefix("$ "))
    }
  }

  /// The name of the file that a block is written to.
  private static func fileName(after language: String, in line: String) -> String? {
    let named = language.split(separator: " ").dropFirst()
    if let name = named.first { return String(name) }
    let words = line.split(separator: " ")
    guard words.count == 2, ["#", "//"].contains(words[0]), words[1].contains(".") else {
      return nil
    }
    return String(words[1])
  }

  /// Runs the script in a folder of its own.
  /// - Returns: the output of each step, nil where a tool is missing; and the server's log.
  func run() throws -> (outputs: [String?], log: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let running = try RunningCommand(
      ["-c", script, "bash", folder.path, RunningCommand.products.path], program: "/bin/bash")
    let pieces = running.readOutput().components(separatedBy: "\u{1E}").dropFirst()
    _ = running.end()
    return (pieces.dropLast().map { $0 == "\u{15}" ? nil : $0 }, pieces.last ?? "")
  }

  /// Tools that a machine may not have.
  private static let tools = ["curl", "python3", "pytest", "node", "ffprobe"]

  /// The tools that a command names, and the package that the document's Python files import.
  private func tools(of command: String) -> [String] {
    let words = Set(command.split { !$0.isLetter && !$0.isNumber }.map(String.init))
    let tools = Self.tools.filter(words.contains)
    let importsRequests = parts.contains {
      if case .file(_, let text) = $0 { text.contains("import requests") } else { false }
    }
    let isPython = tools.contains("python3") || tools.contains("pytest")
    return tools + (isPython && importsRequests ? ["requests"] : [])
  }

  private var script: String {
    let body = parts.map { part in
      switch part {
      case .file(let name, let text):
        return """
          mkdir -p "$(dirname \(name))"
          sed "s/4310/$port/" <<'END OF FILE' >\(name)
          \(text)
          END OF FILE
          """
      case .step(let index):
        let command = steps[index].command
          .replacingOccurrences(of: "127.0.0.1:4310", with: "127.0.0.1:$port")
          .replacingOccurrences(of: ".build/release/", with: "")
        return """
          printf '\\036'
          if has \(tools(of: command).joined(separator: " ")); then
          \(command)
          else printf '\\025'
          fi
          """
      }
    }
    return ([Self.prelude, "serve >/dev/null"] + body + ["printf '\\036'", "cat .log"])
      .joined(separator: "\n")
  }

  private static let prelude = """
    exec 2>&1
    cd "$1" || exit
    export PATH="$2:$PATH" no_proxy=127.0.0.1 NO_PROXY=127.0.0.1 PYTHONDONTWRITEBYTECODE=1
    unset "${!JIMENG_@}"
    stop() { [ -z "$server" ] || { kill "$server"; wait "$server"; } 2>/dev/null; server=; }
    trap stop EXIT
    has() {
      for tool; do
        command -v "$tool" >/dev/null || python3 -c "import $tool" 2>/dev/null || return 1
      done
    }
    serve() {
      stop
      rm -f .port .ready
      command jimeng-mock "$@" --port 0 --port-file .port >.ready 2>.log &
      server=$!
      while kill -0 "$server" 2>/dev/null && ! [ -s .port -a -s .ready ]; do sleep 0.02; done
      if [ -s .port ]; then port=$(cat .port); cat .ready; else cat .log; fi
    }
    jimeng-mock() {
      case "${1---}" in -*) serve "$@" ;; serve) serve "${@:2}" ;; *) command jimeng-mock "$@" ;; esac
    }
    swift() { [ "$1" = run ] && "${@:2}"; }
    """
}

extension Transcript {
  /// What differs between two runs of the same command, and a name for it.
  private static let varying = [
    (#"(127\.0\.0\.1):\d+"#, "$1:4310"),
    (#"\b\d{14,23}[A-Za-z0-9]{8}\b"#, "<request id>"),
    (#"\b\d{13}\b"#, "<task id>"),
    (#"\b1[0-9]{9}\b"#, "<seconds>"),
    (#"\d{4}-\d\d-\d\dT[0-9:.]+"#, "<time>"),
    (#"\w{3}, \d\d \w{3} \d{4} [0-9:]{8} GMT"#, "<date>"),
    (#"\b\d\d:\d\d:\d\d\.\d{3}\b"#, "<time>"),
    (#"\b\d{4}-\d\d-\d\d\b"#, "<day>"),
    (#"\b\d+\.\d+ s\b"#, "<duration>"),
  ].compactMap { pattern, name in
    (try? NSRegularExpression(pattern: pattern)).map { ($0, name) }
  }

  /// A text without what varies, and without blanks at the ends of its lines.
  private static func settled(_ text: String) -> String {
    let text = varying.reduce(text.replacingOccurrences(of: "\r\n", with: "\n")) { text, item in
      item.0.stringByReplacingMatches(
        in: text, range: NSRange(text.startIndex..., in: text), withTemplate: item.1)
    }
    return text.components(separatedBy: "\n")
      .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
      .joined(separator: "\n")
  }

  /// Whether an output is what the document shows, line by line.
  static func matches(_ output: String, _ shown: [String]) -> Bool {
    let pattern = shown.map { line in
      line.trimmingCharacters(in: .whitespaces) == "…"
        ? "(?:[^\n]*\n)*?"
        : settled(line).components(separatedBy: "…")
          .map { NSRegularExpression.escapedPattern(for: $0) }.joined(separator: "[^\n]*") + "\n"
    }.joined()
    var text = settled(output)
    while text.hasSuffix("\n") { text.removeLast() }
    if !text.isEmpty { text += "\n" }
    return text.range(of: "\\A\(pattern)\\z", options: .regularExpression) != nil
  }
}

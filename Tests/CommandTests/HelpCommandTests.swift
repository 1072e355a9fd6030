import Testing

/// What the program says of itself.
@Suite struct HelpCommandTests {
  private func output(_ words: [String]) throws -> String {
    let running = try RunningCommand(words)
    let output = running.readOutput()
    let end = running.end()
    #expect(end.status == 0 && end.errors.isEmpty, "\(words)")
    return output
  }

  @Test(
    "a command's help has its own flags and says how to see all",
    arguments: [
      (["test", "--help"], "--budget", "--port-file"),
      (["help", "test"], "--budget", "--port-file"),
      (["test", "--key", "k", "-h", "--nonsense"], "--budget", "--port-file"),
      (["exec", "--help"], "--allow-violations", "--port-file"),
      (["exec", "--help"], "--render-seconds", "--budget"),
      (["serve", "--help"], "--port-file", "--allow-violations"),
      (["check", "--help"], "--operation", "--port-file"),
      (["contract", "--help"], "--base-path", "--port-file"),
      (["scenarios", "--help"], "--fixtures", "--port-file"),
    ])
  func own(words: [String], shown: String, hidden: String) throws {
    let text = try output(words)
    #expect(text.hasPrefix("jimeng-mock "))
    #expect(text.contains("\n  \(shown)") && !text.contains("\n  \(hidden)"), "\(text)")
    #expect(text.contains("jimeng-mock --help"))
  }

  @Test("without a command it has everything", arguments: [["--help"], ["help"], ["-h"]])
  func everything(words: [String]) throws {
    let text = try output(words)
    for flag in ["--budget", "--port-file", "--allow-violations", "--operation"] {
      #expect(text.contains("\n  \(flag)"))
    }
  }

  @Test("help of what is no command is 2")
  func unknown() throws {
    let end = try RunningCommand(["help", "srve"]).end()
    #expect(end.status == 2 && end.errors.contains("did you mean serve?"))
  }
}

import Testing

/// `jimeng-mock check`, seen from outside. Its stdin is a pipe.
@Suite struct CheckCommandTests {
  @Test("a pipe without '-', or no file at all, is 2", arguments: [[], ["--json"]])
  func noFile(flags: [String]) throws {
    let end = try RunningCommand(["check"] + flags).end()
    #expect(end.status == 2 && end.errors.hasPrefix("jimeng-mock: check needs a file"), "\(end)")
  }

  @Test("a page that is named by --spec is checked, whatever stdin is")
  func page() throws {
    let end = try RunningCommand(["check", "--spec", "/no/such/page.md"]).end()
    #expect(end.status == 4 && end.errors.contains("/no/such/page.md"), "\(end)")
  }

  @Test("'-' reads the pipe")
  func pipe() throws {
    let running = try RunningCommand(["check", "-"])
    try running.goOn()
    try running.endInput()
    #expect(running.readLine().hasPrefix("stdin: "))
    #expect(running.end().status == 1)
  }
}

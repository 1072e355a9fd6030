import Testing

/// Environment variables in place of flags, seen from outside.
@Suite struct VariableTests {
  private func end(_ variables: [String: String], script: String = "exit 3") throws
    -> RunningCommand.End
  {
    try RunningCommand(["exec", "--", "sh", "-c", script], environment: variables).end()
  }

  @Test("one that sets no flag is told on stderr, and nothing else changes")
  func unused() throws {
    let warning = "JIMENG_MOCK_PROT sets no flag; did you mean JIMENG_MOCK_PORT?"
    let end = try end(["JIMENG_MOCK_PROT": "1"])
    #expect(end.status == 3 && end.errors.hasPrefix("jimeng-mock: \(warning)\n"), "\(end)")
  }

  @Test("a wrong value is told with the name of the variable, whoever finds it")
  func wrongValue() throws {
    for (name, value) in [("PORT", "x"), ("HOST", "example.com"), ("SCENARIO", "slw")] {
      let end = try end(["JIMENG_MOCK_\(name)": value])
      #expect(
        end.status == 2 && end.errors.hasPrefix("jimeng-mock: JIMENG_MOCK_\(name): "), "\(end)")
    }
  }

  @Test("a port that is taken is told with the variable that has set it")
  func takenPort() throws {
    let server = try RunningCommand(["--port", "0", "--quiet", "--log", "off"])
    let port = try #require(server.readLine().split(separator: ":").last)
    let end = try end(["JIMENG_MOCK_PORT": String(port)])
    #expect(end.status == 3 && end.errors.contains("the port is set by JIMENG_MOCK_PORT"), "\(end)")
  }
}

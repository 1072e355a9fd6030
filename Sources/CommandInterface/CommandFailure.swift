package import JimengMock

/// Why the command ends early: the line for stderr, and the exit code.
package struct CommandFailure: Error {
  package let code: ExitCode
  package let message: String

  package init(code: ExitCode, message: String) {
    self.code = code
    self.message = message
  }

  /// Why a mock does not start, in the words of the command line.
  package init(_ error: MockServerError, _ options: Options) {
    switch error {
    case .page(let reason), .service(let reason), .scenarios(let reason):
      self.init(code: .couldNotStart, message: reason)
    case .configuration(let reason): self = .usage(Self.inWordsOfFlags(reason, options))
    case .notListening(let reason):
      let cause = options.variables["--port"].map { "; the port is set by \($0)" } ?? ""
      self.init(
        code: .couldNotStart,
        message: "\(reason)\(cause); --port 0 lets the system choose a free port")
    }
  }

  /// Names the flag, or the variable that has set it. Flags are named for the properties:
  /// `adminToken: …` is `--admin-token: …`.
  private static func inWordsOfFlags(_ reason: String, _ options: Options) -> String {
    let end = reason.firstIndex(of: ":") ?? reason.startIndex
    let words = reason[..<end].map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }
    let flag = reason[..<end] == "keyRequirement" ? "--require-key" : "--" + words.joined()
    return (options.variables[flag] ?? flag) + reason[end...]
  }

  package static func usage(_ message: String) -> CommandFailure {
    CommandFailure(code: .usage, message: "\(message) (jimeng-mock --help shows what there is)")
  }
}

/// How the command ends.
package enum ExitCode: Int32, Sendable {
  case fine = 0
  /// What was checked breaks its contract, or a case failed.
  case violations = 1
  /// The command line was not understood.
  case usage = 2
  /// The server, or the run, could not start.
  case couldNotStart = 3
  /// What was to be checked could not be read, or gave no answer.
  case couldNotCheck = 4
  /// `exec`: the command is there but cannot be run.
  case notExecutable = 126
  /// `exec`: there is no such command.
  case notFound = 127
}

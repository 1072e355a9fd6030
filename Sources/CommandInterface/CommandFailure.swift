/// Why the command ends early: the line for stderr, and the exit code.
package struct CommandFailure: Error {
  package let code: ExitCode
  package let message: String

  package init(code: ExitCode, message: String) {
    self.code = code
    self.message = message
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

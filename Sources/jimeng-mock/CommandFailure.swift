/// Why the command ends early: the line for stderr and the exit code.
struct CommandFailure: Error {
  let code: ExitCode
  let message: String

  static func usage(_ message: String) -> CommandFailure {
    CommandFailure(code: .usage, message: "\(message) (jimeng-mock --help shows what there is)")
  }
}

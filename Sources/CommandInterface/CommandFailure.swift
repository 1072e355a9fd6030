/// Why the command ends early: the line for stderr and the exit code.
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

import CommandInterface
import Foundation

/// What `jimeng-mock test` becomes: reads its line, runs the contract suite, ends with its code.
@main
struct Main {
  static func main() async {
    // A closed pipe is a write that fails, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    ProxyExemption.apply()
    let code: Int32
    do throws(CommandFailure) {
      code = try await run()
    } catch {
      StandardStream.error.writeLine("jimeng-mock test: \(error.message)")
      code = error.code.rawValue
    }
    exit(code)
  }

  /// - Returns: the exit status.
  private static func run() async throws(CommandFailure) -> Int32 {
    let words = try [Subcommand.test.rawValue] + Arguments.processWords()
    let arguments = try Arguments.read(words)
    switch arguments.subcommand {
    case .test:
      return try await SuiteCommand(arguments: arguments).run()
    case .version:
      StandardStream.output.writeLine(HelpText.version)
      return ExitCode.fine.rawValue
    case .help, .serve, .exec, .check, .scenarios, .contract:
      StandardStream.output.writeLine(HelpText.text(of: .test))
      return ExitCode.fine.rawValue
    }
  }
}

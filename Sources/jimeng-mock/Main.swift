import CommandInterface

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The command: reads its line, runs one subcommand, ends with its code.
@main
struct Main {
  static func main() {
    // A closed pipe is a write that fails, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    do throws(CommandFailure) {
      let words = Array(CommandLine.arguments.dropFirst())
      if words.first == Subcommand.test.rawValue { try TestCommand.become(words.dropFirst()) }
      let arguments = try Arguments(words, environment: EnvironmentVariable.value)
      let code = try run(arguments)
      exit(code.rawValue)
    } catch {
      StandardStream.error.writeLine("jimeng-mock: \(error.message)")
      exit(error.code.rawValue)
    }
  }

  private static func run(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    switch arguments.subcommand {
    case .serve:
      try ServeCommand(arguments: arguments).run()
      return .fine
    case .exec:
      // The status is the command's, and any number.
      exit(try ExecCommand(arguments: arguments).run())
    case .check:
      return try CheckCommand(arguments: arguments).run()
    case .contract:
      try ContractCommand(arguments: arguments).run()
      return .fine
    case .test:
      // Only its own first word makes a line one of `test`, and that has been dealt with.
      throw .usage("'test' comes first")
    case .scenarios:
      try ScenariosCommand(arguments: arguments).run()
      return .fine
    case .help:
      StandardStream.output.writeLine(arguments.topic.map(HelpText.text(of:)) ?? HelpText.text)
      return .fine
    case .version:
      StandardStream.output.writeLine(HelpText.version)
      return .fine
    }
  }
}

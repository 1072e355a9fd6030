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
      let words = try Arguments.processWords()
      if words.first == Subcommand.test.rawValue { try TestCommand.become(words.dropFirst()) }
      exit(try run(Arguments.read(words)).rawValue)
    } catch {
      StandardStream.error.writeLine("jimeng-mock: \(error.message)")
      exit(error.code.rawValue)
    }
  }

  private static func run(_ arguments: Arguments) throws(CommandFailure) -> ExitCode {
    let options = arguments.options
    switch arguments.subcommand {
    case .serve: try ServeCommand(options: options).run()
    case .exec:
      // The status is the command's own: any number.
      exit(try ExecCommand(options: options, command: arguments.operands).run())
    case .check: return try CheckCommand(options: options, paths: arguments.operands).run()
    case .scenarios:
      try ScenariosCommand(options: options, name: arguments.operands.first).run()
    case .contract: try ContractCommand(options: options).run()
    case .test:
      // A line whose first word is `test` is the other program's.
      throw .usage("'test' comes first")
    case .help:
      StandardStream.output.writeLine(arguments.topic.map(HelpText.text(of:)) ?? HelpText.text)
    case .version: StandardStream.output.writeLine(HelpText.version)
    }
    return .fine
  }
}

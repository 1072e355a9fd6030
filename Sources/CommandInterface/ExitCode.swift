/// How the command ends; every code means one thing.
package enum ExitCode: Int32 {
  case fine = 0
  /// What was checked breaks its contract; a case failed.
  case violations = 1
  /// The command line was not understood.
  case usage = 2
  /// The server, or the run, could not start.
  case couldNotStart = 3
  /// What was to be checked could not be read, or gave no answer.
  case couldNotCheck = 4
  /// `exec`: the command is there and cannot be run.
  case notExecutable = 126
  /// `exec`: there is no such command.
  case notFound = 127
}

import CommandInterface

// The environment is a global variable of C's; nothing here changes it.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#endif

/// A command that runs as our child: with our standard streams and in our process group, so that a
/// terminal treats it as if it had been typed alone.
struct ChildProcess {
  private let id: pid_t

  /// The signals that `wait` needs to be blocked: SIGCHLD, and all that are passed on. Not passed
  /// on are those about our own faults and limits, SIGPIPE, which is ignored, and the three that
  /// stop a process: they stop us, and a terminal sends them to the child as well.
  static let signals =
    [
      SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO,
      SIGURG, SIGWINCH, SIGCONT, SIGCHLD,
    ] + systemSignals

  #if os(Linux)
    /// Signals that only Linux has, with the real-time ones (signal(7)).
    private static let systemSignals =
      [SIGPWR, SIGSTKFLT] + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())
  #else
    private static let systemSignals = [SIGINFO]
  #endif

  /// Starts the command that stands in the last words of our own command line, which it gets byte
  /// for byte. It is looked up in PATH, as a shell does.
  /// - Parameters:
  ///   - wordCount: how many of the last words, at least 1.
  ///   - variables: environment variables to add to ours, or to replace.
  ///   - signals: blocked here, and not in the child.
  /// - Throws: `notFound` or `notExecutable`.
  init(
    lastWords wordCount: Int, adding variables: [(name: String, value: String)],
    signals: BlockedSignals
  ) throws(CommandFailure) {
    // A parent may have left it ignored, and then no child's end would be noticed.
    signal(SIGCHLD) { _ in }
    let words = CommandLine.unsafeArgv + (Int(CommandLine.argc) - wordCount)
    var child: pid_t = 0
    let code = Self.withEnvironment(adding: variables) { environment in
      Self.withAttributes(mask: signals.maskOfChildren) { attributes in
        words[0].map { posix_spawnp(&child, $0, nil, attributes, words, environment) } ?? ENOENT
      }
    }
    guard code == 0 else {
      let name = words[0].map { String(cString: $0) } ?? ""
      throw Self.failure(name, code)
    }
    id = child
  }

  /// Waits for its end, and passes signals on to it until then.
  /// - Returns: its exit status; 128 + N when signal N ended it, as in a shell.
  func wait(passingOn signals: BlockedSignals) -> Int32 {
    while true {
      let arrival = signals.next()
      guard arrival.number == SIGCHLD else {
        pass(arrival)
        continue
      }
      if let status = takeStatus() { return status }
    }
  }

  /// A terminal sends its signals to the child as well, unless the child has a group of its own. A
  /// second Ctrl-C must not reach it: many programs then end at once, without cleaning up.
  private func pass(_ arrival: BlockedSignals.Arrival) {
    if arrival.isFromTerminal, getpgid(id) == getpgrp() { return }
    kill(id, arrival.number)
  }

  /// Nil while it runs.
  private func takeStatus() -> Int32? {
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return nil }
    // The macros of sys/wait.h are not imported: the low seven bits are the signal's number.
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  // MARK: Start

  /// Passes the attributes of the child: its signal mask, and SIGPIPE as every program expects it,
  /// although we ignore it.
  private static func withAttributes<Result>(
    mask: sigset_t, _ body: (UnsafePointer<Attributes>) -> Result
  ) -> Result {
    #if canImport(Darwin)
      var attributes: Attributes = nil
    #else
      var attributes = Attributes()
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = mask
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    return withUnsafePointer(to: attributes, body)
  }

  #if canImport(Darwin)
    private typealias Attributes = posix_spawnattr_t?
  #else
    private typealias Attributes = posix_spawnattr_t
  #endif

  /// Passes our environment with `variables` as `NAME=VALUE` strings; a nil ends them.
  private static func withEnvironment<Result>(
    adding variables: [(name: String, value: String)],
    _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    // Optional in some of the C libraries.
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    #if canImport(Darwin)
      entry = _NSGetEnviron().pointee
    #else
      entry = environ
    #endif
    var ours: [UnsafeMutablePointer<CChar>?] = []
    while let pointer = entry?.pointee {
      let isReplaced = variables.contains { variable in
        let start = variable.name + "="
        return strncmp(pointer, start, start.utf8.count) == 0
      }
      if !isReplaced { ours.append(pointer) }
      entry = entry?.advanced(by: 1)
    }
    let added = variables.map { strdup("\($0.name)=\($0.value)") }
    defer { for pointer in added { free(pointer) } }
    return (ours + added + [nil]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? body([nil])
    }
  }

  /// The codes of shells and env(1): 127 for a program that is not there, 126 for one that cannot
  /// be run.
  private static func failure(_ name: String, _ code: Int32) -> CommandFailure {
    guard code == ENOENT else {
      return CommandFailure(
        code: .notExecutable, message: "\(name): cannot be run: \(String(cString: strerror(code)))")
    }
    let place = name.contains("/") ? "there is no such program" : "there is no such program in PATH"
    return CommandFailure(code: .notFound, message: "\(name): \(place)")
  }
}

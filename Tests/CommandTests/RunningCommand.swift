import Foundation

/// The binary in a process of its own. A test is the client of the command that it wraps: the
/// command tells where the mock is on stdout, and goes on when a line comes on its stdin.
///
/// Not Foundation's `Process`: that one leaves a socket open in its child, takes the child for ended
/// only when all that inherited the socket have ended too, and on Linux reads beyond the directory
/// entries of /proc/self/fd, which the address sanitizer does not let pass.
final class RunningCommand {
  struct End: Equatable {
    /// The exit status, or the signal that ended it, negated.
    let status: Int32
    let errors: String
  }

  let id: pid_t
  private let input = Pipe()
  private let output = Pipe()
  private let errors = Pipe()
  private var isOver = false

  /// Between a pipe's making and its marking, no other test may start a process that inherits it.
  private static let starting = NSLock()

  /// - Parameters:
  ///   - program: its path.
  ///   - environment: added to ours.
  init(
    _ arguments: [String], program: String = products.appendingPathComponent("jimeng-mock").path,
    environment: [String: String] = [:]
  ) throws {
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    id = try Self.starting.withLock { [input, output, errors] in
      let theirs = [
        input.fileHandleForReading, output.fileHandleForWriting, errors.fileHandleForWriting,
      ]
      let ours = [
        input.fileHandleForWriting, output.fileHandleForReading, errors.fileHandleForReading,
      ]
      for handle in theirs + ours { _ = fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC) }
      let id = try Self.spawn(
        [program] + arguments, variables.map { "\($0)=\($1)" },
        streams: theirs.map(\.fileDescriptor))
      for handle in theirs { try handle.close() }
      return id
    }
  }

  deinit {
    guard !isOver else { return }
    kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  /// Where the programs were built, beside the bundle of the tests.
  static var products: URL {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? .main
      return bundle.bundleURL.deletingLastPathComponent()
    #else
      return Bundle.main.bundleURL
    #endif
  }

  private static func spawn(
    _ words: [String], _ environment: [String], streams: [Int32]
  ) throws -> pid_t {
    #if os(macOS)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
    }
    let copies = words.map { strdup($0) }
    let variables = environment.map { strdup($0) }
    defer { for pointer in copies + variables { free(pointer) } }
    var id: pid_t = 0
    let code = posix_spawn(&id, words[0], &actions, nil, copies + [nil], variables + [nil])
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    return id
  }

  /// The next line of stdout, without its end; empty at the end of stdout.
  func readLine() -> String {
    var line = Data()
    while let byte = try? output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty {
      if byte == Data("\n".utf8) { break }
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// What stdout has up to its end. What goes to stderr meanwhile must fit in a pipe.
  func readOutput() -> String {
    String(
      decoding: (try? output.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
  }

  /// Lets a command go on that reads a line.
  func goOn() throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
  }

  /// Leaves nothing more to read on its stdin.
  func endInput() throws {
    try input.fileHandleForWriting.close()
  }

  /// Waits for the end.
  func end() -> End {
    let text = (try? errors.fileHandleForReading.readToEnd()) ?? Data()
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    isOver = true
    let signal = status & 0x7F
    return End(
      status: signal == 0 ? status >> 8 & 0xFF : -signal,
      errors: String(decoding: text, as: UTF8.self))
  }
}

import CommandInterface

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A file that something will be written to. That it can be is found out before there is anything
/// to write; what it holds stays until then.
struct ReportFile {
  /// As it was given, for messages.
  private let path: String
  /// For messages.
  private let flag: String
  /// Where it is, links followed: a link stays one.
  private let place: String
  /// A device or a pipe, which is added to and never replaced.
  private let isStream: Bool

  /// - Throws: `couldNotStart` when it cannot be written.
  init(_ path: String, flag: String) throws(CommandFailure) {
    self.path = path
    self.flag = flag
    var status = stat()
    let kind = stat(path, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    // `/dev/stdout` may well be a regular file, which others write to as well.
    isStream = path.hasPrefix("/dev/") || (kind != S_IFREG && kind != S_IFDIR)
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    place = resolved.map { String(cString: $0) } ?? path
    if kind == S_IFDIR { throw failure(.couldNotStart, errno: EISDIR) }
    if isStream {
      guard access(path, W_OK) == 0 else { throw failure(.couldNotStart, errno: errno) }
    } else {
      try tryOut()
    }
  }

  /// Writes it whole or not at all: whoever collects the file never reads half of it.
  /// - Parameter code: of the failure, when it cannot be written any more.
  func write(_ text: String, failingWith code: ExitCode) throws(CommandFailure) {
    if isStream {
      try append(text, failingWith: code)
      return
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: place), options: .atomic)
    } catch {
      throw CommandFailure(code: code, message: "\(flag) \(path): it cannot be written")
    }
  }

  private func append(_ text: String, failingWith code: ExitCode) throws(CommandFailure) {
    guard let file = fopen(path, "a") else { throw failure(code, errno: errno) }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    guard fclose(file) == 0, isWritten else { throw failure(code, errno: errno) }
  }

  /// Makes a file beside it and takes it away again, which is what writing it will take.
  private func tryOut() throws(CommandFailure) {
    // The six letters are what mkstemp(3) asks for and replaces.
    var template = Array("\(place).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure(.couldNotStart, errno: errno) }
    close(descriptor)
    unlink(template)
  }

  private func failure(_ code: ExitCode, errno number: Int32) -> CommandFailure {
    CommandFailure(
      code: code,
      message: "\(flag) \(path): it cannot be written: \(String(cString: strerror(number)))")
  }
}

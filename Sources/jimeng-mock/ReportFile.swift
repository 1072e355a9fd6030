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

/// The file that a report will be written to. That it can be is found out before there is anything
/// to report; what it holds stays until then.
struct ReportFile {
  private let path: String
  /// For messages.
  private let flag: String
  /// A device or a pipe, which is written to where it is.
  private let isStream: Bool

  /// - Throws: `couldNotStart` when it cannot be written.
  init(_ path: String, flag: String) throws(CommandFailure) {
    self.path = path
    self.flag = flag
    var status = stat()
    let kind = stat(path, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    isStream = kind != S_IFREG && kind != S_IFDIR
    if kind == S_IFDIR { throw failure(.couldNotStart, errno: EISDIR) }
    if isStream {
      guard access(path, W_OK) == 0 else { throw failure(.couldNotStart, errno: errno) }
    } else {
      try tryOut()
    }
  }

  /// Writes it whole or not at all: whoever collects the file never reads half of it.
  /// - Throws: `couldNotCheck`.
  func write(_ text: String) throws(CommandFailure) {
    do {
      let options: Data.WritingOptions = isStream ? [] : .atomic
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: options)
    } catch {
      throw CommandFailure(
        code: .couldNotCheck, message: "\(flag) \(path): it cannot be written")
    }
  }

  /// Makes a file beside it and takes it away again, which is what writing it will take.
  private func tryOut() throws(CommandFailure) {
    var template = Array("\(path).XXXXXX".utf8CString)
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

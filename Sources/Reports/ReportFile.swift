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

/// A file that a report will stand in. Whether it can be written is found out before there is
/// anything to write; what it holds stays until then.
///
/// A file is replaced, whole or not at all, so that no reader finds half of it; a link to it stays
/// a link. A pipe or a device is written to. So is a file that is this process's stdout or stderr,
/// whatever its path: what else the process writes there is kept.
package struct ReportFile: Sendable {
  /// Why it cannot be written: `--junit /x/y: it cannot be written: No such file or directory`.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    package let description: String
  }

  /// How the report gets there.
  private enum Way {
    /// Into what is open as stdout or stderr.
    case descriptor(Int32)
    /// To the end of a pipe or a device.
    case stream
    /// In the place of a file: its path, with links followed.
    case replacement(String)
  }

  private let path: String
  private let flag: String
  private let way: Way

  /// - Parameter flag: that names the path.
  package init(_ path: String, flag: String) throws(Failure) {
    self.path = path
    self.flag = flag
    var status = stat()
    let isThere = stat(path, &status) == 0
    let kind = isThere ? status.st_mode & S_IFMT : S_IFREG
    if isThere, let descriptor = Self.descriptor(of: status) {
      way = .descriptor(descriptor)
    } else if path.hasPrefix("/dev/") || (kind != S_IFREG && kind != S_IFDIR) {
      way = .stream
    } else {
      let resolved = realpath(path, nil)
      defer { free(resolved) }
      way = .replacement(resolved.map { String(cString: $0) } ?? path)
    }
    if kind == S_IFDIR { throw failure(EISDIR) }
    try tryOut(isThere: isThere)
  }

  /// - Throws: when it can no longer be written.
  package func write(_ text: String) throws(Failure) {
    switch way {
    case .descriptor(let descriptor): try write(text, to: descriptor)
    case .stream:
      let descriptor = open(path, O_WRONLY | O_APPEND)
      guard descriptor >= 0 else { throw failure(errno) }
      defer { close(descriptor) }
      try write(text, to: descriptor)
    case .replacement(let place):
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: place), options: .atomic)
      } catch {
        throw failure(errno)
      }
    }
  }

  /// stdout or stderr, where the file is open as one of them.
  private static func descriptor(of status: stat) -> Int32? {
    [1, 2].first { descriptor in
      var own = stat()
      return fstat(descriptor, &own) == 0 && own.st_dev == status.st_dev
        && own.st_ino == status.st_ino
    }
  }

  private func tryOut(isThere: Bool) throws(Failure) {
    if isThere, access(path, W_OK) != 0 { throw failure(errno) }
    switch way {
    case .descriptor: return
    case .stream: if !isThere { throw failure(ENOENT) }
    case .replacement(let place):
      // A file beside it, made and taken away again, is what writing it will take. The six letters
      // are what mkstemp(3) asks for and replaces.
      var template = Array("\(place).XXXXXX".utf8CString)
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else { throw failure(errno) }
      close(descriptor)
      unlink(template)
    }
  }

  private func write(_ text: String, to descriptor: Int32) throws(Failure) {
    var rest = ArraySlice(text.utf8)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(errno) }
      rest = rest.dropFirst(count)
    }
  }

  private func failure(_ number: Int32) -> Failure {
    let reason = String(cString: strerror(number))
    return Failure(description: "\(flag) \(path): it cannot be written: \(reason)")
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

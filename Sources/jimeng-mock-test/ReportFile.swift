import CommandInterface
import Foundation

/// A file that a report will stand in: found writable before anything is sent, so that no run is
/// paid for whose results are lost, and written whole or not at all.
struct ReportFile {
  private let flag: String
  private let path: String
  /// A pipe, a device: written to as it is, since nothing can take its place.
  private let isStream: Bool

  /// - Parameter flag: that names the path.
  /// - Throws: `couldNotStart` for a path that cannot be written to.
  init(flag: String, path: String) throws(CommandFailure) {
    self.flag = flag
    var status = stat()
    let isThere = stat(path, &status) == 0
    let kind = status.st_mode & S_IFMT
    isStream = isThere && kind != S_IFREG
    let url = URL(fileURLWithPath: path)
    // A link stays one.
    self.path = isStream ? path : url.resolvingSymlinksInPath().path
    let folder = URL(fileURLWithPath: self.path).deletingLastPathComponent().path
    let places = (isThere ? [path] : []) + (isStream ? [] : [folder])
    guard kind != S_IFDIR, places.allSatisfy(FileManager.default.isWritableFile) else {
      throw failure(path)
    }
  }

  func write(_ text: String) throws(CommandFailure) {
    do {
      try Data(text.utf8).write(
        to: URL(fileURLWithPath: path), options: isStream ? [] : .atomic)
    } catch {
      throw failure(path)
    }
  }

  private func failure(_ path: String) -> CommandFailure {
    CommandFailure(code: .couldNotStart, message: "\(flag) \(path): it cannot be written")
  }
}

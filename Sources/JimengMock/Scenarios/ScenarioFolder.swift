#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads the scenario files of a folder, at the start and never again: `*.json` in it and in its
/// `scenarios/`, in the order of their names. Hidden files and `*.schema.json` are none.
package enum ScenarioFolder {
  package static func read(_ path: String) throws(ScenarioFileError) -> [ScenarioFile] {
    let inner = "\(path)/scenarios"
    var files = try readFiles(in: path)
    if try list(path).contains("scenarios") { files += try readFiles(in: inner) }
    return files
  }

  private static func readFiles(in folder: String) throws(ScenarioFileError) -> [ScenarioFile] {
    let names = try list(folder).filter {
      $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") && !$0.hasPrefix(".")
    }
    guard names.count <= ScenarioCatalogue.countMax else {
      throw ScenarioFileError(file: folder, fault: .tooManyScenarios)
    }
    var files: [ScenarioFile] = []
    for name in names {
      let path = "\(folder)/\(name)"
      files.append(ScenarioFile(name: path, bytes: try readBytes(path)))
    }
    return files
  }

  /// The names in a folder, sorted by their bytes.
  private static func list(_ folder: String) throws(ScenarioFileError) -> [String] {
    guard let stream = opendir(folder) else { throw systemError(folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let capacity = MemoryLayout.size(ofValue: entry.pointee.d_name)
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: capacity) { String(cString: $0) }
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// One byte more than allowed is read, for the reader of the file to refuse it.
  private static func readBytes(_ path: String) throws(ScenarioFileError) -> [UInt8] {
    // Not blocking: a pipe that nobody writes to would hold the start for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw systemError(path) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: ScenarioFile.bytesMax + 1)
    var count = 0
    while count < bytes.count {
      let step = bytes.withUnsafeMutableBytes {
        systemRead(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
      }
      if step < 0, errno == EINTR { continue }
      guard step >= 0 else { throw systemError(path) }
      guard step > 0 else { break }
      count += step
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  private static func systemError(_ path: String) -> ScenarioFileError {
    ScenarioFileError(file: path, fault: .unreadable(String(cString: strerror(errno))))
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

package import StrictJSON

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that the mock was given: a page, a service, a scenario. It is read whole, and bounded.
package struct InputFile: Sendable {
  /// The path, as messages cite it.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// - Parameters:
  ///   - path: of a file; a pipe that nobody writes to counts as empty.
  ///   - bytesMax: a larger one is refused.
  package init(path: String, bytesMax: Int) throws(InputFileError) {
    // Not blocking: a pipe that nobody writes to would hold the start for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(path) }
      guard count > 0 else { break }
      bytes += buffer[..<count]
      guard bytes.count <= bytesMax else {
        throw InputFileError(path, "is larger than \(bytesMax >> 10) KiB")
      }
    }
    self.init(name: path, bytes: bytes)
  }

  /// The names in a folder, sorted by their bytes.
  static func names(in folder: String) throws(InputFileError) -> [String] {
    guard let stream = opendir(folder) else { throw .system(folder) }
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
}

/// Why a file that the mock was given cannot be used: the file, the place in it, and what would be
/// right. It stops the start.
package struct InputFileError: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let error: JSONNodeError

  package init(_ file: String, _ error: JSONNodeError) {
    self.file = file
    self.error = error
  }

  /// - Parameter problem: a short sentence.
  package init(_ file: String, at pointer: JSONPointer = .root, _ problem: String) {
    self.init(file, JSONNodeError(pointer: pointer, problem: .rule(problem)))
  }

  /// What the system says is wrong.
  fileprivate static func system(_ path: String) -> InputFileError {
    InputFileError(path, String(cString: strerror(errno)))
  }

  package var pointer: JSONPointer { error.pointer }

  /// `mine.json: /response/statu: unknown key; did you mean status?`
  /// Characters that would move a terminal's cursor are shown as `\u001B`.
  package var description: String {
    "\(file): \(error)".unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        let hex = String(scalar.value, radix: 16, uppercase: true)
        text += "\\u" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

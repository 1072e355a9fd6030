package import JimengMock
package import OpenAPIContract

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads files from disk and pages out of them.
package enum PageFile {
  /// Files beyond this are not read.
  private static let bytesMax = 64 << 20

  /// What the options name: services with their pages, and pages; what is built in when there is
  /// neither.
  /// - Parameter code: how the command ends when one of them cannot be used.
  package static func services(
    _ options: Options, failingWith code: ExitCode
  ) throws(CommandFailure) -> [Service] {
    do {
      let pages = try options.pages.map { try contract(bytes: read($0), name: $0) }
      return try options.mock.loadServices(files: options.services, pages: pages)
    } catch let failure as CommandFailure {
      throw CommandFailure(code: code, message: failure.message)
    } catch {
      throw CommandFailure(code: code, message: "\(error)")
    }
  }

  package static func contract(bytes: [UInt8], name: String) throws -> Contract {
    try Contract.compile(SpecLoader.load(bytes, name: name))
  }

  /// The bytes of a file, or of stdin for `-`.
  package static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { if descriptor != 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= bytesMax else {
        throw CommandFailure(code: .couldNotCheck, message: "\(path): larger than 64 MiB")
      }
    }
  }

  /// What the system says is wrong: `page.md: No such file or directory`.
  private static func failure(_ path: String) -> CommandFailure {
    CommandFailure(
      code: .couldNotCheck, message: "\(path): \(String(cString: strerror(errno)))")
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

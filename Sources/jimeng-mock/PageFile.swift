import Foundation
import JimengMock
import OpenAPIContract

/// Reads files from disk and pages out of them.
enum PageFile {
  /// Files beyond this are not read.
  private static let bytesMax = 64 << 20

  /// The contract of a page; the vendor's, built in, when `path` is nil.
  /// - Parameter code: how the command ends when there is none.
  static func contract(
    _ path: String?, failingWith code: ExitCode
  ) throws(CommandFailure) -> Contract {
    do {
      guard let path else { return try VendorPage.contract() }
      return try contract(bytes: read(path), name: path)
    } catch let failure as CommandFailure {
      throw CommandFailure(code: code, message: failure.message)
    } catch {
      throw CommandFailure(code: code, message: "\(error)")
    }
  }

  static func contract(bytes: [UInt8], name: String) throws -> Contract {
    try Contract.compile(SpecLoader.load(bytes, name: name))
  }

  /// The bytes of a file, or of stdin for `-`.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    let failure = { (reason: String) in
      CommandFailure(code: .couldNotCheck, message: "\(path): \(reason)")
    }
    let handle: FileHandle
    if path == "-" {
      handle = .standardInput
    } else {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw failure("there is no such file")
      }
      guard !isDirectory.boolValue else { throw failure("it is a directory, not a file") }
      guard let opened = FileHandle(forReadingAtPath: path) else {
        throw failure("it may not be read")
      }
      handle = opened
    }
    do {
      let data = try handle.read(upToCount: bytesMax + 1) ?? Data()
      guard data.count <= bytesMax else { throw failure("it is larger than 64 MiB") }
      return Array(data)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw failure("it could not be read")
    }
  }
}

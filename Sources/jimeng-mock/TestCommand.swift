import CommandInterface

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// `jimeng-mock test`: becomes the program `jimeng-mock-test` beside this one. That program links a
/// client, whose libraries take longer to load than a mock takes to start.
enum TestCommand {
  private static let program = "jimeng-mock-test"

  /// Returns only when it fails: the process becomes the other program, with these words.
  static func become(_ words: ArraySlice<String>) throws(CommandFailure) {
    guard let own = ownPath, let slash = own.utf8.lastIndex(of: UInt8(ascii: "/")) else {
      throw CommandFailure(code: .couldNotStart, message: "cannot find out where this program is")
    }
    let path = String(own[...slash]) + program
    var arguments = ([path] + words).map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    execv(path, arguments)
    let reason = String(cString: strerror(errno))
    throw CommandFailure(
      code: .couldNotStart,
      message: "\(path): \(reason); build it: swift build --product \(program)")
  }

  /// With links resolved, where the system does so.
  private static var ownPath: String? {
    #if canImport(Darwin)
      var size = UInt32(PATH_MAX)
      var buffer = [CChar](repeating: 0, count: Int(size))
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
    #else
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      guard readlink("/proc/self/exe", &buffer, Int(PATH_MAX)) > 0 else { return nil }
    #endif
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
